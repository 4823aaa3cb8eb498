"""Citations: title, project, release and its date, source, and the address where it is known."""

from dataclasses import replace

import pytest

from dashboard import figures
from dashboard.charts.content import Content
from dashboard.files import STYLES, UnknownKindError, citation
from dashboard.release import Release
from dashboard.selection import Choice
from tests.dashboard.files.opened import ROOT


@pytest.fixture
def known(release: Release) -> Release:
    return replace(release, id="2026-11-24-abc", time="2026-11-24")


@pytest.fixture
def filled(known: Release) -> Content:
    content = figures.content(known, "tiles", Choice())
    return replace(content, title="China leads", subtitle="Trade in 2024", source="Customs; IMF. A sample.")


def test_apa(known: Release, filled: Content):
    assert citation(known, "tiles", filled, "apa") == (
        "Russia and Asia: the thesis, tested (2026, November 24). China leads [Chart; release 2026-11-24-abc]. "
        "Source: Customs; IMF. A sample."
    )


def test_chicago(known: Release, filled: Content):
    assert citation(known, "tiles", filled, "chicago") == (
        "Russia and Asia: the thesis, tested. “China leads.” Chart, release 2026-11-24-abc, November 24, 2026. "
        "Source: Customs; IMF. A sample."
    )


def test_bibtex(known: Release, filled: Content):
    assert citation(known, "tiles", replace(filled, title="Up 5% to $3 bn & more"), "bibtex") == "\n".join(
        [
            "@misc{russia-asia-tiles-2026-11-24-abc,",
            "  author = {{Russia and Asia: the thesis, tested}},",
            r"  title = {{Up 5\% to \$3 bn \& more}},",
            "  year = {2026},",
            "  month = {11},",
            "  howpublished = {Chart},",
            "  note = {Release 2026-11-24-abc. Source: Customs; IMF. A sample.},",
            "}",
        ]
    )


def test_plain_text(known: Release, filled: Content):
    assert citation(known, "tiles", filled, "text") == (
        "China leads. Trade in 2024. Source: Customs; IMF. A sample. Release 2026-11-24-abc of 24 November 2026. "
        "Russia and Asia: the thesis, tested."
    )


@pytest.mark.parametrize("style", STYLES)
def test_the_address_names_figure_choice_and_release_where_the_site_is_known(
    known: Release, filled: Content, style: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DASHBOARD_URL", "https://example.org/")
    said = citation(known, "tiles", filled, style, Choice(partners=("VNM", "IND"), table="visits"))
    assert "https://example.org/embed/tiles?partner=VNM&partner=IND&release=2026-11-24-abc" in said


def test_the_project_is_named_as_its_citation_file_names_it(known: Release, filled: Content):
    title = next(line for line in (ROOT / "CITATION.cff").read_text().splitlines() if line.startswith("title:"))
    assert title.split('"')[1] in citation(known, "tiles", filled, "text")


def test_an_unknown_style_is_named_with_those_there_are(known: Release, filled: Content):
    with pytest.raises(UnknownKindError, match=r"“mla”.*apa, chicago, bibtex, text"):
        citation(known, "tiles", filled, "mla")
