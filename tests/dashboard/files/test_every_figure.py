"""Every figure of the register in every kind of file, opened by a real reader: title, source, release and values."""

import json
from functools import cache

import pandas as pd
import pytest

from dashboard import figures
from dashboard.charts.content import Content
from dashboard.files import KINDS, File, make
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES
from tests.dashboard.charts.drawn import changed
from tests.dashboard.files import opened
from tests.dashboard.files.opened import ROOT, letters
from tests.dashboard.loaded import loaded

WIDTH = 640
VIETNAM = Choice(partners=("VNM",))
each_figure = pytest.mark.parametrize("figure_id", figures.FIGURES)
SOME_REAL = ("partner-trade", "ranking", "asia-share", "forum-matrix", "claim-hedgers")


def choice_of(release: Release, figure_id: str) -> Choice:
    """Vietnam, or no choice where the figure has nothing on it."""
    return Choice() if figures.content(release, figure_id, VIETNAM).empty else VIETNAM


@pytest.fixture(scope="module")
def real() -> Release:
    return loaded((ROOT / "datasets" / "release").resolve())


def made(release: Release, figure_id: str, kind: str) -> tuple[File, Content]:
    choice = choice_of(release, figure_id)
    return make(release, figure_id, choice, kind, width=WIDTH), figures.content(release, figure_id, choice)


@cache
def schema():
    return opened.vega_lite_schema()


def assert_says(text: str, filled: Content, release: Release) -> None:
    """Title, source line and release stand in the text."""
    for words in (filled.title, filled.source, release.id):
        assert letters(words) in letters(text)


@each_figure
def test_a_png_has_twice_the_width_and_says_what_it_shows(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "png")
    image = opened.picture(file)
    assert (image.format, image.width) == ("PNG", 2 * WIDTH)
    assert image.info["Description"] == filled.description
    assert_says(image.info["Title"] + image.info["Source"], filled, release)


@each_figure
def test_an_svg_draws_its_words_and_begins_with_title_and_description(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "svg")
    root = opened.svg(file)
    assert root.get("width") == str(WIDTH)
    assert_says(opened.words(root), filled, release)
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{opened.SVG}title", filled.title)
    assert description.tag == f"{opened.SVG}desc"
    assert filled.description in description.text
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")


@each_figure
def test_a_pdf_has_its_words_as_text_and_in_its_properties(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "pdf")
    document = opened.pdf(file)
    assert len(document.pages) == 1
    assert_says(document.pages[0].extract_text(), filled, release)
    assert document.metadata.title == filled.title
    assert_says(document.metadata.title + document.metadata.subject, filled, release)


@each_figure
def test_a_page_holds_words_picture_and_data_and_asks_no_other_place(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "html")
    page = opened.page(file)
    assert (page.get("lang"), page.findtext(".//title")) == ("en", filled.title)
    assert page.xpath("//meta[@name='description']/@content") == [filled.description]
    assert_says(page.text_content(), filled, release)
    assert page.xpath("//@src") == []
    assert page.xpath("//@href[not(starts-with(., '#'))][not(starts-with(., 'data:'))]") == []
    assert b"<noscript><svg" in file.content
    inside = opened.figure_of(page)
    assert set(inside) == {*MODES, "datasets"}
    assert {name: len(rows) for name, rows in inside["datasets"].items() if name != "words"} == {
        name: len(rows) for name, rows in filled.frames.items()
    }


@each_figure
def test_a_json_is_a_valid_vega_lite_spec_with_the_data_inside(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "json")
    spec = json.loads(file.content)
    schema().validate(spec)
    assert_says(json.dumps(spec["usermeta"]["about"], ensure_ascii=False), filled, release)
    assert spec["description"] == filled.description
    for name, rows in filled.frames.items():
        assert opened.same(pd.DataFrame(spec["datasets"][name], columns=rows.columns), rows), name


@each_figure
def test_a_csv_holds_the_rows_of_the_figure(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "csv")
    found = opened.csv(file)
    assert list(found.columns) == list(filled.table.columns)
    for name in found:
        number = pd.api.types.is_numeric_dtype(filled.table[name]) and filled.table[name].dtype != bool
        cells = pd.to_numeric(found[name]) if number else found[name]
        wanted = filled.table[name] if number else filled.table[name].astype("str").fillna("")
        assert opened.same(cells.to_frame(), wanted.to_frame()), name


@each_figure
def test_a_workbook_holds_the_rows_and_a_sheet_about_them(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "xlsx")
    book = opened.workbook(file)
    assert book.sheetnames == ["Data", "About"]
    assert opened.same(opened.rows_of(book["Data"]), filled.table)
    about = [cell for row in book["About"].iter_rows(values_only=True) for cell in row if cell]
    assert {filled.title, filled.source, release.id} <= set(about)
    assert set(filled.table.columns) <= set(about)
    assert {"licence", "redistribute"} <= set(about)


@each_figure
def test_a_parquet_holds_the_rows_and_what_they_are(release: Release, figure_id: str):
    file, filled = made(release, figure_id, "parquet")
    table = opened.parquet(file)
    assert opened.same(table.to_pandas(), filled.table)
    told = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert (told["title"], told["source"], told["release"]) == (filled.title, filled.source, release.id)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "html"])
def test_a_drawing_says_the_value_of_the_chosen_partner(release: Release, kind: str):
    """Vietnam in 2024: $2 bn each way."""
    file, _filled = made(release, "partner-trade", kind)
    said = {
        "png": lambda: opened.picture(file).info["Description"],
        "svg": lambda: opened.words(opened.svg(file)),
        "pdf": lambda: " ".join(page.extract_text() for page in opened.pdf(file).pages),
        "html": lambda: opened.page(file).text_content(),
    }[kind]()
    assert "$4bn" in letters(said)
    assert "in2024" in letters(said)


@pytest.mark.parametrize("figure_id", SOME_REAL)
@pytest.mark.parametrize("kind", KINDS)
def test_the_release_that_readers_see_gives_each_kind(real: Release, figure_id: str, kind: str):
    choice = choice_of(real, figure_id)
    file = make(real, figure_id, choice, kind)
    whose = "vnm" if choice.partners else "all"
    assert file.name == f"russia-asia_{figure_id}_{whose}_{real.id}.{kind}"
    assert len(file.content) > 100


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_names_with_foreign_letters_are_text_in_the_picture(release: Release, kind: str):
    """Cyrillic and Vietnamese letters have glyphs in the font and come back out of the file."""
    visits = release.tables["visits"].assign(visitor="Tô Lâm и Путин")
    file = make(changed(release, visits=visits), "visits-by-person", Choice(partners=("CHN",)), kind, width=WIDTH)
    text = opened.words(opened.svg(file)) if kind == "svg" else opened.pdf(file).pages[0].extract_text()
    assert letters("Tô Lâm и Путин") in letters(text)
