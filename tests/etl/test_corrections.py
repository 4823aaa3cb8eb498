"""Known faults of sources: which rows are marked, until when, and which entries are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import etl
from etl.archive import open_archive
from etl.corrections import Correction, CorrectionError, Expectation, apply, load
from etl.tables import trade_annual

ARCHIVE = Path(etl.__file__).parent.parent / "datasets" / "archive"


def rows(*cells):
    names = ["partner", "year", "flow", "value_usd", "source", "quality", "note"]
    return pd.DataFrame(list(cells), columns=names, dtype="str")


def correction(action="known_bad", of_partner="", at_least=15e9, at_most=float("inf")):
    return Correction(
        id="uzb",
        source="imf_imts",
        table="trade_annual",
        match={"partner": ("UZB",), "year": ("2023", "2024")},
        action=action,
        what="three times the Uzbek figure",
        why="uzstat",
        since=date(2026, 11, 24),
        expect=Expectation("value_usd", of_partner, at_least, at_most),
    )


BAD = ("UZB", "2023", "export", "22000000000", "imf_imts", "ok", "")
MENDED = ("UZB", "2023", "export", "6700000000", "imf_imts", "ok", "")


def marks(frame):
    return frame[["quality", "note"]].to_numpy().tolist()


def test_a_matched_row_whose_expectation_holds_is_marked():
    marked, notices = apply([correction()], "trade_annual", rows(BAD))
    assert marks(marked) == [["known_bad", "three times the Uzbek figure"]]
    assert notices == ()


def test_the_figure_itself_is_never_changed():
    marked, _ = apply([correction()], "trade_annual", rows(BAD))
    assert list(marked["value_usd"]) == ["22000000000"]


@pytest.mark.parametrize(
    "other",
    [
        ("KAZ", "2023", "export", "22000000000", "imf_imts", "ok", ""),
        ("UZB", "2022", "export", "22000000000", "imf_imts", "ok", ""),
        ("UZB", "2023", "export", "22000000000", "uzstat", "ok", ""),
    ],
)
def test_rows_of_other_partners_years_and_sources_are_left_alone(other):
    marked, notices = apply([correction()], "trade_annual", rows(other))
    assert marked.equals(rows(other))
    assert notices == ()


def test_an_entry_of_another_table_is_left_alone():
    assert apply([correction()], "trade_monthly", rows(BAD))[0].equals(rows(BAD))


def test_once_mended_the_row_is_not_marked_and_a_notice_says_that_the_entry_can_go():
    marked, (notice,) = apply([correction()], "trade_annual", rows(MENDED))
    assert marks(marked) == [["ok", ""]]
    assert "imf_imts seems to have mended trade_annual UZB 2023 6700000000" in notice
    assert "the entry can go" in notice


def test_where_one_of_two_cells_is_mended_the_other_stays_marked():
    other = ("UZB", "2024", "export", "28000000000", "imf_imts", "ok", "")
    marked, (notice,) = apply([correction()], "trade_annual", rows(MENDED, other))
    assert list(marked["quality"]) == ["ok", "known_bad"]
    assert "take them out of its match" in notice


@pytest.mark.parametrize(("value", "quality"), [("9", "ok"), ("10", "suspect"), ("20", "suspect"), ("21", "ok")])
def test_both_bounds_of_an_expectation_belong_to_it(value, quality):
    cell = ("UZB", "2023", "export", value, "imf_imts", "ok", "")
    marked, _ = apply([correction("suspect", at_least=10, at_most=20)], "trade_annual", rows(cell))
    assert list(marked["quality"]) == [quality]


@pytest.mark.parametrize(("of_uzb", "quality"), [("22000000000", "suspect"), ("6700000000", "ok"), ("", "suspect")])
def test_a_total_is_judged_by_the_partner_that_spoils_it(of_uzb, quality):
    world = ("WLD", "2023", "export", "471000000000", "imf_imts", "ok", "")
    spoilt = ("UZB", "2023", "export", of_uzb, "imf_imts", "ok", "")
    elsewhere = ("UZB", "2023", "import", "1", "imf_imts", "ok", "")
    entry = replace(correction("suspect", of_partner="UZB"), match={"partner": ("WLD",)})
    marked, _ = apply([entry], "trade_annual", rows(world, spoilt, elsewhere))
    assert list(marked["quality"]) == [quality, "ok", "ok"]


def test_a_row_that_is_marked_already_keeps_its_own_mark():
    marked, _ = apply([correction()], "trade_annual", rows((*BAD[:5], "suspect", "by hand")))
    assert marks(marked) == [["suspect", "by hand"]]


def test_the_note_follows_a_note_that_is_there():
    marked, _ = apply([correction()], "trade_annual", rows((*BAD[:6], "to 0.1 bn")))
    assert list(marked["note"]) == ["to 0.1 bn; three times the Uzbek figure"]


def test_dropped_rows_are_left_out():
    earlier = ("UZB", "2022", "export", "6100000000", "imf_imts", "ok", "")
    left, _ = apply([correction("drop")], "trade_annual", rows(BAD, earlier))
    assert left["year"].tolist() == ["2022"]


def test_applying_twice_is_applying_once():
    once, _ = apply([correction()], "trade_annual", rows(BAD))
    assert apply([correction()], "trade_annual", once)[0].equals(once)


ENTRY = """
[[correction]]
id = "uzb-export"
source = "imf_imts"
table = "trade_annual"
match = { partner = "UZB", year = [2023, 2024] }
action = "known_bad"
what = "three times the Uzbek figure"
why = "uzstat"
since = 2026-11-24
expect = { column = "value_usd", at_least = 15_000_000_000 }
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_entry_is_read_with_its_cells_as_text(file):
    (entry,) = load(file(ENTRY))
    assert entry.match == {"partner": ("UZB",), "year": ("2023", "2024")}
    assert (entry.since, entry.expect.at_least) == (date(2026, 11, 24), 15e9)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('table = "trade_annual"', 'table = "trade"', "uzb-export.*field table: 'trade' is no table"),
        ('table = "trade_annual"', 'table = "gdp"', "field action: table gdp has no quality and note"),
        ('table = "trade_annual"', 'table = "places"', "field table: places has no column source"),
        ('partner = "UZB",', 'country = "UZB",', "uzb-export.*unknown column in match 'country'"),
        ('"known_bad"', '"mend"', "uzb-export.*field action: 'mend' is none of known_bad, suspect, drop"),
        ('why = "uzstat"', "", "uzb-export.*field why is missing"),
        ("since = 2026-11-24", 'since = "2026-11-24"', "uzb-export.*field since is missing or no date"),
        ("since = 2026-11-24", "since = 2026-11-24\nuntil = 2027", "uzb-export.*unknown field 'until'"),
        ('column = "value_usd"', 'column = "note"', "expect.column: 'note' is no column of figures"),
        (", at_least = 15_000_000_000", "", "uzb-export.*expect needs at_least or at_most"),
        ("at_least = 15_000_000_000", 'at_least = "15 bn"', "uzb-export.*expect needs at_least or at_most, a number"),
        ("at_least =", "above =", "unknown field in expect 'above'"),
        ('id = "uzb-export"', "", "entry 1: field id is missing"),
        ("[[correction]]", "[[correction", "corrections.toml: can't be read"),
    ],
)
def test_a_bad_entry_is_refused_by_name_and_field(file, old, new, words):
    assert old in ENTRY
    with pytest.raises(CorrectionError, match=f"(?s){words}"):
        load(file(ENTRY.replace(old, new)))


@pytest.fixture(scope="module")
def archived():
    table = trade_annual.TABLE
    return table.build(open_archive(ARCHIVE).rows("trade_annual", table.archive_columns))


@pytest.mark.parametrize("entry", load(), ids=lambda entry: entry.id)
def test_each_entry_gives_unmarked_rows_the_marks_of_the_archive(archived, entry):
    of_source = archived[archived["source"] == entry.source]
    marked, notices = apply([entry], entry.table, of_source.assign(quality="ok", note=""))
    changed = marked[marked["quality"] != "ok"]
    assert notices == ()
    assert len(changed) > 0
    assert marks(changed) == marks(of_source.loc[changed.index])


def test_the_entries_cover_every_mark_on_imf_rows(archived):
    imf = archived[archived["source"] == "imf_imts"]
    marked, _ = apply(load(), "trade_annual", imf.assign(quality="ok", note=""))
    assert marks(marked) == marks(imf)
