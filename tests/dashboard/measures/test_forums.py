import pandas as pd
import pytest

from dashboard.measures.forums import COLUMNS, OFFICES, PRESENCES, by_year, mean_score, representation

from .meetings import meeting, meetings
from .tables import one


def of(frame, power="RUS"):
    """The only row of a power."""
    return one(frame[frame["power"] == power])


def came(power="RUS", **row):
    return of(representation(meetings(meeting(**row)), ["APEC"]), power)


@pytest.mark.parametrize(
    ("rank", "score", "letter"),
    [
        ("president", 4, "P"),
        ("prime_minister", 3, "M"),
        ("deputy_pm", 2, "D"),
        ("vice_president", 2, "D"),
        ("foreign_minister", 2, "F"),
        ("secretary_of_state", 2, "F"),
        ("national_security_adviser", 1, "O"),
        ("treasury_secretary", 1, "O"),
        ("deputy_head_presidential_administration", 1, "O"),
        ("none", 0, "0"),
    ],
)
def test_an_office_has_the_score_and_letter_of_the_method(rank, score, letter):
    row = came(russia_rank=rank)
    assert (row["rank"], row["score"], row["letter"], row["presence"]) == (rank, score, letter, "in_person")


def test_each_power_reads_its_own_columns():
    frame = representation(
        meetings(
            meeting(
                russia_rank="president",
                russia_person="Putin",
                us_rank="vice_president",
                us_person="Pence",
                china_rank="prime_minister",
                china_person="Li",
            )
        ),
        ["APEC"],
    )
    assert frame[["power", "person", "score"]].to_numpy().tolist() == [
        ["RUS", "Putin", 4],
        ["USA", "Pence", 2],
        ["CHN", "Li", 3],
    ]


@pytest.mark.parametrize(("mode", "presence"), [("hybrid", "hybrid"), ("virtual", "video"), ("in_person", "in_person")])
def test_how_a_meeting_was_held_is_kept_apart_and_scored(mode, presence):
    row = came(mode=mode)
    assert (row["presence"], row["score"], row["letter"]) == (presence, 4, "P")


def test_who_came_is_unknown_so_there_is_no_score():
    row = came(russia_rank=None)
    assert (row["presence"], row["letter"]) == ("unknown", "?")
    assert pd.isna(row["score"])
    assert pd.isna(row["rank"])


def test_how_a_person_came_is_unknown_but_who_came_is_scored():
    row = came(mode=None)
    assert (row["presence"], row["score"], row["letter"]) == ("unknown", 4, "P")


def test_a_cancelled_meeting_has_no_score_though_nobody_came():
    row = came(status="cancelled", mode="cancelled", outcome="cancelled", russia_rank="none")
    assert (row["presence"], row["letter"]) == ("cancelled", "x")
    assert pd.isna(row["score"])


def test_a_cancelled_meeting_is_cancelled_even_where_the_rank_is_unknown():
    row = came(status="cancelled", mode="cancelled", outcome="cancelled", russia_rank=None)
    assert (row["presence"], row["letter"]) == ("cancelled", "x")


def test_a_planned_meeting_has_no_score_though_a_person_is_announced():
    row = came(status="planned", russia_rank="president")
    assert (row["presence"], row["letter"]) == ("planned", "…")
    assert pd.isna(row["score"])


@pytest.mark.parametrize("status", ["held", "planned", "cancelled"])
def test_a_power_without_a_seat_is_blank_whatever_became_of_the_meeting(status):
    row = came(status=status, russia_rank="not_member")
    assert (row["presence"], row["letter"]) == ("not_member", "")
    assert pd.isna(row["score"])


def test_what_is_asked_of_the_meeting_is_carried():
    row = came(dates="2018-11-17", city="Da Nang", host_country="VNM", failure_cause="us_china", outcome_note="why")
    names = ["dates", "city", "host_country", "failure_cause", "note", "status", "outcome"]
    assert row[names].tolist() == ["2018-11-17", "Da Nang", "VNM", "us_china", "why", "held", "joint_declaration"]


def test_other_forums_are_left_out():
    frame = representation(meetings(meeting(forum="APEC"), meeting(forum="EAS"), meeting(forum="SCO")), ["EAS", "APEC"])
    assert frame["forum"].tolist() == ["APEC"] * 3 + ["EAS"] * 3


def test_two_meetings_of_a_year_are_both_kept_and_numbered_by_date():
    table = meetings(
        meeting(dates="2010-11-11", russia_rank="president", year=2010),
        meeting(dates="2010-06-25", russia_rank=None, year=2010),
        meeting(year=2011),
    )
    frame = representation(table, ["APEC"])
    russia = frame[frame["power"] == "RUS"]
    assert russia[["year", "dates", "meeting", "meetings"]].to_numpy().tolist() == [
        [2010, "2010-06-25", 1, 2],
        [2010, "2010-11-11", 2, 2],
        [2011, "2018-11-17", 1, 1],
    ]


def test_a_meeting_without_a_date_is_numbered_first():
    table = meetings(meeting(dates="2018-11-17"), meeting(dates=None))
    russia = representation(table, ["APEC"]).query("power == 'RUS'")
    assert russia["dates"].isna().tolist() == [True, False]


def test_many_meetings_keep_the_powers_in_their_order_and_rows_numbered_from_0():
    frame = representation(meetings(*[meeting(year=year) for year in range(2000, 2030)]), ["APEC"])
    assert frame["power"].tolist() == ["RUS", "USA", "CHN"] * 30
    assert frame.index.tolist() == list(range(90))
    assert by_year(frame)["power"].tolist() == ["RUS", "USA", "CHN"] * 30


