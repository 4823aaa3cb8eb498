"""The reader's choice and the URL: what is valid is shown, what is not is named, and a link says the same both ways."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.selection import (
    ASIAS,
    BASES,
    FLOWS,
    KEYS,
    MEASURES,
    MOST_LETTERS,
    MOST_PARTNERS,
    SECTIONS,
    VERDICTS,
    Choice,
    Known,
    clicked,
    read,
    write,
)

NAMES = {
    "CHN": "China",
    "IND": "India",
    "JPN": "Japan",
    "VNM": "Vietnam",
    "KAZ": "Kazakhstan",
    "TUR": "Turkey",
    "PRK": "North Korea",
    "BTN": "Bhutan",
    "MNG": "Mongolia",
}
KNOWN = Known(
    partners=NAMES,
    first_year=1990,
    last_year=2024,
    release="2026-11-24-abc",
    claims=("many-partners", "china-first"),
    tables=("trade_annual", "visits"),
)


def choice_of(**query):
    """The choice of a query; a text stands for a list of one."""
    return reading_of(**query).choice


def reading_of(**query):
    return read({k.removesuffix("_"): [v] if isinstance(v, str) else v for k, v in query.items()}, KNOWN)


def said(reading):
    return " ".join(reading.ignored)


# Reading


def test_an_empty_query_is_no_choice_and_nothing_is_said():
    reading = read({}, KNOWN)
    assert reading.choice == Choice()
    assert reading.ignored == []


def test_a_whole_query_is_read_as_it_stands():
    reading = reading_of(
        partner=["VNM", "IND"],
        from_="2010",
        to="2024",
        flow="export",
        measure="share",
        asia="wide",
        basis="mirror",
        claim="many-partners",
        release=KNOWN.release,
    )
    assert reading.ignored == []
    assert reading.choice == Choice(
        partners=("VNM", "IND"),
        first=2010,
        last=2024,
        flow="export",
        measure="share",
        asia="wide",
        basis="mirror",
        claim="many-partners",
        release=KNOWN.release,
    )


def test_partners_keep_the_order_of_the_link():
    assert choice_of(partner=["VNM", "CHN", "IND"]).partners == ("VNM", "CHN", "IND")


def test_an_unknown_partner_is_named_and_the_others_are_shown():
    reading = reading_of(partner=["XXX", "IND", "ATLANTIS"])
    assert reading.choice.partners == ("IND",)
    assert len(reading.ignored) == 1
    assert "XXX" in said(reading)
    assert "ATLANTIS" in said(reading)


def test_lower_case_codes_and_blanks_around_them_are_accepted():
    reading = reading_of(partner=["vnm", " ind "])
    assert reading.choice.partners == ("VNM", "IND")
    assert reading.ignored == []


def test_a_partner_named_twice_counts_once():
    assert choice_of(partner=["IND", "ind", "IND"]).partners == ("IND",)


def test_of_too_many_partners_the_first_are_shown_and_it_is_said():
    reading = reading_of(partner=list(NAMES))
    assert reading.choice.partners == tuple(NAMES)[:MOST_PARTNERS]
    assert str(MOST_PARTNERS) in said(reading)


@pytest.mark.parametrize("year", ["1989", "2025", "0000", "9999"])
def test_a_year_without_figures_is_ignored_and_the_years_with_figures_are_said(year):
    reading = reading_of(from_=year)
    assert reading.choice == Choice()
    assert year in said(reading)
    assert "1990 to 2024" in said(reading)


@pytest.mark.parametrize("text", ["abc", "20.5", "-2010", "2010a", "１９９９", "201", "2010 ", "1e3", "0x7D0"])
def test_what_is_not_a_year_is_ignored_and_named(text):
    reading = reading_of(to=text)
    assert reading.choice.last is None
    assert len(reading.ignored) == 1


@pytest.mark.parametrize("year", ["1990", "2024"])
def test_the_first_and_the_last_year_with_figures_are_valid(year):
    assert choice_of(from_=year).first == int(year)


def test_reversed_years_are_put_right_and_it_is_said():
    reading = reading_of(from_="2020", to="2010")
    assert (reading.choice.first, reading.choice.last) == (2010, 2020)
    assert "2010 to 2020" in said(reading)


def test_two_equal_years_are_no_span_and_it_is_said():
    reading = reading_of(from_="2015", to="2015")
    assert (reading.choice.first, reading.choice.last) == (None, 2015)
    assert "2015" in said(reading)


@pytest.mark.parametrize("key", ["flow", "measure", "asia", "basis", "claim", "verdict", "section", "table"])
def test_a_value_that_does_not_exist_is_named_and_the_default_is_shown(key):
    reading = reading_of(**{key: "sideways"})
    assert reading.choice == Choice()
    assert len(reading.ignored) == 1
    assert "sideways" in said(reading)
    assert key in said(reading)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "partner"])
def test_an_empty_value_counts_as_none(key):
    reading = reading_of(**{key: ""})
    assert reading.choice == Choice()
    assert reading.ignored == []


def test_of_a_single_key_given_twice_the_last_counts():
    assert choice_of(flow=["export", "import"]).flow == "import"


def test_an_unknown_key_is_named():
    assert "colour" in said(reading_of(colour="red"))


def test_a_link_made_on_another_release_says_which_and_which_one_is_seen():
    reading = reading_of(release="2020-01-01-old")
    assert "2020-01-01-old" in said(reading)
    assert KNOWN.release in said(reading)


def test_a_link_made_on_this_release_says_nothing():
    assert reading_of(release=KNOWN.release).ignored == []


def test_a_search_that_is_too_long_is_cut_and_its_own_link_reads_back_equal():
    choice = choice_of(find="a" * (MOST_LETTERS - 1) + " and more")
    assert len(choice.find) <= MOST_LETTERS
    assert read(as_query(write(choice)), KNOWN).choice == choice


@pytest.mark.parametrize("key", ["partner", "from", "flow", "release", "x"])
def test_hostile_text_is_repeated_short_and_without_markup(key):
    hostile = "<script>alert(1)</script>[a](javascript:x)**b**`c`$d$" + "z" * 500
    reading = reading_of(**{key: hostile})
    assert len(reading.ignored) == 1
    for sign in "<>[]()*`$":
        assert sign not in said(reading).replace("(s)", "")
    assert len(said(reading)) < 200


def test_hostile_keys_are_repeated_without_markup_too():
    reading = read({"**x**<img src=y>": ["1"]}, KNOWN)
    assert "*" not in said(reading)
    assert "<" not in said(reading)


# Writing


def test_no_choice_writes_an_empty_query():
    assert write(Choice()) == {}


def test_defaults_stay_out_of_the_link():
    assert write(Choice(partners=("VNM",), flow="turnover", asia="core")) == {"partner": ["VNM"]}


def test_the_claim_and_the_ledgers_filter_are_the_pages_own_and_change_no_figure():
    assert Choice(("VNM",), claim="many-partners", verdict="mixed").view() == Choice(("VNM",))


def test_several_partners_repeat_the_key():
    assert write(Choice(partners=("VNM", "IND")))["partner"] == ["VNM", "IND"]


def test_every_key_that_is_written_is_a_key_that_is_read():
    everything = Choice(("VNM",), 2010, 2020, "export", "share", "wide", "mirror", "many-partners", "r")
    assert set(write(replace(everything, section="methods", table="visits", find="x", verdict="mixed"))) <= set(KEYS)


PARTNERS = st.lists(st.sampled_from(list(NAMES)), unique=True, max_size=MOST_PARTNERS).map(tuple)
YEAR = st.none() | st.integers(KNOWN.first_year, KNOWN.last_year)
SPANS = st.tuples(YEAR, YEAR).map(
    lambda s: s if None in s else (None, None) if s[0] == s[1] else tuple(sorted(s))  # type: ignore[type-var]
)


@st.composite
def choices(draw):
    first, last = draw(SPANS)
    return Choice(
        partners=draw(PARTNERS),
        first=first,
        last=last,
        flow=draw(st.sampled_from(FLOWS)),
        measure=draw(st.sampled_from(MEASURES)),
        asia=draw(st.sampled_from(ASIAS)),
        basis=draw(st.sampled_from(BASES)),
        claim=draw(st.none() | st.sampled_from(KNOWN.claims)),
        release=draw(st.none() | st.just(KNOWN.release)),
        section=draw(st.sampled_from(SECTIONS)),
        table=draw(st.sampled_from(KNOWN.tables)),
        find=draw(st.text(max_size=80).map(str.strip)),
        verdict=draw(st.sampled_from(VERDICTS)),
    )


def as_query(written):
    """What a browser hands back: every key a list."""
    return {key: [value] if isinstance(value, str) else list(value) for key, value in written.items()}


@settings(max_examples=1000, deadline=None)
@given(choices())
def test_any_valid_choice_comes_back_from_its_own_link_with_nothing_ignored(choice):
    reading = read(as_query(write(choice)), KNOWN)
    assert reading.choice == choice
    assert reading.ignored == []


TEXTS = (
    st.text(max_size=90)
    | st.sampled_from([*NAMES, *FLOWS, *MEASURES, *ASIAS, *BASES, *SECTIONS, *VERDICTS, *KNOWN.tables, *KNOWN.claims])
    | st.integers(1980, 2030).map(str)
)
QUERIES = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=12), st.lists(TEXTS, max_size=12), max_size=12)


@settings(max_examples=1000, deadline=None)
@given(QUERIES)
def test_any_hostile_query_gives_a_valid_choice_whose_own_link_reads_back_equal(query):
    choice = read(query, KNOWN).choice
    assert set(choice.partners) <= set(NAMES)
    assert len(set(choice.partners)) == len(choice.partners) <= MOST_PARTNERS
    for year in (choice.first, choice.last):
        assert year is None or KNOWN.first_year <= year <= KNOWN.last_year
    if choice.first is not None and choice.last is not None:
        assert choice.first < choice.last
    assert choice.flow in FLOWS
    assert choice.measure in MEASURES
    assert choice.asia in ASIAS
    assert choice.basis in BASES
    assert choice.claim is None or choice.claim in KNOWN.claims
    assert choice.section in SECTIONS
    assert choice.verdict in VERDICTS
    assert choice.table in KNOWN.tables
    assert read(as_query(write(choice)), KNOWN).choice == choice


# Clicks

CHOSEN = Choice(("VNM", "IND"), 2010, 2020, "export", "share", "wide", "mirror", None, None)


def rows(*partners):
    return [{"partner": partner} for partner in partners]


def test_a_click_chooses_that_partner_alone():
    assert clicked(CHOSEN, {"pick": rows("JPN")}) == replace(CHOSEN, partners=("JPN",))


def test_a_click_on_one_of_several_chosen_keeps_it_alone():
    assert clicked(CHOSEN, {"pick": rows("IND")}).partners == ("IND",)


def test_a_click_on_the_only_chosen_one_clears():
    assert clicked(Choice(("IND",), flow="export"), {"pick": rows("IND")}) == Choice(flow="export")


def test_a_shift_click_adds_behind_those_chosen():
    assert clicked(CHOSEN, {"add": rows("JPN")}) == replace(CHOSEN, partners=("VNM", "IND", "JPN"))


def test_a_shift_click_on_a_chosen_one_takes_it_out():
    assert clicked(CHOSEN, {"add": rows("VNM")}).partners == ("IND",)


def test_a_shift_click_beyond_the_most_partners_changes_nothing():
    full = Choice(tuple(NAMES)[:MOST_PARTNERS])
    assert clicked(full, {"add": rows("MNG")}) == full


def test_a_brush_sets_from_and_to_in_whole_years():
    after = clicked(Choice(), {"brush": {"year": [2009.6, 2020.2]}})
    assert (after.first, after.last) == (2010, 2020)


def test_a_brush_from_right_to_left_means_the_same():
    assert clicked(Choice(), {"brush": {"year": [2020, 2010]}}) == Choice(first=2010, last=2020)


@pytest.mark.parametrize("brush", [{}, {"year": []}])
def test_an_empty_brush_clears_the_years_and_nothing_else(brush):
    assert clicked(CHOSEN, {"brush": brush}) == replace(CHOSEN, first=None, last=None)


def test_a_brush_within_one_year_changes_nothing():
    assert clicked(CHOSEN, {"brush": {"year": [2014.9, 2015.1]}}) == CHOSEN


@pytest.mark.parametrize(
    "selection",
    [
        {},
        {"pick": []},
        {"pick": rows(None)},
        {"pick": [{}]},
        {"add": rows(None)},
        {"pick": None},
        {"pick": [{"partner": 3}]},
        {"pick": {}, "add": {}},
    ],
)
def test_a_click_on_a_word_or_beside_the_marks_changes_nothing(selection):
    assert clicked(CHOSEN, selection) == CHOSEN


def test_clear_drops_partners_and_years_and_keeps_how_the_reader_looks():
    assert CHOSEN.cleared() == Choice(flow="export", measure="share", asia="wide", basis="mirror")


def test_the_same_view_of_one_partner_keeps_all_else():
    assert CHOSEN.only("JPN") == replace(CHOSEN, partners=("JPN",))
