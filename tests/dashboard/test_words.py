"""Numbers, years and dates as a reader meets them, case by case."""

import pytest

from dashboard import words

NAN = float("nan")
S = "\u00a0"  # a hard space: a number never parts from its unit


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (245.3e9, f"$245{S}bn"),
        (7.14e9, f"$7.1{S}bn"),
        (7.0e9, f"$7{S}bn"),
        (9.94e9, f"$9.9{S}bn"),
        (9.95e9, f"$10{S}bn"),
        (99.5e9, f"$100{S}bn"),
        (62.5e9, f"$63{S}bn"),  # halves go up
        (64.5e9, f"$65{S}bn"),
        (1.05e9, f"$1.1{S}bn"),
        (430e6, f"$430{S}m"),
        (5.55e6, f"$5.6{S}m"),
        (999.9e9, f"$1{S}tn"),
        (2.14e12, f"$2.1{S}tn"),
        (1_000_000, f"$1{S}m"),
        (950_000, f"$1{S}m"),
        (949_999, f"under $1{S}m"),
        (1, f"under $1{S}m"),
        (0, f"$0{S}m"),
        (-7.14e9, f"−$7.1{S}bn"),
        (NAN, "no figure"),
    ],
)
def test_dollars(value, said):
    assert words.usd(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (48.6, "49%"),
        (62.5, "63%"),
        (100, "100%"),
        (9.95, "10%"),
        (9.94, "9.9%"),
        (3.24, "3.2%"),
        (3.25, "3.3%"),
        (0.5, "0.5%"),
        (0.095, "0.1%"),
        (0.094, "0.09%"),
        (0.04, "0.04%"),
        (0.005, "0.01%"),
        (0.0049, "under 0.01%"),
        (0, "0%"),
        (-3.25, "−3.3%"),
        (-48.6, "−49%"),
        (NAN, "no figure"),
    ],
)
def test_percent(value, said):
    assert words.pct(value) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (1.669, "×1.7"),
        (5.58, "×5.6"),
        (12.4, "×12"),
        (245.3, "×245"),
        (2.0, "×2"),
        (1.095, "×1.1"),
        (1.094, "+9%"),
        (1.04, "+4%"),
        (1.005, "+1%"),
        (1.004, "no change"),
        (1.0, "no change"),
        (0.996, "no change"),
        (0.99, "−1%"),
        (0.42, "−58%"),
        (0.375, "−63%"),  # 62.5 % less, the half goes up
        (0.0, "−100%"),
        (NAN, "no figure"),
    ],
)
def test_change(ratio, said):
    assert words.change(ratio) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(2012, 2019, "2012–19"), (2000, 2009, "2000–09"), (1998, 2004, "1998–2004"), (2024, 2024, "2024")],
)
def test_years(first, last, said):
    assert words.years(first, last) == said


@pytest.mark.parametrize(
    ("iso", "precision", "said"),
    [
        ("2022-02-24", "day", "24 February 2022"),
        ("2009-06-01", "month", "June 2009"),
        ("2024-02-29", "day", "29 February 2024"),
    ],
)
def test_day(iso, precision, said):
    assert words.day(iso, precision) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["China"], "China"),
        (["China", "India"], "China and India"),
        (["China", "India", "Japan"], "China, India and Japan"),
        (list("abcdefgh"), "a, b, c, d, e, f, g and h"),
        (list("abcdefghij"), "a, b, c, d, e, f, g, h and 2 more"),
    ],
)
def test_listed(items, said):
    assert words.listed(items) == said


def test_listed_stops_at_the_most_it_is_given():
    assert words.listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"


@pytest.mark.parametrize("form", [words.usd, words.pct, words.change])
def test_an_unknown_figure_is_never_a_zero_or_a_blank(form):
    assert form(NAN) == words.no_figure()


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (3.36, 1, "3.4"),
        (1.125, 2, "1.13"),  # halves go up
        (2.5, 0, "3"),
        (-0.67, 1, "−0.7"),
        (-0.04, 1, "0.0"),  # no minus before a zero
        (0, 2, "0.00"),
        (NAN, 1, "no figure"),
    ],
)
def test_plain_numbers(value, digits, said):
    assert words.number(value, digits) == said


@pytest.mark.parametrize(("value", "said"), [(2.3, "+2.3%"), (0, "0%"), (-2.3, "−2.3%")])
def test_a_change_has_its_sign(value, said):
    assert words.signed(words.pct(value), value) == said
