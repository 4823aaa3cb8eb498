"""CHANGELOG.md: a paragraph for each release, newest first, told once."""

import pytest

from dashboard.freshness import last_changes
from etl import changelog
from etl.diff import compared
from etl.publish import publish, roll_back
from etl.release import Content
from tests.etl.test_diff import CHINA, INDIA, gdp

FIRST, SECOND, THIRD = "2026-01-01-aaaaaaaaaa", "2026-02-01-bbbbbbbbbb", "2026-03-01-cccccccccc"
TABLES = {
    FIRST: gdp(CHINA, release_id=FIRST),
    SECOND: gdp(CHINA, INDIA, release_id=SECOND),
    THIRD: gdp("CHN,2024,210,world_bank", INDIA, release_id=THIRD),
}
PARAGRAPH = f"""## {SECOND}

After {FIRST}:

- gdp: 1 row added, IND, 2024
  - iso3=IND year=2024
"""


@pytest.fixture
def datasets(tmp_path):
    """The first release is published, and nothing told yet."""
    put(tmp_path, FIRST)
    return tmp_path


def put(datasets, release_id):
    publish(Content(id=release_id, files=TABLES[release_id], keys={}), datasets, keep=10)


def tell(datasets, before, after):
    changelog.tell(compared(TABLES[before], TABLES[after]), datasets)


def written(datasets):
    return (datasets / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_first_paragraph_stands_under_the_title(datasets):
    tell(datasets, FIRST, SECOND)
    assert written(datasets) == f"# What changed from release to release\n\n{PARAGRAPH}"


def test_the_newest_paragraph_stands_first_and_the_others_stay(datasets):
    tell(datasets, FIRST, SECOND)
    tell(datasets, SECOND, THIRD)
    text = written(datasets)
    assert text.index(f"## {THIRD}") < text.index(f"## {SECOND}")
    assert text.endswith(f"\n{PARAGRAPH}")
    assert "  - iso3=CHN year=2024: gdp_usd 200 -> 210 (+5.0%)\n" in text


def test_a_release_that_is_told_already_is_not_told_again(datasets):
    tell(datasets, FIRST, SECOND)
    before = written(datasets)
    tell(datasets, FIRST, SECOND)
    assert written(datasets) == before


def test_what_others_wrote_under_a_release_stays(datasets):
    tell(datasets, FIRST, SECOND)
    path = datasets / "CHANGELOG.md"
    path.write_text(path.read_text() + "\nVerdicts that changed: none.\n")
    tell(datasets, SECOND, THIRD)
    assert "\nVerdicts that changed: none.\n" in written(datasets)


def test_what_stands_above_the_first_paragraph_stays(datasets):
    (datasets / "CHANGELOG.md").write_text("# Changes\n\nRead this first.\n")
    tell(datasets, FIRST, SECOND)
    assert written(datasets) == f"# Changes\n\nRead this first.\n\n{PARAGRAPH}"


def test_an_id_within_a_text_is_no_heading(datasets):
    assert not changelog.is_told(FIRST, PARAGRAPH)
    assert changelog.is_told(SECOND, PARAGRAPH)


def test_a_current_release_that_was_not_told_is_told_against_the_one_before(datasets):
    put(datasets, SECOND)
    changelog.catch_up(datasets)
    assert written(datasets).endswith(f"\n{PARAGRAPH}")


def test_the_very_first_release_is_not_told(datasets):
    changelog.catch_up(datasets)
    assert not (datasets / "CHANGELOG.md").exists()


def test_going_back_tells_nothing_new(datasets):
    put(datasets, SECOND)
    changelog.catch_up(datasets)
    before = written(datasets)
    roll_back(datasets)
    changelog.catch_up(datasets)
    assert written(datasets) == before


def test_the_dashboard_reads_the_newest_paragraphs(datasets):
    tell(datasets, FIRST, SECOND)
    tell(datasets, SECOND, THIRD)
    newest, before = last_changes(5, datasets)
    assert newest.startswith(f"## {THIRD}\n")
    assert before == PARAGRAPH.strip()
    assert last_changes(1, datasets) == (newest,)
