"""The pages of the project say what is: README, contributing, dictionary, terms, citation."""

import json
import re
import runpy
import tomllib

import pytest
import yaml

from dashboard.__main__ import app as dashboard_app
from dashboard.claims.ledger import CLAIMS
from dashboard.figures import FIGURES
from etl.__main__ import app as etl_app
from tests.project import ROOT

PAGES = ("README.md", "CONTRIBUTING.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ARTICLE = "Russia has redefined its Asia strategy. Here’s how it will work"
make_pages = runpy.run_path(str(ROOT / "docs" / "make_pages.py"))


def commands(app):
    return {c.name or c.callback.__name__.replace("_", "-") for c in app.registered_commands}


def code_of(document):
    """The pieces of a document that are set as code."""
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.findall(r"^```.*?^```|`[^`\n]+`", text, flags=re.MULTILINE | re.DOTALL)


def test_every_dependency_has_a_line_that_says_why():
    project = PYPROJECT["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"] + PYPROJECT["dependency-groups"]["build"]
    stated = README.split("## What it stands on")[1]
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", stated, flags=re.MULTILINE)
    named = {name for names, why in rows if why.strip() for name in re.findall(r"`([\w-]+)`", names)}
    assert named == {re.match(r"[\w-]+", line)[0] for line in asked}


@pytest.mark.parametrize("document", PAGES)
def test_every_make_command_named_exists(document):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {target for piece in code_of(document) for target in re.findall(r"\bmake ([a-z]+)\b", piece)}
    assert named
    assert named <= targets


def test_every_command_is_in_the_readme_and_every_one_there_exists():
    for package, app in (("etl", etl_app), ("dashboard", dashboard_app)):
        named = {
            command
            for piece in code_of("README.md")
            for line in re.findall(rf"python -m {package} ([a-z-]+(?: \| [a-z-]+)*)", piece)
            for command in line.split(" | ")
        }
        assert named == commands(app)


@pytest.mark.parametrize("document", [*PAGES, "DATA-TERMS.md", "datasets/archive/README.md"])
def test_every_link_to_a_file_leads_to_one(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)\)", text):
        if "://" not in target:
            assert (ROOT / document).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("document", PAGES)
def test_every_path_named_exists(document):
    top = ("etl/", "dashboard/", "datasets/", "tests/", "docs/")
    for piece in code_of(document):
        path = piece.strip("`")
        if path.startswith(top) and " " not in path and "<" not in path:
            assert (ROOT / path).exists(), path


def test_the_tree_of_the_house_is_the_house():
    (tree,) = [piece for piece in code_of("README.md") if piece.startswith("```\netl/")]
    folder = ROOT
    for line in tree.splitlines()[1:-1]:
        names = re.match(r" *(\S+(?: \S+)*)", line)[1].split()
        for name in names if line.startswith(" ") else names[:1]:
            if "<" not in name:
                assert (folder / name if line.startswith(" ") else ROOT / name).exists(), name
        folder = folder if line.startswith(" ") else ROOT / names[0]


@pytest.mark.parametrize("document", ["docs/dictionary.md", "DATA-TERMS.md", "docs/claims.md", "docs/figures.md"])
def test_made_pages_say_what_the_release_and_the_claims_say(document):
    made = make_pages["pages"](ROOT / "datasets" / "release")
    assert (ROOT / document).read_text(encoding="utf-8") == made[document], "run `make docs`"


def test_the_dictionary_names_every_table_and_column(small_release_dir):
    text = make_pages["pages"](small_release_dir)["docs/dictionary.md"]
    package = json.loads((small_release_dir / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        section = text.split(f"\n## {resource['name']}\n")[1].split("\n## ")[0]
        columns = re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
        assert columns == [field["name"] for field in resource["schema"]["fields"]]


def test_a_column_says_type_unit_and_what_is_allowed(small_release_dir):
    text = make_pages["pages"](small_release_dir)["docs/dictionary.md"]
    section = text.split("\n## trade_annual\n")[1].split("\n## ")[0]
    assert "Key: `partner`, `year`, `flow`, `source`, `reporter`" in section
    assert re.search(r"^\| `value_usd` \| number \| USD \| yes \| .+ \| 0 to 2e13 \|$", section, flags=re.MULTILINE)
    assert re.search(r"^\| `flow` \| .+ \| `export`, `import` \|$", section, flags=re.MULTILINE)
    assert re.search(r"^\| `partner` \| .+ \| a value of `places.iso3` \|$", section, flags=re.MULTILINE)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=list(CLAIMS))
def test_the_page_of_claims_gives_each_its_rule_its_readings_and_its_critic(claim, small_release_dir):
    text = make_pages["pages"](small_release_dir)["docs/claims.md"]
    section = text.split(f"\n## {claim.id}\n")[1].split("\n## ")[0]
    parts = (claim.wording, claim.measure, claim.rule, claim.change, claim.critic, claim.limits)
    assert [part() for part in parts if part() not in section] == []
    assert f"**Readings: {len(claim.readings)}.**" in section
    assert all(f"(dictionary.md#{table})" in section for table in claim.tables)


def test_the_page_of_claims_says_when_the_rules_were_written_and_holds_no_release(small_release_dir):
    text = make_pages["pages"](small_release_dir)["docs/claims.md"]
    assert "written on 24 November 2026" in text
    assert "before any verdict was computed" in text
    assert json.loads((small_release_dir / "release.json").read_text(encoding="utf-8"))["id"] not in text


def test_every_chart_is_in_the_register_and_every_figure_in_the_documentation():
    rooms = {
        path.stem for path in (ROOT / "dashboard" / "charts").glob("*.py") if "\ndef draw(" in path.read_text("utf-8")
    }
    drawn = {figure.draw.__module__.rpartition(".")[2] for figure in FIGURES.values()}
    assert drawn == rooms
    text = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", text, flags=re.MULTILINE) == list(FIGURES)


def test_the_terms_mark_what_is_open():
    row = {"source": "x", "name": "X | Y", "url": "", "publisher": "P", "licence": "unknown", "redistribute": "check"}
    text = make_pages["terms"]([row])
    assert "| `x` | X \\| Y | P | unknown | **check** |" in text
    assert "Verify each before" in text


def test_the_citation_is_complete():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(citation)
    assert citation["version"] == PYPROJECT["project"]["version"]
    assert citation["license"] == PYPROJECT["project"]["license"]


def test_the_article_is_named_and_not_linked():
    (article,) = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["references"]
    assert article["title"] == ARTICLE
    assert article["authors"] == [{"given-names": "Timofey", "family-names": "Bordachev"}]
    assert "url" not in article
    assert ARTICLE in README.replace("\n", " ")
