"""What changed between two releases: by table, partner and period, with the size."""

import json

import pytest

from etl.diff import between, compared, lines
from etl.errors import ReleaseError

HEADER = "iso3,year,gdp_usd,source"
CHINA, INDIA = "CHN,2024,200,world_bank", "IND,2024,50,world_bank"


def release(release_id="after", **tables):
    """A release of these tables, each its lines with the header first; the key is the first two columns."""
    resources = [
        {
            "name": name,
            "rows": len(texts) - 1,
            "schema": {
                "fields": [{"name": column} for column in texts[0].split(",")],
                "primaryKey": texts[0].split(",")[:2],
            },
        }
        for name, texts in tables.items()
    ]
    files = {f"{name}.csv": "".join(f"{text}\n" for text in texts).encode() for name, texts in tables.items()}
    return {"datapackage.json": json.dumps({"id": release_id, "resources": resources}).encode(), **files}


def gdp(*rows, header=HEADER, release_id="after"):
    return release(release_id, gdp=[header, *rows])


def test_a_row_that_came():
    (change,) = compared(gdp(CHINA), gdp(CHINA, INDIA)).changes
    assert (change.table, change.kind, change.key) == ("gdp", "added", "iso3=IND year=2024")
    assert (change.partner, change.period, change.size) == ("IND", "2024", None)


def test_a_row_that_went():
    (change,) = compared(gdp(CHINA, INDIA), gdp(CHINA)).changes
    assert (change.kind, change.key) == ("gone", "iso3=IND year=2024")


def test_a_revised_figure_with_both_values_and_the_size():
    (change,) = compared(gdp(CHINA), gdp("CHN,2024,210,world_bank")).changes
    assert (change.kind, change.column, change.old, change.new) == ("revised", "gdp_usd", "200", "210")
    assert change.size == pytest.approx(0.05)


def test_a_changed_word_has_no_size():
    (change,) = compared(gdp(CHINA), gdp("CHN,2024,200,imf")).changes
    assert (change.column, change.old, change.new, change.size) == ("source", "world_bank", "imf", None)


def test_where_a_figure_and_a_word_changed_the_figure_is_named():
    header = "iso3,year,note,gdp_usd"
    before, after = (gdp(row, header=header) for row in ("CHN,2024,old,200", "CHN,2024,new,100"))
    (change,) = compared(before, after).changes
    assert (change.column, change.size) == ("gdp_usd", -0.5)


@pytest.mark.parametrize(("old", "new"), [("0", "5"), ("", "5"), ("5", "")])
def test_no_size_is_told_from_nothing_or_to_nothing(old, new):
    (change,) = compared(gdp(f"CHN,2024,{old},w"), gdp(f"CHN,2024,{new},w")).changes
    assert change.size is None


def test_the_order_of_rows_is_no_change():
    assert compared(gdp(CHINA, INDIA), gdp(INDIA, CHINA)).changes == ()


def test_a_column_that_came_is_told_once_and_makes_no_row_revised():
    found = compared(gdp(CHINA), gdp(f"{CHINA},", header=f"{HEADER},withdrawn_at"))
    assert (found.changes, found.tables) == ((), ("gdp: column withdrawn_at is new",))


def test_tables_that_came_and_went_are_told():
    found = compared(release(gdp=[HEADER]), release(population=[HEADER, CHINA]))
    assert (found.changes, found.tables) == ((), ("table population is new", "table gdp is gone"))


def test_a_table_worked_out_from_others_is_left_out_of_changes_and_of_the_number_of_rows():
    before = release(gdp=[HEADER, CHINA], coverage=["table,partner", "gdp,CHN"])
    found = compared(before, release(gdp=[HEADER, CHINA], coverage=["table,partner", "gdp,IND"]))
    assert (found.changes, found.rows) == ((), 1)


def test_the_ids_of_both_are_told():
    found = compared(gdp(release_id="2026-01-01-a"), gdp(release_id="2026-02-01-b"))
    assert (found.before, found.after) == ("2026-01-01-a", "2026-02-01-b")


# In words


def test_the_words_name_table_kind_partners_periods_and_each_row():
    found = compared(gdp(CHINA), gdp("CHN,2024,210,world_bank", INDIA, "IND,2025,55,world_bank"))
    assert lines(found) == [
        "gdp: 2 rows added, IND, 2024 to 2025",
        "    iso3=IND year=2024",
        "    iso3=IND year=2025",
        "gdp: 1 row revised, CHN, 2024",
        "    iso3=CHN year=2024: gdp_usd 200 -> 210 (+5.0%)",
    ]


def test_rows_beyond_those_shown_are_counted():
    new = [f"CHN,{year},1,w" for year in range(2000, 2010)]
    assert lines(compared(gdp(), gdp(*new)), shown=2)[-2:] == ["    iso3=CHN year=2001", "    and 8 more"]


def test_many_partners_are_counted_and_not_listed():
    new = [f"{code},2024,1,w" for code in ("AFG", "BTN", "CHN", "IND", "JPN", "KAZ", "VNM")]
    assert lines(compared(gdp(), gdp(*new)), shown=0)[0] == "gdp: 7 rows added, 7 partners, 2024"


def test_an_empty_cell_is_called_empty():
    assert "gdp_usd empty -> 5" in lines(compared(gdp("CHN,2024,,w"), gdp("CHN,2024,5,w")))[1]


def test_without_changes_it_says_so():
    assert lines(compared(gdp(CHINA), gdp(CHINA))) == ["Nothing changed in any table."]


# Releases that can't be compared


def test_a_release_without_its_description_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match=r"without a readable datapackage\.json can't be compared"):
        compared({}, gdp())


def test_a_release_that_lacks_a_table_it_names_is_refused():
    broken = gdp(CHINA)
    del broken["gdp.csv"]
    with pytest.raises(ReleaseError, match=r"lacks gdp\.csv can't be compared"):
        compared(gdp(CHINA), broken)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ReleaseError, match=r"nowhere: can't be read"):
        between(tmp_path / "nowhere", tmp_path)


def test_two_folders_are_compared_by_their_files(tmp_path):
    for name, files in (("old", gdp(CHINA)), ("new", gdp(CHINA, INDIA))):
        (tmp_path / name / "live").mkdir(parents=True)
        for path, data in files.items():
            (tmp_path / name / path).write_bytes(data)
    assert [change.kind for change in between(tmp_path / "old", tmp_path / "new").changes] == ["added"]
