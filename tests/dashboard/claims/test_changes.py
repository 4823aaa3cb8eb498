import pytest

from dashboard.claims.changes import Change, as_csv, changes, from_csv, merged, paragraph, told
from tests.dashboard.claims.entries import entry

A, B = "2026-01-01-aaaaaaaaaa", "2026-02-01-bbbbbbbbbb"
FLIP = Change(B, A, "many-partners", "mixed", "contradicted", 4.5, None, "percent")
TEXT = f"Verdict changed: many-partners: mixed -> contradicted (headline 4.5 percent -> no figure), release {A} -> {B}."


def test_a_verdict_that_differs_is_a_change():
    found = changes(
        [entry(verdict="mixed", value=-0.5, release=A)], [entry(verdict="supported", value=-1.0, release=B)]
    )
    assert found == (Change(B, A, "forums-fade", "mixed", "supported", -0.5, -1.0, "ranks"),)


@pytest.mark.parametrize(
    "now",
    [
        entry(verdict="mixed", value=-0.9, release=B),
        entry("hedgers", "supported", release=B),
        entry(verdict="supported", release=A),
    ],
    ids=["only the number moved", "a claim that was not there", "the same release"],
)
def test_what_is_no_change(now):
    assert changes([entry(verdict="mixed", release=A)], [now]) == ()


def test_the_table_comes_back_the_same():
    assert from_csv(as_csv([FLIP])) == (FLIP,)


def test_a_table_of_other_columns_is_refused():
    with pytest.raises(ValueError, match="columns must be release"):
        from_csv("a,b\n1,2\n")


def test_what_is_known_is_not_added_again():
    other = Change(B, A, "hedgers", "mixed", "supported", 1.0, 2.0, "percent")
    assert merged([FLIP], [FLIP, other]) == (FLIP, other)


def test_a_change_is_told_with_both_verdicts_numbers_and_releases():
    assert paragraph(FLIP) == TEXT


def test_the_paragraph_ends_the_section_of_its_release():
    before = f"# Changes\n\n## {B}\n\nTrade came in.\n\n## {A}\n\nThe first.\n"
    assert told(before, FLIP) == f"# Changes\n\n## {B}\n\nTrade came in.\n\n{TEXT}\n\n## {A}\n\nThe first.\n"


def test_a_heading_may_say_more_than_the_id():
    assert told(f"## {B} (24 November)\n", FLIP) == f"## {B} (24 November)\n\n{TEXT}\n"


def test_a_release_without_a_heading_gets_one_before_all_others():
    assert told(f"# Changes\n\n## {A}\n\nThe first.\n", FLIP) == (
        f"# Changes\n\n## {B}\n\n{TEXT}\n\n## {A}\n\nThe first.\n"
    )


def test_telling_twice_adds_nothing():
    once = told("# Changes\n", FLIP)
    assert told(once, FLIP) == once
