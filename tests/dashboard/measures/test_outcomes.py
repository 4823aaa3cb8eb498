import pandas as pd
import pytest

from dashboard.measures.forums import by_year
from dashboard.measures.outcomes import COLUMNS, KINDS, outcomes, without_text

from .meetings import meeting, meetings
from .tables import one

NO_TEXT = {"outcome": "none"}
CHAIR = {"outcome": "chair_statement_only"}
CANCELLED = {"outcome": "cancelled", "status": "cancelled", "mode": "cancelled"}
UNKNOWN = {"outcome": "unknown"}
PLANNED = {"outcome": "unknown", "status": "planned"}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({}, "joint"),
        (CHAIR, "chair_only"),
        (NO_TEXT, "none"),
        (CANCELLED, "cancelled"),
        (UNKNOWN, "unknown"),
        (PLANNED, "planned"),
        ({"outcome": "none", "status": "planned"}, "planned"),
        ({"outcome": "none", "status": "cancelled"}, "cancelled"),
    ],
)
def test_the_kinds_of_an_outcome_are_kept_apart(row, kind):
    assert one(outcomes(meetings(meeting(**row)), ["APEC"]))["kind"] == kind
    assert kind in KINDS


def test_the_cause_of_failure_is_carried_and_missing_where_there_is_none():
    table = meetings(meeting(year=2018, failure_cause="us_china", **CHAIR), meeting(year=2019))
    causes = outcomes(table, ["APEC"])["failure_cause"]
    assert causes[0] == "us_china"
    assert pd.isna(causes[1])


def test_forums_asked_for_alone_sorted_with_their_meetings_numbered():
    table = meetings(
        meeting(forum="EAS", year=2007, dates="2007-11"),
        meeting(forum="EAS", year=2007, dates="2007-01"),
        meeting(forum="APEC", year=2009),
        meeting(forum="SCO"),
    )
    frame = outcomes(table, ["EAS", "APEC"])
    assert frame[["forum", "year", "dates", "meeting", "meetings"]].to_numpy().tolist() == [
        ["APEC", 2009, "2018-11-17", 1, 1],
        ["EAS", 2007, "2007-01", 1, 2],
        ["EAS", 2007, "2007-11", 2, 2],
    ]


def test_a_matrix_of_outcomes_has_one_row_a_year():
    table = meetings(meeting(dates="2018-01", **NO_TEXT), meeting(dates="2018-11"), meeting(dates="2018-12", **PLANNED))
    row = one(by_year(outcomes(table, ["APEC"])))
    assert (row["kind"], row["meetings"]) == ("joint", 3)


def share(*rows, first=2000, last=2030, **options):
    return without_text(meetings(*rows), ["APEC", "EAS"], first, last, **options)


def test_a_chairs_statement_alone_is_no_joint_text():
    result = share(meeting(), meeting(**CHAIR), meeting(**NO_TEXT), meeting(forum="EAS"))
    assert (result.share_pct, result.without, result.meetings) == (50, 2, 4)


def test_the_interval_is_wilsons_in_percent():
    # 0 of 1 with z = 1.96: high end z² / (1 + z²) = 3.8416 / 4.8416.
    result = share(meeting())
    assert (result.share_pct, result.interval_low_pct) == (0, 0)
    assert result.interval_high_pct == pytest.approx(384.16 / 4.8416)


def test_the_low_end_of_the_interval_is_in_percent_too():
    # 1 of 1: low end 1 / (1 + z²) = 1 / 4.8416.
    result = share(meeting(**NO_TEXT))
    assert result.interval_low_pct == pytest.approx(100 / 4.8416)
    assert result.interval_high_pct == pytest.approx(100)


def test_an_unknown_outcome_is_in_neither_part_and_counted_beside():
    result = share(meeting(**NO_TEXT), meeting(**UNKNOWN), meeting(**UNKNOWN))
    assert (result.share_pct, result.meetings, result.unknown) == (100, 1, 2)


def test_a_planned_meeting_counts_nowhere():
    result = share(meeting(), meeting(**PLANNED))
    assert (result.meetings, result.unknown) == (1, 0)


def test_a_cancelled_meeting_counts_as_without_text_only_if_asked():
    rows = [meeting(), meeting(**CANCELLED)]
    assert share(*rows)[:3] == (0, 1, 0)
    assert share(*rows, cancelled=True)[:3] == (50, 2, 1)


def test_both_ends_of_the_window_are_in_it():
    rows = [meeting(year=year, **NO_TEXT) for year in (2016, 2017, 2018, 2019)]
    assert share(*rows, first=2017, last=2018).meetings == 2


def test_other_forums_are_left_out():
    assert share(meeting(), meeting(forum="G20", **NO_TEXT)).share_pct == 0


def test_the_causes_that_name_the_us_and_china_are_counted_among_those_without_text():
    result = share(
        meeting(failure_cause="us_china", **CHAIR),
        meeting(failure_cause="us_china_russia", **NO_TEXT),
        meeting(failure_cause="russia_ukraine", **NO_TEXT),
        meeting(failure_cause="us_china"),
        meeting(**NO_TEXT),
    )
    assert (result.us_china, result.without) == (2, 4)


def test_no_known_outcome_has_no_share():
    result = share(meeting(**UNKNOWN))
    assert pd.isna(result.share_pct)
    assert pd.isna(result.interval_low_pct)
    assert pd.isna(result.interval_high_pct)
    assert (result.meetings, result.without, result.unknown) == (0, 0, 1)


def test_rows_are_numbered_from_0():
    table = meetings(meeting(forum="SCO"), meeting(year=2019), meeting(year=2018))
    assert outcomes(table, ["APEC"]).index.tolist() == [0, 1]
    assert by_year(outcomes(table, ["APEC"])).index.tolist() == [0, 1]


def test_no_meetings_give_the_same_columns():
    assert outcomes(meetings(), ["APEC"]).columns.tolist() == list(COLUMNS)
    assert without_text(meetings(), ["APEC"], 2000, 2030).meetings == 0


def test_a_table_without_status_is_refused():
    with pytest.raises(ValueError, match="lacks status"):
        outcomes(meetings(meeting()).drop(columns="status"), ["APEC"])
