import pandas as pd
import pytest

from dashboard.measures.own_trade import known_flows, own_turnover, ranks_of_year, world_turnover
from dashboard.measures.rivals import CommonYear


def own(*rows):
    """(year, counterpart, flow, value, source), reported by Vietnam unless a sixth value says who."""
    columns = ["year", "counterpart", "flow", "value_usd", "source", "reporter"]
    frame = pd.DataFrame([row if len(row) == len(columns) else (*row, "VNM") for row in rows], columns=columns)
    return frame.assign(partner="VNM", basis="reported", note=None).astype({"year": "int64", "value_usd": "float64"})


def test_the_flows_may_come_from_two_sources_of_the_partner():
    frame = own_turnover(
        own((2015, "RUS", "export", 60, "unctad_matrix"), (2015, "RUS", "import", 40, "wits_shares")), "VNM", ["RUS"]
    )
    assert frame[["year", "value_usd", "source"]].to_numpy().tolist() == [[2015, 100, "unctad_matrix + wits_shares"]]


def test_a_flow_takes_the_best_of_its_sources():
    frame = own_turnover(
        own(
            (2015, "CHN", "export", 70, "unctad_matrix"), (2015, "CHN", "export", 50, "wits_top5"),
            (2015, "CHN", "import", 40, "wits_top5"),
        ),
        "VNM", ["CHN"],
    )  # fmt: skip
    assert frame["export_usd"].tolist() == [50]


def test_what_the_counterpart_reports_never_joins_the_partners_own():
    table = own((2015, "RUS", "export", 60, "wits_shares", "RUS"), (2015, "RUS", "import", 40, "wits_shares"))
    assert own_turnover(table, "VNM", ["RUS"]).empty


def test_the_world_total_needs_both_flows_of_one_source():
    table = own(
        (2018, "WLD", "export", 50, "wits_top5"), (2018, "WLD", "import", 60, "wits_top5"),
        (2019, "WLD", "export", 50, "wits_top5"),
    )  # fmt: skip
    assert world_turnover(table, "VNM")[["year", "value_usd"]].to_numpy().tolist() == [[2018, 110]]


def test_known_flows_are_lower_bounds_in_the_last_year_with_a_list_of_that_length():
    table = own(
        (2018, "CHN", "export", 10, "wits_top5"), (2018, "CHN", "import", 20, "wits_top5"),
        (2018, "USA", "export", 40, "wits_top5"), (2018, "WLD", "export", 90, "wits_top5"),
        (2019, "CHN", "export", 10, "wits_top5"),
    )  # fmt: skip
    frame = known_flows(table, "VNM", at_least=2)
    assert frame.to_numpy().tolist() == [[2018, "USA", 40], [2018, "CHN", 30]]


def test_known_flows_are_empty_without_such_a_list():
    assert known_flows(own((2018, "CHN", "export", 10, "wits_top5")), "VNM", at_least=2).empty


def test_ranks_are_among_the_states_a_source_lists_in_a_flow():
    table = own(
        (2019, "USA", "export", 60, "wits_top5"), (2019, "USA", "import", 10, "wits_top5"),
        (2019, "CHN", "export", 40, "wits_top5"), (2019, "CHN", "import", 70, "wits_top5"),
        (2019, "TWN", "import", 20, "wits_top5"), (2019, "WLD", "export", 900, "wits_top5"),
        (2019, "JPN", "export", 99, "unctad_matrix"),
    )  # fmt: skip
    frame = ranks_of_year(table, "VNM", CommonYear(2019, "wits_top5", "VNM")).set_index("counterpart")
    assert frame["export_rank"].dropna().to_dict() == {"CHN": 2, "USA": 1}
    assert frame["import_rank"].dropna().to_dict() == {"CHN": 1, "TWN": 2, "USA": 3}
    assert frame["turnover_rank"].dropna().to_dict() == {"CHN": 1, "USA": 2}


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="lacks flow"):
        own_turnover(own((2019, "USA", "export", 60, "wits_top5")).drop(columns="flow"), "VNM", ["USA"])
