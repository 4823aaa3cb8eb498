import pandas as pd
import pytest

from dashboard.measures.disagreement import COLUMNS, SPREAD_COLUMNS, by_cell, spread

from .tables import both, cell, mirror, one, trade

HEADLINE = {
    "partner": "VNM",
    "period": "2021",
    "turnover_usd": None,
    "russian_exports_usd": None,
    "russian_imports_usd": None,
    "who_reported": "Vietnam MoIT",
    "source_url": "https://example.org",
    "published_date": "2022-01-01",
    "note": None,
    "grade": "primary_or_wire",
    "period_kind": "year",
}


def headline(**other):
    assert other.keys() <= HEADLINE.keys()
    return HEADLINE | other


def headlines(*rows):
    amounts = ["turnover_usd", "russian_exports_usd", "russian_imports_usd"]
    texts = [name for name in HEADLINE if name not in amounts]
    frame = pd.DataFrame(list(rows), columns=list(HEADLINE))
    return frame.astype(dict.fromkeys(amounts, "float64") | dict.fromkeys(texts, "str"))


def said(table, announced=(), year=2021, flow="turnover", partners=("VNM",)):
    return by_cell(table, headlines(*announced), year, flow, partners)


def kinds(frame):
    return list(zip(frame["kind"], frame["value_usd"], strict=True))


def test_every_value_stands_in_its_own_right_and_nothing_is_summed():
    table = trade(
        cell("VNM", 2021, "export", 10),
        cell("VNM", 2021, "export", 11, "imf_imts"),
        mirror("VNM", 2021, "export", 15),
        cell("VNM", 2021, "export", 12, "imf_imts", reporter="VNM", basis="estimate"),
    )
    frame = said(
        table,
        [
            headline(russian_exports_usd=9.0, who_reported="FCS via TASS"),
            headline(russian_exports_usd=14.0),
            headline(russian_exports_usd=13.0),
        ],
        flow="export",
    )
    assert kinds(frame) == [
        ("reported", 10),
        ("reported", 11),
        ("mirror", 15),
        ("estimate", 12),
        ("announced_moscow", 9),
        ("announced_partner", 13),
        ("announced_partner", 14),
    ]


def test_statistics_name_their_reporter_and_announcements_who_spoke():
    frame = said(trade(both("VNM", 2021, 1, 2, quality="suspect", note="n")), [headline(turnover_usd=5.0, note="m")])
    names = ["source", "reporter", "quality", "who", "period", "note", "source_url"]
    assert frame[names].to_numpy().tolist() == [
        ["fcs", "RUS", "suspect", "RUS", "2021", "n", ""],
        ["announced", "", "ok", "Vietnam MoIT", "2021", "m", "https://example.org"],
    ]


def test_a_turnover_is_of_one_reporter():
    table = trade(cell("VNM", 2021, "export", 10), mirror("VNM", 2021, "import", 20))
    assert said(table).empty
    assert kinds(said(trade(both("VNM", 2021, 10, 20)))) == [("reported", 30)]


def test_known_bad_values_and_unwanted_sources_are_left_out():
    table = trade(
        cell("VNM", 2021, "export", 10, quality="known_bad"),
        cell("VNM", 2021, "export", 11, "atlas"),
        cell("VNM", 2021, "export", 12, "wits_shares_atlas"),
        cell("VNM", 2021, "export", 13, "unctad_matrix"),
    )
    assert kinds(said(table, flow="export")) == [("reported", 13)]


def test_other_years_and_partners_are_left_out():
    table = trade(both("VNM", 2020, 1, 1), both("IND", 2021, 2, 2), both("VNM", 2021, 3, 3))
    frame = said(table, [headline(turnover_usd=1.0, period="2020"), headline(turnover_usd=2.0, partner="IND")])
    assert kinds(frame) == [("reported", 6)]


