"""One set of colours: Streamlit's own elements wear the tokens, and each can be told from the paper it lies on."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

import dashboard
from dashboard import theme
from dashboard.theme import MODES, TOKENS, Mode

CONFIG = tomllib.loads((Path(dashboard.__file__).parent / ".streamlit" / "config.toml").read_text())["theme"]
TEXT, MARK = 4.5, 3.0  # WCAG 2.2: text, and graphical objects
each_mode = pytest.mark.parametrize("mode", MODES)


def luminance(colour: str) -> float:
    """WCAG's relative luminance of '#RRGGBB'."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@each_mode
@pytest.mark.parametrize(
    ("setting", "token"),
    [
        ("primaryColor", "accent"),
        ("backgroundColor", "paper"),
        ("secondaryBackgroundColor", "surface"),
        ("textColor", "ink"),
    ],
)
def test_streamlits_colours_are_the_tokens(mode: Mode, setting: str, token: str):
    assert CONFIG[mode][setting] == getattr(TOKENS[mode], token)


@each_mode
def test_streamlits_chart_colours_begin_with_the_accent_and_the_two_flows(mode: Mode):
    t = TOKENS[mode]
    assert CONFIG[mode]["chartCategoricalColors"][:3] == [t.accent, t.export, t.import_]


@each_mode
def test_streamlits_sequential_colours_hold_the_steps_of_the_tokens_in_order(mode: Mode):
    steps = CONFIG[mode]["chartSequentialColors"]
    places = [steps.index(colour) for colour in TOKENS[mode].seq]
    assert places == sorted(places)


@each_mode
def test_every_token_is_a_colour_in_capitals(mode: Mode):
    values = [v for value in asdict(TOKENS[mode]).values() for v in ([value] if isinstance(value, str) else value)]
    assert [v for v in values if not re.fullmatch("#[0-9A-F]{6}", v)] == []


@each_mode
@pytest.mark.parametrize("token", ["ink", "ink2", "ink3", "accent"])
def test_text_can_be_read_on_paper(mode: Mode, token: str):
    assert contrast(getattr(TOKENS[mode], token), TOKENS[mode].paper) >= TEXT


@each_mode
@pytest.mark.parametrize(
    "token",
    [
        "rest",
        "export",
        "import_",
        "bilateral",
        "both",
        "forum",
        "rus",
        "usa",
        "chn",
        "supported",
        "mixed",
        "contradicted",
    ],
)
def test_marks_can_be_seen_on_paper(mode: Mode, token: str):
    assert contrast(getattr(TOKENS[mode], token), TOKENS[mode].paper) >= MARK


@each_mode
def test_text_can_be_read_in_the_sidebar(mode: Mode):
    surface = CONFIG[mode]["sidebar"]["backgroundColor"]
    for token in ("ink", "ink2", "accent"):
        assert contrast(getattr(TOKENS[mode], token), surface) >= TEXT


@each_mode
def test_links_can_be_read_on_paper(mode: Mode):
    assert contrast(CONFIG[mode]["linkColor"], TOKENS[mode].paper) >= TEXT


@each_mode
def test_each_step_of_the_sequence_is_further_from_paper_than_the_one_before(mode: Mode):
    steps = [contrast(colour, TOKENS[mode].paper) for colour in TOKENS[mode].seq]
    assert steps == sorted(steps)


def test_dark_is_known_by_its_ink():
    assert [TOKENS[mode].dark for mode in MODES] == [False, True]


@each_mode
def test_the_pictures_lie_on_the_page_without_a_seam(mode: Mode):
    assert theme.vega_config(mode)["background"] == CONFIG[mode]["backgroundColor"]
