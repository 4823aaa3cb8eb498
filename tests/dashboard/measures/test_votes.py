import pandas as pd
import pytest

from dashboard.measures.votes import DISTANCE_COLUMNS, RESOLUTIONS, VOTE_COLUMNS, VOTES, distance, war_votes

ALIGNMENT = ["partner", "session_year", "ideal_point", "distance_to_RUS", "distance_to_CHN", "distance_to_USA"]


def alignment(*rows):
    return pd.DataFrame(list(rows), columns=ALIGNMENT).astype({"session_year": "int64", "partner": "str"})


def points(year, partner="VNM", to_russia=1.0, to_china=0.5, to_usa=3.0):
    return (partner, year, 0.0, to_russia, to_china, to_usa)


def test_each_power_has_its_own_distance():
    frame = distance(alignment(points(2010)), "VNM")
    assert frame.to_numpy().tolist() == [[2010, "RUS", 1.0], [2010, "CHN", 0.5], [2010, "USA", 3.0]]
    assert frame.columns.tolist() == list(DISTANCE_COLUMNS)


def test_years_come_in_order_and_other_partners_are_left_out():
    frame = distance(alignment(points(2011), points(2010), points(2012, "IND")), "VNM")
    assert frame["year"].tolist() == [2010] * 3 + [2011] * 3


def test_many_sessions_keep_the_powers_in_their_order_and_rows_numbered_from_0():
    frame = distance(alignment(*[points(year) for year in range(1991, 2020)]), "VNM")
    assert frame["power"].tolist() == ["RUS", "CHN", "USA"] * 29
    assert frame.index.tolist() == list(range(87))


def test_an_ideal_point_that_is_missing_leaves_the_distances():
    frame = distance(alignment(("VNM", 2010, None, 1.0, None, 3.0)), "VNM")
    assert frame["power"].tolist() == ["RUS", "USA"]


def test_the_source_ends_with_the_session_of_2019():
    table = alignment(*[points(year) for year in (1990, 1991, 2019, 2020)])
    assert sorted(set(distance(table, "VNM")["year"])) == [1991, 2019]
    assert sorted(set(distance(table, "VNM", first=1990, last=2020)["year"])) == [1990, 1991, 2019, 2020]


def test_a_missing_distance_is_a_missing_row():
    frame = distance(alignment(points(2010, to_china=None)), "VNM")
    assert frame["power"].tolist() == ["RUS", "USA"]


def test_a_power_has_no_distance_to_itself():
    assert distance(alignment(points(2010, "CHN", to_china=0.0)), "CHN")["power"].tolist() == ["RUS", "USA"]


def test_a_partner_without_votes_gives_the_same_columns():
    frame = distance(alignment(points(2010)), "TWN")
    assert frame.empty
    assert frame.columns.tolist() == list(DISTANCE_COLUMNS)


def roll(*rows):
    columns = ["iso3", "resolution", "vote", "source_url", "note"]
    return pd.DataFrame(list(rows), columns=columns, dtype="str")


def test_resolutions_come_in_the_order_of_their_dates_and_partners_as_asked():
    frame = war_votes(
        roll(("IND", "ES-11/6", "abstain", "b", "n"), ("IND", "68/262", "abstain", "a", None)), ["VNM", "IND"]
    )
    assert frame["partner"].tolist() == ["VNM"] * 4 + ["IND"] * 4
    assert frame["resolution"].tolist() == ["68/262", "ES-11/1", "ES-11/4", "ES-11/6"] * 2
    assert frame.columns.tolist() == list(VOTE_COLUMNS)


def test_a_vote_stands_beside_its_own_resolution_with_its_note_and_address():
    frame = war_votes(roll(("VNM", "ES-11/4", "abstain", "address", "note"), ("IND", "ES-11/4", "no", "", "")), ["VNM"])
    row = frame[frame["resolution"] == "ES-11/4"].iloc[0]
    assert row[["vote", "note", "source_url"]].tolist() == ["abstain", "note", "address"]


def test_a_vote_that_is_not_listed_is_unknown_and_not_an_absence():
    frame = war_votes(roll(("VNM", "68/262", "absent", "a", None)), ["VNM"])
    assert frame["vote"].tolist() == ["absent", "unknown", "unknown", "unknown"]
    assert frame["note"].tolist() == ["", "", "", ""]


@pytest.mark.parametrize("partner", ["TWN", "HKG", "MAC", "PSE"])
def test_a_partner_without_a_seat_has_no_vote_to_be_known(partner):
    assert war_votes(roll(), [partner])["vote"].tolist() == ["no_seat"] * len(RESOLUTIONS)


def test_a_partner_named_twice_stands_once():
    assert len(war_votes(roll(), ["VNM", "VNM"])) == len(RESOLUTIONS)


def test_no_partner_gives_the_same_columns():
    frame = war_votes(roll(("VNM", "68/262", "yes", "a", None)), [])
    assert frame.empty
    assert frame.columns.tolist() == list(VOTE_COLUMNS)


def test_only_words_of_the_list_come_out():
    frame = war_votes(roll(("VNM", "68/262", "yes", "a", None), ("VNM", "ES-11/1", "no", "a", None)), ["VNM", "TWN"])
    assert set(frame["vote"]) <= set(VOTES)


def test_a_table_without_votes_is_refused():
    with pytest.raises(ValueError, match="lacks vote"):
        war_votes(roll().drop(columns="vote"), ["VNM"])
    with pytest.raises(ValueError, match="lacks distance_to_USA"):
        distance(alignment().drop(columns="distance_to_USA"), "VNM")
