"""Places, persons and words on list pages."""

from datetime import date

import pandas as pd
import pytest

from etl.trips import people, words
from etl.trips.places import Gazetteer
from etl.trips.text import BREAK

PLACES = pd.DataFrame(
    [
        ("CHN", "China", "China", "partner"),
        ("KOR", "South Korea", "Korea, Republic of", "partner"),
        ("TUR", "Turkey", "Türkiye", "partner"),
        ("RUS", "Russia", "Russian Federation", "russia"),
        ("ASIA", "Asia as announced", "", "aggregate"),
    ],
    columns=["iso3", "label", "iso_name", "kind"],
)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("China", ("CHN",)),
        ("the Russian Federation", ("RUS",)),
        ("Turkiye", ("TUR",)),
        ("Korea, Republic of", ("KOR",)),
        ("China (Hong Kong stop)", ("CHN",)),
        ("Bosnia and Herzegovina", ("BIH",)),
        ("China and South Korea", ("CHN", "KOR")),
        ("China, South Korea & Vietnam", ("CHN", "KOR", "VNM")),
        (f"{BREAK}China{BREAK}{BREAK}South Korea", ("CHN", "KOR")),
        (f"{BREAK}China{BREAK}China", ("CHN",)),
        ("Burma", ("MMR",)),
    ],
)
def test_a_cell_names_one_country_or_several(cell, codes):
    assert Gazetteer(PLACES).read(cell).codes == codes


@pytest.mark.parametrize("cell", ["Soviet Union", "Atlantis", "Beijing", "Asia as announced"])
def test_what_is_no_present_state_is_unknown_and_not_guessed(cell):
    named = Gazetteer(PLACES).read(cell)
    assert named.codes == ()
    assert named.unknown == (cell,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("To Lam", "Tô Lâm"),
        ("General Secretary Tô Lâm", "To Lam"),
        ("Kishida Fumio", "Fumio Kishida"),
        ("RECEP TAYYIP ERDOĞAN", "Recep Tayyip Erdogan"),
        ("Joseph R. Biden", "President Joe Biden"),
        ("Xi Jinping (vice-president)", "Xi Jinping"),
        ("King Abdullah II", "Abdullah II of Jordan"),
    ],
)
def test_spellings_of_a_person_have_one_key(one, other):
    assert people.key(one) == people.key(other)


def test_two_persons_of_one_surname_have_two_keys():
    assert people.key("Li Keqiang") != people.key("Li Qiang")


@pytest.mark.parametrize(
    ("day", "outside"), [("2008-05-07", False), ("2008-05-08", True), ("2012-05-06", True), ("2012-05-07", False)]
)
def test_a_term_holds_its_first_and_last_day(day, outside):
    assert people.outside_term("Vladimir Putin", "head_of_state", date.fromisoformat(day)) is outside


def test_without_known_terms_nothing_is_said():
    assert people.outside_term("To Lam", "head_of_state", date(2024, 6, 1)) is None


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("President Xi Jinping", "head_of_state"),
        ("Vice President Hu Jintao", "other"),
        ("Wang Yi, Minister of Foreign Affairs", "foreign_minister"),
        ("Deputy Prime Minister", "deputy_head_of_government"),
        ("Premier Li Qiang", "head_of_government"),
        ("Marco Rubio, Secretary of State", "foreign_minister"),
        ("Somebody", "other"),
    ],
)
def test_a_title_names_an_office(title, rank):
    assert words.rank(title) == rank


@pytest.mark.parametrize(
    ("details", "kind"),
    [
        ("State visit. Met President Xi.", ("bilateral", "", "state")),
        ("Attended the 25th APEC summit", ("forum", "APEC", "unknown")),
        ("Official visit and the Eastern Economic Forum", ("both", "EEF", "official")),
        ("ASEAN and East Asia Summit", ("forum", "ASEAN;EAS", "unknown")),
        ("Working visit", ("unknown", "", "working")),
        ("India–Russia annual summit", ("unknown", "", "unknown")),
        ("", ("unknown", "", "unknown")),
    ],
)
def test_the_kind_of_a_visit_is_what_the_words_say(details, kind):
    found = words.kind(details)
    assert (found.format, found.forum, found.visit_type) == kind
