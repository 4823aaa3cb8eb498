"""Every figure of the register, in both modes and at two widths: it can be drawn, says what it shows, and proves it."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import vl_convert

from dashboard import figures, view
from dashboard.charts import frame
from dashboard.release import Release
from dashboard.selection import ASIAS, BASES, FLOWS, MEASURES, Choice
from dashboard.theme import MODES, Mode
from dashboard.words import change, pct, usd
from tests.dashboard.loaded import loaded

IDS = tuple(figures.FIGURES)
REAL = Path(__file__).parents[2] / "datasets" / "release"
each_figure = pytest.mark.parametrize("figure_id", IDS)
VARIED = [
    Choice(),
    Choice(partners=("VNM",)),
    Choice(partners=("IND", "CHN", "TUR")),
    Choice(partners=("BTN",)),
    *(Choice(measure=measure) for measure in MEASURES[1:]),
    *(Choice(basis=basis) for basis in BASES[1:]),
    *(Choice(flow=flow) for flow in FLOWS[1:]),
    *(Choice(asia=asia) for asia in ASIAS[1:]),
    Choice(first=2010, last=2015),
    Choice(first=2023, last=2024),
    Choice(first=2015),
    Choice(last=2008),
    Choice(("KAZ", "PRK"), 2006, 2024, "import", "gdp_partner", "wide", "mirror"),
]


def told(choice: Choice) -> str:
    """What of a choice is no default."""
    return "&".join(f"{k}={v}" for k, v in vars(choice).items() if v != getattr(Choice(), k)) or "none"


def of_each_figure(choices: list[Choice]) -> pytest.MarkDecorator:
    """Every figure under every choice; a claim's grid, which no choice changes, under the first two alone."""
    pairs = [(one, choice) for one in IDS for choice in (choices[:2] if one.startswith("claim-") else choices)]
    named = [f"{figure_id}-{told(choice)}" for figure_id, choice in pairs]
    return pytest.mark.parametrize(("figure_id", "choice"), pairs, ids=named)


each_figure_and_choice = of_each_figure(VARIED)


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


@pytest.fixture(scope="module")
def real() -> Release:
    """The release readers see: headlines are held against it."""
    return loaded(REAL.resolve())


