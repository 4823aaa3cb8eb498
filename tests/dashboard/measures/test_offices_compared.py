import pytest

from dashboard.measures.forums import representation
from dashboard.measures.offices_compared import compare_offices
from tests.dashboard.measures.meetings import meeting, meetings


def sides(*rows, video=False, before=(2014, 2021), first_after=2022):
    return compare_offices(representation(meetings(*rows), ["APEC"]), "RUS", before, first_after, video=video)


def test_each_span_has_the_scores_of_its_meetings():
    found = sides(
        meeting(year=2014, russia_rank="president"),
        meeting(year=2021, russia_rank="prime_minister"),
        meeting(year=2022, russia_rank="deputy_pm"),
        meeting(year=2025, russia_rank="none"),
    )
    assert (found.before, found.after) == ((4, 3), (2, 0))
    assert (found.first_after, found.last_after) == (2022, 2025)


def test_years_outside_both_spans_count_nowhere():
    found = sides(meeting(year=2013), meeting(year=2012), before=(2000, 2012))
    assert found.before == (4,)
    assert list(found.rows["year"]) == [2012]


def test_meetings_by_video_are_left_out_and_counted_beside():
    rows = [meeting(year=2020, mode="virtual"), meeting(year=2021, mode=None), meeting(year=2019, mode="hybrid")]
    assert (len(sides(*rows).before), sides(*rows).by_video) == (1, 2)
    assert (len(sides(*rows, video=True).before), sides(*rows, video=True).by_video) == (3, 0)


def test_an_unknown_office_is_no_score_and_is_counted():
    found = sides(meeting(year=2015, russia_rank=None), meeting(year=2016))
    assert (found.before, found.unknown) == ((4,), 1)


@pytest.mark.parametrize("other", [{"status": "planned"}, {"status": "cancelled"}, {"russia_rank": "not_member"}])
def test_no_meeting_and_no_seat_count_nowhere(other):
    found = sides(meeting(year=2023, **other), meeting(year=2024))
    assert (found.after, found.unknown, found.by_video) == ((4,), 0, 0)


def test_without_a_later_meeting_the_second_span_is_its_first_year():
    found = sides(meeting(year=2015))
    assert (found.after, found.last_after) == ((), 2022)
