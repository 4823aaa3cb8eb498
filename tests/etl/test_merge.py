"""What becomes of rows when a source answers again."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.merge import merge, together
from etl.tables import trade_annual, trip_lists, un_alignment

TABLE = trade_annual.TABLE
COLUMNS = TABLE.archive_columns
ON = "2026-11-24"


def row(partner="CHN", year="2024", value="100000000", **cells):
    return {
        "partner": partner,
        "year": year,
        "flow": "export",
        "value_usd": value,
        "source": "imf_imts",
        "reporter": "RUS",
        "valuation": "fob",
        "basis": "estimate",
        "quality": "ok",
        "note": "",
        "method": "estimated",
        **cells,
    }


def archived(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS, dtype="str")


def kept(*rows):
    return pd.DataFrame(list(rows), columns=[*COLUMNS, "withdrawn_at"], dtype="str").fillna("")


def everything(rows):
    return pd.Series(True, index=rows.index)


def merged(archive=(), live=(), answer=(), covers=everything, on=ON):
    frames = {"archive": archived(*archive), "live": kept(*live), "answer": archived(*answer)}
    return merge(TABLE, "imf_imts", **frames, covers=covers, on=on)


def values(frame):
    return dict(zip(zip(frame["partner"], frame["year"], strict=True), frame["value_usd"], strict=True))


def counts(result):
    return result.added, result.revised, result.withdrawn, result.returned


def test_a_row_never_seen_before_is_added():
    result = merged(archive=[row(year="2023")], answer=[row(year="2023"), row(year="2024")])
    assert values(result.rows) == {("CHN", "2024"): "100000000"}
    assert counts(result) == (1, 0, 0, 0)


def test_a_new_figure_replaces_the_archived_one_and_the_change_is_kept():
    result = merged(archive=[row(value="100000000")], answer=[row(value="110000000")])
    assert values(result.rows) == {("CHN", "2024"): "110000000"}
    assert counts(result) == (0, 1, 0, 0)
    assert result.revisions.to_dict("records") == [
        {
            "table": "trade_annual",
            "source": "imf_imts",
            "key": "partner=CHN year=2024 flow=export source=imf_imts reporter=RUS",
            "column": "value_usd",
            "old": "100000000",
            "new": "110000000",
            "on": ON,
        }
    ]


def test_a_new_figure_replaces_an_earlier_live_one():
    result = merged(archive=[row(value="1")], live=[row(value="200")], answer=[row(value="300")])
    assert values(result.rows) == {("CHN", "2024"): "300"}
    assert list(result.revisions["old"]) == ["200"]


def test_a_figure_revised_back_to_the_archived_one_is_no_longer_kept_as_live():
    result = merged(archive=[row(value="100")], live=[row(value="200")], answer=[row(value="100")])
    assert result.rows.empty
    assert list(result.revisions["new"]) == ["100"]


@pytest.mark.parametrize(
    ("old", "new", "revised"),
    [
        ("100", "100.5", 0),
        ("100", "100.6", 1),
        ("5000000", "5000005", 0),
        ("5000000", "5000006", 1),
        ("0", "0.4", 0),
        ("100", "", 1),
    ],
)
def test_dollars_are_the_same_within_half_a_dollar_or_a_millionth(old, new, revised):
    assert merged(archive=[row(value=old)], answer=[row(value=new)]).revised == revised


@pytest.mark.parametrize(("new", "revised"), [("0.800000", 0), ("0.8000007", 0), ("0.81", 1)])
def test_ideal_points_have_no_slack_of_a_half(new, revised):
    cells = {"partner": "CHN", "session_year": "2019", "votes": "60", "source": "un_votes"}
    distances = {"distance_to_RUS": "1", "distance_to_CHN": "0", "distance_to_USA": "3"}
    columns = un_alignment.TABLE.archive_columns
    old, answer = (
        pd.DataFrame([{**cells, **distances, "ideal_point": point}], columns=columns, dtype="str")
        for point in ("0.8", new)
    )
    none = pd.DataFrame(columns=[*columns, "withdrawn_at"], dtype="str")
    result = merge(un_alignment.TABLE, "un_votes", archive=old, live=none, answer=answer, covers=everything, on=ON)
    assert result.revised == revised


def test_an_unchanged_figure_keeps_the_archives_quality_and_note():
    archive = [row(quality="known_bad", note="three times the Uzbek figure")]
    result = merged(archive=archive, answer=[row()])
    assert result.rows.empty
    assert counts(result) == (0, 0, 0, 0)


def test_a_changed_word_beside_an_unchanged_figure_keeps_quality_and_note():
    result = merged(archive=[row(valuation="", quality="suspect", note="flat path")], answer=[row(valuation="fob")])
    assert result.rows[["valuation", "quality", "note"]].to_numpy().tolist() == [["fob", "suspect", "flat path"]]
    assert list(result.revisions["column"]) == ["valuation"]


def test_a_changed_figure_comes_with_its_own_quality_and_note():
    result = merged(archive=[row(value="900", quality="known_bad", note="wrong")], answer=[row(value="300")])
    assert result.rows[["quality", "note"]].to_numpy().tolist() == [["ok", ""]]


def test_a_newer_revision_of_the_page_alone_is_no_change():
    trip = dict.fromkeys(trip_lists.TABLE.archive_columns, "") | {
        "page": "List of trips",
        "visitor": "Xi Jinping",
        "host": "RUS",
        "start": "2024-05-16",
        "end": "2024-05-17",
    }
    first = pd.DataFrame([trip | {"revision": "1", "url": "https://example.org/1"}], dtype="str")
    later = pd.DataFrame([trip | {"revision": "2", "url": "https://example.org/2"}], dtype="str")
    none = first.head(0)
    frames = {"archive": none, "live": first.assign(withdrawn_at=""), "answer": later}
    result = merge(trip_lists.TABLE, "wikipedia_trips", **frames, covers=everything, on=ON)
    assert counts(result) == (0, 0, 0, 0)
    assert list(result.rows["revision"]) == ["1"]


def test_a_covered_row_that_is_missing_is_withdrawn_and_stays():
    result = merged(archive=[row("CHN"), row("IND", value="7")], answer=[row("CHN")])
    assert result.rows[["partner", "value_usd", "withdrawn_at"]].to_numpy().tolist() == [["IND", "7", ON]]
    assert counts(result) == (0, 0, 1, 0)


def test_a_row_the_answer_does_not_cover_stays_as_it_is():
    result = merged(archive=[row("CHN"), row("IND")], answer=[row("CHN")], covers=lambda rows: rows["partner"] == "CHN")
    assert result.rows.empty
    assert result.withdrawn == 0


def test_periods_before_the_first_one_of_the_answer_are_history_and_stay():
    archive = [row("CHN", "2015"), row("IND", "2016"), row("IND", "2017")]
    result = merged(archive=archive, answer=[row("CHN", "2016"), row("IND", "2017")])
    assert values(result.rows[result.rows["withdrawn_at"] != ""]) == {("IND", "2016"): "100000000"}


def test_an_empty_answer_withdraws_nothing():
    assert counts(merged(archive=[row()], answer=[])) == (0, 0, 0, 0)


def test_a_row_stays_withdrawn_since_the_day_it_vanished():
    result = merged(archive=[row("CHN")], live=[row("IND", withdrawn_at="2026-01-02")], answer=[row("CHN")])
    assert list(result.rows["withdrawn_at"]) == ["2026-01-02"]
    assert result.withdrawn == 0


def test_a_row_that_comes_back_is_no_longer_withdrawn():
    result = merged(live=[row("CHN", withdrawn_at="2026-01-02")], answer=[row("CHN")])
    assert list(result.rows["withdrawn_at"]) == [""]
    assert counts(result) == (0, 0, 0, 1)


def test_an_archived_row_that_comes_back_unchanged_is_no_live_row():
    archive = [row(quality="suspect", note="flat path")]
    gone = [row(quality="suspect", note="flat path", withdrawn_at="2026-01-02")]
    result = merged(archive=archive, live=gone, answer=[row()])
    assert result.rows.empty
    assert result.returned == 1


def test_a_row_that_comes_back_with_another_figure_is_returned_and_revised():
    result = merged(live=[row(value="5", withdrawn_at="2026-01-02")], answer=[row(value="6")])
    assert counts(result) == (0, 1, 0, 1)
    assert list(result.rows["withdrawn_at"]) == [""]


def test_a_key_that_stands_twice_in_the_answer_is_refused():
    with pytest.raises(ValueError, match="partner=CHN year=2024"):
        merged(answer=[row(value="1"), row(value="2")])


def test_merging_changes_none_of_its_inputs():
    archive, live, answer = archived(row("CHN"), row("IND")), kept(row("JPN")), archived(row("CHN", value="5"))
    copies = archive.copy(), live.copy(), answer.copy()
    merge(TABLE, "imf_imts", archive=archive, live=live, answer=answer, covers=everything, on=ON)
    assert all(one.equals(other) for one, other in zip((archive, live, answer), copies, strict=True))


def test_live_rows_overlay_archive_rows_of_the_same_key():
    rows = together(archived(row("CHN"), row("IND")), kept(row("IND", value="9"), row("JPN")), TABLE.key)
    assert values(rows) == {("CHN", "2024"): "100000000", ("IND", "2024"): "9", ("JPN", "2024"): "100000000"}
    assert list(rows["withdrawn_at"]) == ["", "", ""]


def test_a_key_that_stands_twice_in_the_archive_is_left_for_the_schema_to_name():
    twice = archived(row(), row(value="2"))
    assert len(together(twice, kept(), TABLE.key)) == 2


def test_without_live_rows_the_archive_stands_as_it_is():
    archive = archived(row("CHN"), row("IND"))
    assert together(archive, kept(), TABLE.key)[COLUMNS].equals(archive)


ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["CHN", "IND", "JPN"]), st.sampled_from(["2021", "2022", "2023"])),
    st.sampled_from(["100", "100.4", "101", "5000000", "5000004", "9000000"]),
).map(lambda cells: [row(partner, year, value) for (partner, year), value in cells.items()])


@settings(max_examples=40, deadline=None)
@given(archive=ROWS, first=ROWS, second=ROWS)
def test_the_same_answer_twice_changes_nothing(archive, first, second):
    earlier = merged(archive=archive, answer=first, on="2026-01-01").rows.to_dict("records")
    once = merged(archive=archive, live=earlier, answer=second)
    again = merged(archive=archive, live=once.rows.to_dict("records"), answer=second, on="2026-12-31")
    assert again.rows.equals(once.rows)
    assert counts(again) == (0, 0, 0, 0)
    assert again.revisions.empty


@settings(max_examples=40, deadline=None)
@given(archive=ROWS, answer=ROWS)
def test_no_key_is_ever_lost_and_every_row_of_the_answer_stands(archive, answer):
    result = merged(archive=archive, answer=answer)
    rows = together(archived(*archive), result.rows, TABLE.key)
    standing = values(rows[rows["withdrawn_at"] == ""])
    assert set(values(rows)) == {(one["partner"], one["year"]) for one in [*archive, *answer]}
    for one in answer:
        told, held = float(one["value_usd"]), float(standing[(one["partner"], one["year"])])
        assert abs(held - told) <= max(0.5, 1e-6 * told)