def test_the_same_year_of_two_forums_is_not_two_meetings():
    frame = representation(meetings(meeting(forum="APEC"), meeting(forum="EAS")), ["APEC", "EAS"])
    assert set(frame["meetings"]) == {1}


def test_a_matrix_shows_the_last_meeting_that_was_held():
    table = meetings(
        meeting(year=2010, dates="2010-06-25", russia_rank="foreign_minister"),
        meeting(year=2010, dates="2010-09-01", russia_rank="president"),
        meeting(year=2010, dates="2010-11-11", russia_rank="none", status="cancelled"),
    )
    row = of(by_year(representation(table, ["APEC"])))
    assert (row["letter"], row["meeting"], row["meetings"]) == ("P", 2, 3)


def test_a_matrix_shows_the_last_meeting_of_a_year_in_which_none_was_held():
    table = meetings(
        meeting(year=2010, dates="2010-06-25", status="cancelled"),
        meeting(year=2010, dates="2010-11-11", status="planned"),
    )
    assert of(by_year(representation(table, ["APEC"])))["presence"] == "planned"


def test_a_matrix_keeps_years_forums_and_powers_in_order():
    table = meetings(meeting(year=2011), meeting(year=2010), meeting(year=2010, forum="EAS"))
    frame = by_year(representation(table, ["APEC", "EAS"]))
    assert frame[["forum", "year", "power"]].agg(lambda row: " ".join(map(str, row)), axis=1).tolist() == [
        "APEC 2010 RUS",
        "APEC 2010 USA",
        "APEC 2010 CHN",
        "APEC 2011 RUS",
        "APEC 2011 USA",
        "APEC 2011 CHN",
        "EAS 2010 RUS",
        "EAS 2010 USA",
        "EAS 2010 CHN",
    ]
    assert frame.columns.tolist() == list(COLUMNS)


def mean(*rows, power="RUS", first=2000, last=2030, **options):
    return mean_score(representation(meetings(*rows), ["APEC", "EAS"]), power, first, last, **options)


def test_the_mean_counts_each_meeting_with_a_score_and_nobody_as_0():
    # (4 + 3 + 0) / 3; the unknown, the cancelled and the planned one are no cases.
    result = mean(
        meeting(year=2014, russia_rank="president"),
        meeting(year=2015, russia_rank="prime_minister", forum="EAS"),
        meeting(year=2016, russia_rank="none"),
        meeting(year=2017, russia_rank=None),
        meeting(year=2018, russia_rank="none", status="cancelled"),
        meeting(year=2019, russia_rank="president", status="planned"),
    )
    assert result.value == pytest.approx(7 / 3)
    assert result.meetings == 3


def test_the_mean_takes_both_ends_of_the_window_and_nothing_beyond():
    rows = [meeting(year=year, russia_rank="none") for year in (2013, 2016)]
    rows += [meeting(year=year, russia_rank="president") for year in (2014, 2015)]
    assert mean(*rows, first=2014, last=2015) == (4, 2)


def test_the_mean_is_of_the_power_asked_for():
    assert mean(meeting(russia_rank="none", china_rank="prime_minister"), power="CHN") == (3, 1)


def test_without_video_hybrid_meetings_still_count():
    rows = [
        meeting(year=2019, mode="in_person", russia_rank="foreign_minister"),
        meeting(year=2020, mode="virtual", russia_rank="president"),
        meeting(year=2021, mode="hybrid", russia_rank="prime_minister"),
        meeting(year=2022, mode=None, russia_rank="president"),
    ]
    assert mean(*rows, video=False) == (2.5, 2)  # (2 + 3) / 2
    assert mean(*rows, video=True) == (3.25, 4)  # (2 + 4 + 3 + 4) / 4
    assert mean(*rows) == mean(*rows, video=True)


def test_both_meetings_of_a_year_count_in_the_mean():
    rows = [meeting(dates="2010-06", russia_rank="none"), meeting(dates="2010-11", russia_rank="president")]
    assert mean(*rows) == (2, 2)


def test_no_meeting_has_no_mean():
    result = mean(meeting(russia_rank=None))
    assert pd.isna(result.value)
    assert result.meetings == 0


def test_a_power_that_is_not_recorded_is_refused():
    with pytest.raises(ValueError, match="power is 'JPN'"):
        mean(meeting(), power="JPN")


def test_no_meetings_give_the_same_columns():
    empty = representation(meetings(meeting()), ["BRF"])
    assert empty.empty
    assert empty.columns.tolist() == list(COLUMNS)
    assert by_year(empty).columns.tolist() == list(COLUMNS)
    assert representation(meetings(), ["APEC"]).columns.tolist() == list(COLUMNS)


def test_a_table_without_ranks_is_refused():
    with pytest.raises(ValueError, match="lacks us_rank"):
        representation(meetings(meeting()).drop(columns="us_rank"), ["APEC"])


def test_the_table_handed_in_is_not_changed():
    table = meetings(meeting(dates="b"), meeting(dates="a"))
    before = table.copy()
    representation(table, ["APEC"])
    pd.testing.assert_frame_equal(table, before)


def test_scores_never_leave_0_to_4_and_letters_tell_scores_apart():
    assert {office.score for office in OFFICES.values()} == {0, 2, 3, 4}
    assert len({(office.letter, office.score) for office in OFFICES.values()}) == len(
        {office.letter for office in OFFICES.values()}
    )
    assert len(set(PRESENCES)) == 7