def test_partners_come_as_asked():
    table = trade(both("VNM", 2021, 1, 1), both("CHN", 2021, 2, 2), both("IND", 2021, 2, 2))
    assert said(table, partners=["VNM", "CHN", "IND"])["partner"].tolist() == ["VNM", "CHN", "IND"]
    assert said(table, partners=["IND", "VNM", "IND"])["partner"].tolist() == ["IND", "VNM"]


def test_a_partner_with_announcements_alone_is_there():
    assert kinds(said(trade(), [headline(turnover_usd=5.0)])) == [("announced_partner", 5)]


def test_rows_are_numbered_from_0():
    table = trade(both("VNM", 2021, 1, 1), both("CHN", 2021, 1, 3), both("CHN", 2021, 1, 1, "imf_imts"))
    frame = said(table, [headline(turnover_usd=5.0)], partners=["VNM", "CHN"])
    assert frame.index.tolist() == [0, 1, 2, 3]
    assert spread(frame).index.tolist() == [0, 1]


def test_no_announcements_leave_the_statistics():
    assert kinds(said(trade(both("VNM", 2021, 1, 1)))) == [("reported", 2)]


def test_weak_and_superseded_announcements_are_left_out():
    rows = [headline(turnover_usd=5.0, grade="weak"), headline(turnover_usd=6.0, note="superseded by another")]
    assert said(trade(), rows).empty


def test_a_fiscal_year_is_listed_under_its_first_year_and_named():
    row = one(said(trade(), [headline(turnover_usd=5.0, period="FY2021-22", period_kind="fiscal_year")]))
    assert row["period"] == "FY2021-22"


def test_nothing_said_gives_the_same_columns():
    assert said(trade()).columns.tolist() == list(COLUMNS)
    assert spread(said(trade())).columns.tolist() == list(SPREAD_COLUMNS)


def test_a_flow_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="flow is 'both'"):
        said(trade(), flow="both")


def test_the_spread_is_highest_over_lowest_with_whose_they_are():
    table = trade(cell("VNM", 2021, "export", 12), mirror("VNM", 2021, "export", 10))
    row = one(spread(said(table, [headline(russian_exports_usd=11.0)], flow="export")))
    assert (row["lowest_usd"], row["highest_usd"], row["ratio"], row["n"]) == (10, 12, 1.2, 3)
    assert (row["lowest_kind"], row["highest_kind"]) == ("mirror", "reported")


def test_the_widest_spread_comes_first():
    table = trade(
        [cell(code, 2021, "export", 10) for code in ("CHN", "IND", "VNM")],
        mirror("CHN", 2021, "export", 15),
        mirror("IND", 2021, "export", 40),
        mirror("VNM", 2021, "export", 8),
    )
    frame = spread(said(table, flow="export", partners=["CHN", "IND", "VNM"]))
    assert frame["partner"].tolist() == ["IND", "CHN", "VNM"]
    assert frame["ratio"].tolist() == [4, 1.5, 1.25]


def test_one_value_is_no_spread_but_is_listed():
    row = one(spread(said(trade(cell("VNM", 2021, "export", 10)), flow="export")))
    assert (row["ratio"], row["n"]) == (1, 1)


def test_a_fiscal_year_is_another_span_and_widens_nothing():
    rows = [
        headline(turnover_usd=5.0),
        headline(turnover_usd=50.0, period="FY2021-22", period_kind="fiscal_year"),
    ]
    row = one(spread(said(trade(), rows)))
    assert (row["highest_usd"], row["n"]) == (5, 1)


def test_a_lowest_value_of_zero_has_no_ratio_and_comes_last():
    table = trade(
        cell("VNM", 2021, "export", 0),
        mirror("VNM", 2021, "export", 5),
        cell("IND", 2021, "export", 5),
    )
    frame = spread(said(table, flow="export", partners=["VNM", "IND"]))
    assert frame["partner"].tolist() == ["IND", "VNM"]
    assert pd.isna(frame["ratio"][1])
