import pandas as pd
import pytest

from dashboard.measures.exchanges import COLUMNS, RECORDED, TIMELINE_COLUMNS, exchanged, timeline

from .tables import one
from .visit_rows import power_visit, powers_visits, visit, visits


def counts(russian=(), others=(), partner="VNM", **years):
    frame = exchanged(visits(*russian), powers_visits(*others), partner, **years)
    known = frame[frame["visits"].notna()]
    return {(row.power, row.direction, row.rank): (row.visits, row.record) for row in known.itertuples()}


STATE = "head_of_state"
GOVERNMENT = "head_of_government"


def test_each_power_and_direction_and_rank_is_counted_apart():
    assert counts(
        [visit(), visit("2016-01-01"), visit(direction="inbound", visitor_rank=GOVERNMENT)],
        [
            power_visit(),
            power_visit(direction="inbound"),
            power_visit(power="CHN"),
            power_visit(power="CHN", visitor_rank=GOVERNMENT, start="2010-01-01"),
        ],
    ) == {
        ("RUS", "outbound", STATE): (2, "sample"),
        ("RUS", "inbound", GOVERNMENT): (1, "sample"),
        ("USA", "outbound", STATE): (1, "list"),
        ("USA", "inbound", STATE): (1, "list"),
        ("CHN", "outbound", STATE): (1, "list"),
        ("CHN", "outbound", GOVERNMENT): (1, "list"),
    }


def test_whom_china_received_is_missing_and_not_zero():
    frame = exchanged(visits(visit()), powers_visits(), "VNM")
    china = frame[frame["power"] == "CHN"]
    assert china[["direction", "rank", "record"]].to_numpy().tolist() == [
        ["inbound", STATE, "none"],
        ["inbound", GOVERNMENT, "none"],
    ]
    assert china["visits"].isna().all()


def test_what_is_found_of_whom_china_received_is_marked_as_a_part():
    modi = power_visit(power="CHN", direction="inbound", partner="IND", visitor_rank=GOVERNMENT)
    frame = exchanged(visits(), powers_visits(modi), "IND")
    assert frame[["rank", "record"]].to_numpy().tolist() == [[STATE, "none"], [GOVERNMENT, "part"]]
    assert frame["visits"].tolist() == [pd.NA, 1]


@pytest.mark.parametrize(("year", "counted"), [(2002, 0), (2003, 1), (2018, 1), (2019, 0)])
def test_only_years_in_which_all_three_are_recorded_count_even_if_more_are_asked(year, counted):
    found = counts([visit(f"{year}-06-01")], [power_visit(f"{year}-06-01")], first=2000, last=2026)
    assert len(found) == 2 * counted
    assert RECORDED == (2003, 2018)


def test_a_narrower_span_is_kept():
    rows = [visit(f"{year}-06-01") for year in (2009, 2010, 2012, 2013)]
    assert counts(rows, first=2010, last=2012) == {("RUS", "outbound", STATE): (2, "sample")}


def test_russias_low_confidence_visits_do_not_count():
    rows = [visit(confidence="low"), visit(confidence="medium"), visit(confidence="high")]
    assert counts(rows)["RUS", "outbound", STATE] == (2, "sample")


def test_only_leaders_count():
    assert counts([visit(visitor_rank="foreign_minister")], [power_visit(visitor_rank="other")]) == {}


def test_other_partners_are_left_out():
    assert counts([visit(partner="IND"), visit()], [power_visit(partner="IND")]).keys() == {("RUS", "outbound", STATE)}


def test_nothing_found_gives_an_empty_frame_with_the_same_columns():
    frame = exchanged(visits(visit(partner="IND")), powers_visits(), "VNM")
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)
    assert exchanged(visits(), powers_visits(), "VNM").empty


def strip(russian=(), others=(), first=2000, last=2026, **options):
    return timeline(visits(*russian), powers_visits(*others), "VNM", first, last, **options)


def test_the_strip_holds_each_visit_oldest_first_with_whose_it_was():
    frame = strip(
        [visit("2017-01-01", visitor="Putin", confidence="medium")],
        [power_visit("2016-01-01", power="CHN", visitor="Xi"), power_visit("2018-01-01", direction="inbound")],
    )
    assert frame[["power", "start", "visitor", "direction", "confidence"]].to_numpy().tolist() == [
        ["CHN", "2016-01-01", "Xi", "outbound", "list"],
        ["RUS", "2017-01-01", "Putin", "outbound", "medium"],
        ["USA", "2018-01-01", "Barack Obama", "inbound", "list"],
    ]
    assert frame.columns.tolist() == list(TIMELINE_COLUMNS)


def test_the_strip_is_numbered_from_0():
    assert strip([visit("2017-01-01")], [power_visit("2016-01-01")]).index.tolist() == [0, 1]


def test_the_strip_goes_beyond_the_recorded_years_and_says_so():
    frame = strip([visit(f"{year}-12-31") for year in (2002, 2003, 2018, 2019)])
    assert frame["recorded"].tolist() == [False, True, True, False]


def test_the_strip_takes_both_ends_of_its_span():
    rows = [visit(f"{year}-01-01") for year in (2009, 2010, 2011, 2012)]
    assert strip(rows, first=2010, last=2011)["start"].tolist() == ["2010-01-01", "2011-01-01"]


def test_the_strip_shows_leaders_unless_asked_for_others():
    rows = [visit(), visit(visitor_rank="foreign_minister", start="2016-01-01"), visit(visitor_rank=GOVERNMENT)]
    assert sorted(strip(rows)["rank"]) == [GOVERNMENT, STATE]
    assert strip(rows, ranks=["foreign_minister"])["start"].tolist() == ["2016-01-01"]


def test_the_strip_leaves_out_low_confidence_and_powers_without_a_record():
    assert strip([visit(confidence="low")], [power_visit(power="JPN")]).empty


def test_an_end_that_is_unknown_stays_missing():
    assert pd.isna(one(strip([visit(end=None)]))["end"])


def test_an_empty_strip_has_the_same_columns():
    assert strip().columns.tolist() == list(TIMELINE_COLUMNS)


def test_a_table_without_powers_is_refused():
    with pytest.raises(ValueError, match="lacks power"):
        exchanged(visits(), powers_visits().drop(columns="power"), "VNM")


def test_a_stay_that_two_lists_give_is_one_visit():
    # The case of June 2016: one list has the 18th, another the 21st; a visit eight days later is another.
    rows = [power_visit(start, power="CHN") for start in ("2016-06-18", "2016-06-21", "2016-06-29")]
    assert counts(others=rows)["CHN", "outbound", STATE] == (2, "list")


def test_two_leaders_on_the_same_days_are_two_visits():
    rows = [power_visit("2016-06-18", visitor="One"), power_visit("2016-06-19", visitor="Two")]
    assert counts(others=rows)["USA", "outbound", STATE] == (2, "list")