def inlined(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """A spec as a file: data as records, the width fixed."""
    data = {name: json.loads(rows.to_json(orient="records")) for name, rows in spec["datasets"].items()}
    return {**spec, "datasets": data, "width": width}


def names_in(node: Any) -> set[str]:
    """The names of the data a spec asks for."""
    if isinstance(node, list):
        return set().union(*map(names_in, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {node["data"]["name"]} if isinstance(node.get("data"), dict) and "name" in node["data"] else set()
    return own.union(*(names_in(value) for key, value in node.items() if key != "datasets"))


def svg_of(release: Release, figure_id: str, mode: Mode, width: int, choice: Choice) -> str:
    filled = figures.content(release, figure_id, choice)
    return vl_convert.vegalite_to_svg(inlined(figures.spec(filled, figure_id, mode, release.id), width))


def letters(text: str) -> str:
    """Text without blanks and tags: how a picture breaks its lines does not matter."""
    text = re.sub(r"<[^>]+>", "", text)
    for entity, sign in (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'")):
        text = text.replace(entity, sign)
    return re.sub(r"[\s\u00a0|]", "", text)


# Drawing


@each_figure
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", [700, 340])
def test_a_figure_can_be_drawn_and_holds_title_source_and_release(
    release: Release, figure_id: str, mode: Mode, width: int
):
    filled = figures.content(release, figure_id, Choice())
    drawn = letters(svg_of(release, figure_id, mode, width, Choice()))
    assert letters(filled.title) in drawn
    assert letters(filled.subtitle) in drawn
    assert letters(filled.source) in drawn
    assert release.id in drawn


@each_figure
def test_a_figure_of_chosen_partners_can_be_drawn(release: Release, figure_id: str):
    choice = Choice(("VNM", "CHN"), 2010, 2024, "export", "share", "wide")
    filled = figures.content(release, figure_id, choice)
    assert letters(filled.title) in letters(svg_of(release, figure_id, "light", 700, choice))


@each_figure
@pytest.mark.parametrize("mode", MODES)
def test_a_figure_says_nothing_as_null_nan_or_undefined(release: Release, figure_id: str, mode: Mode):
    text = re.sub(r"<style.*?</style>", "", svg_of(release, figure_id, mode, 700, Choice()), flags=re.DOTALL)
    words = re.findall(r">([^<>]+)<", text) + re.findall(r'aria-label="([^"]*)"', text)
    assert [w for w in words if re.search(r"\b(null|NaN|nan|undefined|None|inf)\b", w)] == []


@each_figure
def test_both_modes_show_the_same_data(figure_id: str):
    light, dark = (figures.template(figure_id, mode) for mode in MODES)
    assert names_in(light) == names_in(dark)
    assert len(light["layer"]) == len(dark["layer"])


@each_figure
def test_a_figure_asks_for_exactly_the_data_it_is_given(release: Release, figure_id: str):
    wanted = names_in(figures.template(figure_id, "light"))
    assert wanted == set(figures.content(release, figure_id, Choice()).frames) | {frame.WORDS}


@each_figure
def test_filling_a_figure_leaves_its_template_as_it_was(release: Release, figure_id: str):
    before = json.dumps(figures.template(figure_id, "light"))
    figures.spec(figures.content(release, figure_id, Choice()), figure_id, "light", release.id)
    assert json.dumps(figures.template(figure_id, "light")) == before
    assert "datasets" not in figures.template(figure_id, "light")


@each_figure
def test_a_template_is_built_once(figure_id: str):
    assert figures.template(figure_id, "dark") is figures.template(figure_id, "dark")


@each_figure
def test_the_events_of_a_figure_are_selections_of_its_picture(figure_id: str):
    params = {param["name"] for param in figures.template(figure_id, "light").get("params", [])}
    assert set(figures.FIGURES[figure_id].events) <= params


# Content


@each_figure
def test_the_same_choice_gives_the_same_object(release: Release, figure_id: str):
    assert figures.content(release, figure_id, Choice()) is figures.content(release, figure_id, Choice())


@each_figure_and_choice
def test_every_choice_gives_whole_content_or_says_why_there_is_none(release: Release, figure_id: str, choice: Choice):
    filled = figures.content(release, figure_id, choice)
    for words in (filled.title, filled.subtitle, filled.source, filled.description, filled.how_to_read):
        assert words.strip()
        assert not re.search(r"\bnan\b|\bNone\b|\{|\}", words)
    if filled.empty:
        return
    default = figures.content(release, figure_id, Choice())
    assert set(filled.frames) == set(default.frames)
    for name, rows in filled.frames.items():
        assert set(rows.columns) == set(default.frames[name].columns), name


@each_figure_and_choice
def test_a_figure_that_is_not_empty_has_rows_to_take_away(release: Release, figure_id: str, choice: Choice):
    filled = figures.content(release, figure_id, choice)
    assert filled.empty or len(filled.table) > 0


@pytest.mark.parametrize("figure_id", ["partner-trade", "visits"])
def test_a_partner_without_data_is_named_in_place_of_the_picture(release: Release, figure_id: str):
    assert "Bhutan" in figures.content(release, figure_id, Choice(partners=("BTN",))).empty


UNITLESS = re.compile(
    "year|period|ratio|_over_|count|^n_|partners|visits|trips|^rows$|order|herfindahl|score|points$|^p_(value|adjusted)$"
)


@each_figure
@pytest.mark.parametrize("measure", ["turnover", "share"])
def test_every_number_of_a_table_says_its_unit_in_its_name(release: Release, figure_id: str, measure: str):
    table = figures.content(release, figure_id, Choice(measure=measure)).table
    if "unit" in table:
        return
    numbers = table.select_dtypes("number").columns
    assert [c for c in numbers if not re.search(r"_(usd|pct)(_|$)", c) and not UNITLESS.search(c)] == []


@pytest.mark.parametrize(
    ("figure_id", "partner", "value"),
    [
        ("tiles", "China", usd(225e9)),
        ("ranking", "China", usd(225e9)),
        ("partner-trade", "China", usd(225e9)),
        ("visits", "China", "2025-08-31"),
    ],
)
def test_the_description_states_the_main_value(release: Release, figure_id: str, partner: str, value: str):
    description = figures.content(release, figure_id, Choice()).description
    assert partner in description
    assert value in description


@pytest.mark.parametrize("partner", ["VNM", "KAZ", "CHN"])
def test_the_description_of_a_chosen_partners_line_states_its_last_value(release: Release, partner: str):
    last = view.values(release, "turnover", "preferred").query("partner == @partner").iloc[-1]
    description = figures.content(release, "partner-trade", Choice(partners=(partner,))).description
    assert view.labels(release)[partner] in description
    assert usd(last["value_usd"]) in description


def test_a_link_made_on_another_release_shows_the_same_figures(release: Release):
    one, other = (figures.content(release, "tiles", Choice(release=r)) for r in ("old", None))
    assert one.title == other.title
    pd.testing.assert_frame_equal(one.table, other.table)


# Headlines, held against the figures of the real release

HEADLINED = [
    Choice(),
    Choice(measure="share"),
    Choice(measure="gdp_partner"),
    Choice(flow="export"),
    Choice(flow="import"),
    Choice(asia="wide"),
    Choice(asia="core_central", first=2010, last=2019),
    Choice(first=2006, last=2021),
    Choice(basis="mirror"),
    Choice(partners=("VNM",)),
]
each_headline = pytest.mark.parametrize("choice", HEADLINED, ids=told)
each_figure_and_headline = of_each_figure(HEADLINED)


@each_headline
def test_the_steepest_rise_and_fall_of_the_ranking_are_those_of_its_rows(real: Release, choice: Choice):
    filled = figures.content(real, "ranking", choice)
    rows = filled.frames["rows"]
    table = filled.table.set_index("partner").loc[rows["partner"]]
    before, after = view.compared_years(real, choice)
    sound = ~(table[f"quality_{before}"].eq("suspect") | table[f"quality_{after}"].eq("suspect"))
    level = f"{choice.measure}_pct" if f"{choice.measure}_pct_{before}" in table else "value_usd"
    earlier, later = (table[f"{level}_{year}"] for year in (before, after))
    ratio = (later / earlier)[sound].dropna()
    if up := re.search(r"(?:\d{4} )?([^\d(]+?) rose most", filled.title):
        assert up[1].strip() == table.loc[ratio.idxmax(), "label"]
        assert change(ratio.max()) in filled.title
    if down := re.search(r"(?:, |^)([^\d(,]+?) fell most", filled.title):
        assert down[1].strip() == table.loc[ratio.idxmin(), "label"]
        assert change(ratio.min()) in filled.title
    if "none of those shown fell" in filled.title:
        assert ratio.min() >= 1
    if "none of those shown rose" in filled.title:
        assert ratio.max() <= 1


@each_headline
def test_the_first_two_of_the_tiles_are_first_and_second_among_sound_figures(real: Release, choice: Choice):
    filled = figures.content(real, "tiles", choice)
    tiles = filled.frames["tiles"]
    sound = tiles[tiles["inside"] & ~tiles["suspect"] & tiles["amount"].notna()].sort_values("amount", ascending=False)
    if len(sound) < 2:
        assert not re.search("far ahead|comes first", filled.title)
        return
    first, second = sound["label"].iloc[0], sound["label"].iloc[1]
    if "far ahead" in filled.title or "comes first" in filled.title:
        assert filled.title.index(first) < filled.title.index(second)
        show = usd if choice.measure == "turnover" else pct
        assert show(sound["amount"].iloc[0]) in filled.title
        assert show(sound["amount"].iloc[1]) in filled.title
    if "far ahead" in filled.title:
        assert sound["amount"].iloc[0] >= 2 * sound["amount"].iloc[1]


@each_headline
def test_the_rise_or_fall_of_asias_share_is_that_of_its_line(real: Release, choice: Choice):
    filled = figures.content(real, "asia-share", choice)
    line = filled.frames["lines"].query("style == 'main'").sort_values("year")
    line = line[line["year"].between(choice.first or 0, choice.last or 9999)]
    first, last = line.iloc[0], line.iloc[-1]
    assert pct(first["share_pct"]) in filled.title
    assert pct(last["share_pct"]) in filled.title
    assert str(last["year"]) in filled.title
    if " rose " in filled.title:
        assert last["share_pct"] > first["share_pct"]
    if " fell " in filled.title:
        assert last["share_pct"] < first["share_pct"]


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("partner", ["CHN", "IND", "VNM", "KAZ", "PRK", "TUR", "JPN"])
def test_peak_and_last_value_of_a_partners_headline_are_those_of_its_table(real: Release, partner: str, flow: str):
    filled = figures.content(real, "partner-trade", Choice(partners=(partner,), flow=flow))
    line = filled.table[filled.table["kind"] == "line"].sort_values("year")
    if line.empty:
        assert "announced" in filled.title or "no yearly" in filled.title or filled.empty
        return
    last = line.iloc[-1]
    assert usd(last["value_usd"]) in filled.title
    assert str(last["year"]) in filled.title
    reported = line[line["basis"] == "reported"]
    if "peak" in filled.title or "the most Russia reported" in filled.title:
        peak = reported.loc[reported["value_usd"].idxmax()]
        assert usd(peak["value_usd"]) in filled.title
        assert str(peak["year"]) in filled.title


@each_figure_and_headline
def test_every_headline_of_the_real_release_is_one_short_sentence(real: Release, figure_id: str, choice: Choice):
    title = figures.content(real, figure_id, choice).title
    assert 10 < len(title) <= 140
    assert not title.endswith(".")


@each_figure
@pytest.mark.parametrize("partner", ["HKG", "KOR", "PRK", "TWN", "TLS", "PSE", "UZB", "ARE"])
def test_a_partner_with_little_or_odd_data_has_its_figures(real: Release, figure_id: str, partner: str):
    filled = figures.content(real, figure_id, Choice(partners=(partner,)))
    assert filled.title
    assert filled.empty or len(filled.table)
