"""The grid of a claim's readings: a dot each in its place, the default ringed, a dash where none can be computed."""

from pathlib import Path

import pytest

from dashboard import figures
from dashboard.charts import reading_words, readings
from dashboard.claims.claim import NOT_TESTABLE
from dashboard.claims.ledger import CLAIMS
from dashboard.claims.output import entry
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, named_data, svg, text
from tests.dashboard.loaded import loaded

CLAIM = "trade-turns-east"  # 3 x 2 x 4 x 2 readings
each_claim = pytest.mark.parametrize("claim_id", CLAIMS)


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


def grid(release: Release, claim_id: str = CLAIM):
    return readings.content(release, Choice(), claim_id=claim_id)


@each_claim
def test_each_reading_has_a_place_of_its_own_and_one_is_the_default(release: Release, claim_id: str):
    points = grid(release, claim_id).frames["points"]
    assert len(points) == len(CLAIMS[claim_id].readings)
    assert not points.duplicated(["line", "column"]).any()
    assert list(points["default"]) == [True] + [False] * (len(points) - 1)


@each_claim
def test_verdicts_and_values_are_those_of_the_ledger(release: Release, claim_id: str):
    found, points = entry(release, claim_id), grid(release, claim_id).frames["points"]
    assert list(points["verdict"]) == [one["verdict"] for one in found["readings"]]
    unit = found["headline"]["unit"]
    assert list(points["value"]) == [
        "" if one["value"] is None else reading_words.number(one["value"], unit) for one in found["readings"]
    ]


@each_claim
def test_every_dot_stands_on_a_line_with_words_under_a_column_with_words(release: Release, claim_id: str):
    frames = grid(release, claim_id).frames
    lines = frames["lines"].set_index("line")
    assert set(lines.loc[frames["points"]["line"].unique(), "kind"]) == {"line"}
    assert set(frames["points"]["column"]) == set(frames["heads"]["column"])
    assert frames["heads"]["label"].str.len().min() > 0


def test_the_lines_are_headed_by_the_first_dimension_and_the_columns_are_the_widest(release: Release):
    frames = grid(release).frames
    kinds = frames["lines"].groupby("kind")["label"].apply(list)
    assert kinds["group"] == ["Core Asia", "Core and Central Asia", "All Asia"]
    assert kinds["line"][:2] == ["with China, since 2022", "with China, last year"]
    assert len(kinds["line"]) == 12
    assert frames["heads"]["label"].iloc[0] == "full line, 2016–21"


def test_pointing_at_a_dot_says_the_reading_its_verdict_and_its_value(release: Release):
    found, points = entry(release, CLAIM), grid(release).frames["points"]
    amount = reading_words.amount(found["headline"]["value"], "points")
    assert points["aria"].iloc[0] == (
        f"core Asia, with China, full line, from 2016–21, mean of the years since 2022: {found['verdict']}. {amount}"
    )


def test_pointing_at_a_dash_says_what_is_missing(release: Release):
    found, points = entry(release, "energy-food-niche"), grid(release, "energy-food-niche").frames["points"]
    dashes = points[points["verdict"] == NOT_TESTABLE]
    assert len(dashes)
    for place, said in dashes["aria"].items():
        assert found["readings"][place]["missing"]
        assert found["readings"][place]["missing"] in said


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_verdict_key_and_release(release: Release, mode: Mode, width: int):
    filled = grid(release)
    shown = text(svg(readings.draw, filled, release, mode, width))
    assert filled.title in shown
    assert release.id in shown
    for word in ("Supported: 24 of 48 readings agree", "mixed", "contradicted", "not testable yet", "Core Asia"):
        assert word in shown


@pytest.mark.parametrize("mode", MODES)
def test_the_default_is_ringed_in_ink_once(release: Release, mode: Mode):
    drawn = svg(readings.draw, grid(release), release, mode, 760)
    assert drawn.count(f'stroke="{TOKENS[mode].ink}"') == 1


def test_every_dataset_of_the_picture_is_there(release: Release):
    assert named_data(readings.draw("light")) == set(grid(release).frames)


def test_the_table_has_a_row_for_each_reading_with_unit_and_words(release: Release):
    table = grid(release).table
    assert len(table) == 48
    assert list(table.columns) == ["reading", "asia", "china", "line", "after", "verdict", "value", "unit", "missing"]
    assert table.iloc[0][["reading", "china", "unit"]].tolist() == ["default", "with China", "points"]


@each_claim
def test_a_claims_figure_is_in_the_register_and_no_choice_changes_it(release: Release, claim_id: str):
    one = figures.content(release, figures.claim_figure(claim_id), Choice())
    other = figures.content(release, figures.claim_figure(claim_id), Choice(("VNM",), asia="wide"))
    assert one.title == other.title == CLAIMS[claim_id].wording().removesuffix(".")
    assert one.frames["points"].equals(other.frames["points"])
