import pytest

from dashboard.measures.asia import partners_of

from .tables import places

PLACES = places(core=["VNM", "CHN"], central=["KAZ"], west=["TUR"], others=["DEU"], aggregates=["ASEAN"])


@pytest.mark.parametrize(
    ("asia", "expected"),
    [("core", ("CHN", "VNM")), ("core_central", ("CHN", "KAZ", "VNM")), ("wide", ("CHN", "KAZ", "TUR", "VNM"))],
)
def test_each_definition_holds_its_partners_and_no_aggregate(asia, expected):
    assert partners_of(PLACES, asia) == expected


def test_a_definition_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="asia is 'east'; choose one of core, core_central, wide"):
        partners_of(PLACES, "east")


def test_no_places_give_no_partners():
    assert partners_of(places(), "core") == ()
