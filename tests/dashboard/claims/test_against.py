import pytest

from dashboard.claims.against import Other, described, most_opposed
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED
from dashboard.claims.trade_turns_east import CLAIM


def others(**verdicts):
    """Readings called by a letter, with the value each name gives: a10="mixed" is reading a with the value 10."""
    return [Other({"asia": name[0]}, float(name[1:]), verdict) for name, verdict in verdicts.items()]


def letter(found):
    return None if found is None else found.reading["asia"]


@pytest.mark.parametrize(
    ("higher", "expected"),
    [(True, "b"), (False, "a")],
)
def test_against_supported_stands_the_reading_least_in_favour(higher, expected):
    found = most_opposed(others(a30=SUPPORTED, b3=MIXED, c8=MIXED), 20, SUPPORTED, higher_supports=higher)
    assert letter(found) == expected


def test_against_contradicted_stands_the_reading_most_in_favour():
    found = most_opposed(others(a5=MIXED, b12=SUPPORTED, c0=CONTRADICTED), 1, CONTRADICTED, higher_supports=True)
    assert letter(found) == "b"


def test_against_mixed_stands_the_furthest_reading_of_another_verdict():
    found = most_opposed(others(a90=MIXED, b12=SUPPORTED, c1=CONTRADICTED), 5, MIXED, higher_supports=True)
    assert letter(found) == "b"


@pytest.mark.parametrize("verdict", [SUPPORTED, MIXED])
def test_no_reading_is_named_where_none_goes_the_other_way(verdict):
    assert most_opposed(others(a30=verdict, b40=verdict), 20, verdict, higher_supports=True) is None


def test_a_reading_is_described_by_what_it_reads_differently():
    reading = CLAIM.default | {"asia": "wide", "china": "without", "after": "last_year"}
    assert described(CLAIM, reading) == "All Asia, without China, last year alone"
