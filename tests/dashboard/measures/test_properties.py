"""What must hold for any table, not only for those a test thought of."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.measures import cells
from dashboard.measures.concentration import concentration
from dashboard.measures.partner_line import partner_values
from dashboard.measures.share import partners_share

from .tables import COLUMNS, both, cell, places, trade

KEY = ["partner", "year", "flow", "source", "reporter"]
SOURCES = [*{source for source, _ in cells.PREFERENCE}, *cells.LONE_POINTS, *cells.NEVER]


@st.composite
def rows(draw):
    own = draw(st.booleans())
    partner = draw(st.sampled_from(["CHN", "KAZ"]))
    year = draw(st.integers(2018, 2024))
    estimated = own and year >= 2022
    basis = "mirror" if not own else "estimate" if estimated else "reported"
    return cell(
        partner,
        year,
        draw(st.sampled_from(["export", "import"])),
        draw(st.integers(1, 1000)),
        draw(st.sampled_from(sorted(SOURCES))),
        reporter="RUS" if own else partner,
        basis=basis,
        quality=draw(st.sampled_from(["ok", "suspect", "known_bad"])),
    )


TABLES = (
    st.lists(rows(), max_size=40)
    .map(lambda made: pd.DataFrame(made, columns=COLUMNS).drop_duplicates(KEY))
    .map(lambda frame: frame.astype({"year": "int64", "value_usd": "float64"}))
)
AMOUNTS = st.lists(st.integers(1, 10**12), min_size=1, max_size=6)
FLOWS = st.sampled_from(cells.FLOWS)
BASES = st.sampled_from(cells.BASES)
FEW = settings(max_examples=40, deadline=None)
FEWER = settings(max_examples=15, deadline=None)  # each example computes several whole lines


@FEW
@given(TABLES, FLOWS, BASES)
def test_a_cell_has_one_value_and_its_range_contains_it(table, flow, basis):
    values = partner_values(table, flow, basis)
    assert not values.duplicated(["partner", "year"]).any()
    assert (values["lowest_usd"] <= values["value_usd"]).all()
    assert (values["value_usd"] <= values["highest_usd"]).all()


@FEW
@given(TABLES, FLOWS, BASES)
def test_a_segment_never_spans_a_gap_a_reporter_or_a_basis(table, flow, basis):
    for _, part in partner_values(table, flow, basis).groupby(["partner", "segment"]):
        assert part["year"].tolist() == list(range(part["year"].min(), part["year"].max() + 1))
        assert len(set(part["reporter"])) == 1
        assert len(set(part["basis"])) == 1


@FEW
@given(TABLES, FLOWS)
def test_every_preferred_value_can_be_found_again_in_usable_rows_of_one_reporter(table, flow):
    good = table[table["quality"] != "known_bad"]
    for row in partner_values(table, flow).itertuples():
        said = good[(good["partner"] == row.partner) & (good["year"] == row.year) & (good["reporter"] == row.reporter)]
        exports = said.loc[said["flow"] == "export", "value_usd"].tolist()
        imports = said.loc[said["flow"] == "import", "value_usd"].tolist()
        possible = {"export": exports, "import": imports, "turnover": [a + b for a in exports for b in imports]}
        assert row.value_usd in possible[flow]


@FEW
@given(TABLES, FLOWS, BASES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(table, flow, basis, random):
    order = list(range(len(table)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        partner_values(table, flow, basis)[["partner", "year", "value_usd", "segment"]],
        partner_values(table.iloc[order], flow, basis)[["partner", "year", "value_usd", "segment"]],
    )


@FEWER
@given(AMOUNTS)
def test_shares_of_all_partners_sum_to_a_hundred(turnovers):
    codes = ["CHN", "IND", "JPN", "KAZ", "KOR", "VNM"][: len(turnovers)]
    states = [both(code, 2018, value, value) for code, value in zip(codes, turnovers, strict=True)]
    world = both("WLD", 2018, sum(turnovers), sum(turnovers), "fcs_cis")
    table = trade(states, world)
    parts = [partners_share(table, [code], "turnover")["share_pct"].item() for code in codes]
    assert sum(parts) == pytest.approx(100)
    assert partners_share(table, codes, "turnover")["share_pct"].item() == pytest.approx(100)


@FEWER
@given(AMOUNTS)
def test_the_herfindahl_index_lies_between_an_equal_split_and_one(turnovers):
    codes = ["CHN", "IND", "JPN", "KAZ", "KOR", "VNM"][: len(turnovers)]
    table = trade([both(code, 2018, value, value, "imf_imts") for code, value in zip(codes, turnovers, strict=True)])
    index = concentration(table, places(core=codes), "core", first=2018, last=2018)["herfindahl"].item()
    assert 1 / len(codes) - 1e-9 <= index <= 1 + 1e-9
