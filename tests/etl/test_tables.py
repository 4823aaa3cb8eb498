"""What the build makes of archive rows: normalisation and derived columns, worked out by hand."""

import io

import pandas as pd
import pytest

from etl.tables import energy_food, events, sources, trade_annual, visits


def text(**columns):
    return pd.DataFrame(columns, dtype="str")


def published(small, table):
    return pd.read_csv(io.BytesIO(small.files[f"{table}.csv"]), dtype=str, keep_default_na=False)


def test_the_imf_series_is_russias_in_every_year():
    rows = text(
        year=["2021", "2022"],
        source=["imf_imts", "imf_imts"],
        reporter=["", "CHN"],
        basis=["estimate", "reported"],
        method=["direct", "direct"],
    )
    built = trade_annual.build(rows)
    assert list(built["reporter"]) == ["RUS", "RUS"]
    assert list(built["basis"]) == ["reported", "estimate"]
    assert list(built["method"]) == ["direct", "estimated"]


def test_other_sources_keep_their_reporter_and_basis():
    rows = text(year=["2022"], source=["comtrade"], reporter=["CHN"], basis=["mirror"], method=["direct"])
    assert trade_annual.build(rows).equals(rows)


def test_build_does_not_change_the_rows_it_was_given():
    rows = text(year=["2022"], source=["imf_imts"], reporter=["CHN"], basis=["reported"], method=["direct"])
    before = rows.copy()
    trade_annual.build(rows)
    assert rows.equals(before)


@pytest.mark.parametrize(
    ("quantity", "low", "high"),
    [("45-50", "45", "50"), ("35.5", "35.5", "35.5"), ("", "", ""), ("0.5-1.25", "0.5", "1.25")],
)
def test_a_quantity_has_two_ends(quantity, low, high):
    built = energy_food.build(text(quantity=[quantity]))
    assert (built["quantity_low"].iloc[0], built["quantity_high"].iloc[0]) == (low, high)


def test_a_second_address_of_an_event_has_its_own_column():
    built = events.build(text(source_url=["https://a.org/1;https://b.org/2", "https://c.org/3"]))
    assert list(built["source_url"]) == ["https://a.org/1", "https://c.org/3"]
    assert list(built["source_url_2"]) == ["https://b.org/2", ""]


def test_words_after_an_address_of_evidence_move_to_the_note():
    rows = text(
        evidence_1=["https://a.org/1 (China Vitae)", "https://a.org/2"],
        evidence_2=["https://b.org/1 (secretary)", ""],
        note=["", "kept"],
    )
    built = visits.build(rows)
    assert list(built["evidence_1"]) == ["https://a.org/1", "https://a.org/2"]
    assert list(built["evidence_2"]) == ["https://b.org/1", ""]
    assert list(built["note"]) == ["evidence_1: China Vitae; evidence_2: secretary", "kept"]


def test_sources_name_comtrade_by_its_present_id():
    assert sources.build(text(retrieved_via=["as comtrade_chn"]))["retrieved_via"].iloc[0] == "as comtrade"


def test_a_missing_cell_is_empty_and_a_whole_number_has_no_point(small):
    headlines = published(small, "headline_trade").set_index("source_url")
    row = headlines.loc["https://example.org/h2"]
    assert (row["turnover_usd"], row["russian_exports_usd"]) == ("240000000000", "")


def test_all_sources_of_a_cell_are_kept(small):
    annual = published(small, "trade_annual").set_index(["partner", "year", "flow"])
    cell = annual.loc[("CHN", "2021", "export")].set_index("source")["value_usd"]
    assert dict(cell) == {"comtrade": "66000000000", "fcs": "60000000000", "imf_imts": "60000000000"}


def test_known_bad_cells_are_kept_and_marked(small):
    annual = published(small, "trade_annual")
    bad = annual[annual["quality"] == "known_bad"]
    assert sorted(zip(bad["partner"], bad["year"], bad["flow"], strict=True)) == [
        ("KAZ", "2010", "export"),
        ("KAZ", "2010", "import"),
        ("UGA", "2024", "import"),
    ]


def test_rows_are_sorted_by_their_key_with_empty_cells_first(small):
    gaps = published(small, "gaps")
    assert list(zip(gaps["table"], gaps["partner"], strict=True)) == [
        ("gdp", ""),
        ("gdp", "PRK"),
        ("trade_annual", "KAZ"),
        ("trade_annual", "PRK"),
        ("trade_monthly", "KAZ"),
    ]
