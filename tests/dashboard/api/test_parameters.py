"""What a request may state: each parameter is checked by the schema that is published."""

from __future__ import annotations

import pytest

from dashboard.api import parameters
from dashboard.api.answers import Refused
from dashboard.api.parameters import Parameter, checked, choice_of
from dashboard.release import Release
from dashboard.selection import Choice

COUNT = Parameter("count", "A number.", {"type": "integer", "minimum": 3, "maximum": 12})
WORD = Parameter("word", "A word.", {"type": "string", "enum": ["one", "two"]})
TEXT = Parameter("text", "A text.", {"type": "string", "minLength": 1, "maxLength": 4})
MANY = Parameter("many", "Words.", {"type": "array", "items": WORD.schema, "maxItems": 2, "uniqueItems": True})
ALL = (COUNT, WORD, TEXT, MANY)


def test_values_have_the_type_of_their_schema():
    query = [("count", "12"), ("word", "two"), ("text", "a&b"), ("many", "two"), ("many", "one")]
    assert checked(ALL, query) == {"count": 12, "word": "two", "text": "a&b", "many": ["two", "one"]}


@pytest.mark.parametrize(
    ("name", "texts", "said"),
    [
        ("colour", ["red"], "Allowed here: count, word, text, many"),
        ("count", ["2"], "from 3 to 12"),
        ("count", ["13"], "from 3 to 12"),
        ("count", ["3.5"], "“3.5”"),
        ("count", ["٤"], "no whole number"),
        ("count", [""], "from 3 to 12"),
        ("count", ["4", "5"], "more than once"),
        ("word", ["three"], "Allowed: one, two"),
        ("text", [""], "0 characters; allowed are 1 to 4"),
        ("text", ["abcde"], "5 characters; allowed are 1 to 4"),
        ("many", ["one", "three"], "“three”"),
        ("many", ["one", "one"], "stated twice"),
        ("many", ["one", "two", "one"], "at most 2"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_parameter(name: str, texts: list[str], said: str):
    with pytest.raises(Refused) as refused:
        checked(ALL, [(name, text) for text in texts])
    assert (refused.value.status, refused.value.parameter) == (400, name)
    assert said in refused.value.message


def test_a_required_parameter_is_missed_by_name():
    with pytest.raises(Refused) as refused:
        checked([Parameter("url", "A link.", TEXT.schema, required=True)], [])
    assert (refused.value.status, refused.value.parameter) == (400, "url")


def test_a_strangers_long_text_is_not_repeated_in_full():
    with pytest.raises(Refused) as refused:
        checked(ALL, [("word", "x" * 500)])
    assert len(refused.value.message) < 100


def test_the_query_of_a_page_gives_the_choice_of_the_page(served: Release):
    query = [("partner", "VNM"), ("partner", "IND"), ("from", "2010"), ("to", "2024"), ("basis", "mirror")]
    stated = checked(parameters.of_choice(served), query)
    assert choice_of(stated) == Choice(partners=("VNM", "IND"), first=2010, last=2024, basis="mirror")


@pytest.mark.parametrize(("first", "last"), [(2020, 2010), (2015, 2015)])
def test_years_that_are_no_span_are_refused(first: int, last: int):
    with pytest.raises(Refused) as refused:
        choice_of({"from": first, "to": last})
    assert (refused.value.status, refused.value.parameter) == (400, "from")
