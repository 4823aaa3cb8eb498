# ruff: noqa: INP001  (a script beside its pages, not a package)
"""Writes the pages made from the release and the claims: `docs/dictionary.md`, `DATA-TERMS.md` and `docs/claims.md`.

`make docs` writes them; with --check nothing is written, and the exit code is 1 when a page is out of date. Rows, dates
and the release's id are left out on purpose: a page changes only when a schema, a source's terms or a claim changes.
"""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard import figures as register
from dashboard.claims.claim import Claim
from dashboard.claims.ledger import CLAIMS
from dashboard.claims.option_words import dimension, option
from dashboard.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "datasets" / "release"
MADE = "<!-- Made by `make docs` from datasets/release; changes by hand are lost. -->"
DICTIONARY_HEAD = """# Data dictionary

The tables of a release, as `datapackage.json` describes them. Files are CSV in UTF-8; an empty cell is unknown, never
zero. Dollars are current US dollars. **Key**: the columns that together name a row. **Required**: never empty."""
TERMS_HEAD = """# Terms of the figures

The code of this project is under the MIT licence (`LICENSE`). The figures in `datasets/` are not: each source keeps its
own terms. **Licence** is what is known of them; most were not read at the publisher's own address. **Verify each before
a public launch.**

**Redistribute** is how the project treats a source until then: *yes*, its rows may be handed on with the source named;
*check*, its rows are shown and the open question is named beside them; *no*, its rows stay out of downloads. What the
project made itself (`project`, `coded_visits`) is under CC BY 4.0."""
CLAIMS_MADE = "<!-- Made by `make docs` from dashboard/claims; changes by hand are lost. -->"
CLAIMS_HEAD = """# The claims

What the article "Russia has redefined its Asia strategy. Here’s how it will work" by Timofey Bordachev says, taken
apart into claims in our words, and how each is tested. The dashboard is not for or against the article.

## How a claim is judged

**The rules came first.** Measures and rules were written on 24 November 2026, after a first look at totals by year,
concentration, forum attendance and the president's trips by format, and before any verdict was computed by the
project. A rule that changes later gets a dated note.

**Verdicts** are *supported*, *mixed*, *contradicted* and *not testable yet*: a table it needs has no rows or covers
less than the rule asks, and what is missing is said, with the source that would supply it. A verdict is computed from
each release, never typed in: `python -m dashboard claims` prints the current ones, and this page holds none.

**Readings** are the ways in which reasonable people measure the same claim. The default reading gives the headline.
Every other combination of a claim's options is judged by the same rule; "19 of 24 readings agree" counts those with
the headline's verdict among those that can be computed.

**Guard rails.** What different reporters say is never added in one sum, and no line is joined across the break of
2022, when Russia stopped reporting its trade by partner, without the break being drawn. A missing figure is unknown,
never zero. An estimate is marked where it stands. The table of visits is a sample with its completeness stated.
Correlation is called correlation, intervals are shown, and results that show no effect get the same room.

**Lines.** *Full*: all partners of a definition of Asia, by the IMF, 2016 on. *Long*: the fixed set of partners that
Russian customs gives in both flows for every year from 2006 to 2021, continued by the IMF. A year counts when
partners that held 90% of the definition's trade of 2016–21 have a figure. *Core Asia* is East (with Mongolia),
Southeast and South Asia; *all Asia* adds Central and West Asia, Turkey and the Caucasus."""
TERMS_FOOT = """Coverage, caveats and the way each file was retrieved are in `datasets/release/sources.csv`."""
FIGURES_HEAD = """# Figures

The register of `dashboard/figures.py`. An id is for good: pages, files, links and embeds name it. Each figure takes the
page's own query (`?partner=VNM&from=2010`); `format=` gives it as a file, and `/embed/<id>/<release>` is it frozen."""
REDISTRIBUTE = {"yes": "yes", "check": "**check**", "no": "**no**"}


def pages(release: Path) -> dict[str, str]:
    """Each page's path from the project's root, with its text."""
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    with (release / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    with (release / "places.csv").open(encoding="utf-8", newline="") as file:
        labels = {place["iso3"]: place["label"] for place in csv.DictReader(file)}
    return {
        "docs/dictionary.md": dictionary(package),
        "DATA-TERMS.md": terms(sources),
        "docs/claims.md": claims(CLAIMS.values(), labels),
        "docs/figures.md": figures(register.FIGURES.values()),
    }


def dictionary(package: Mapping[str, Any]) -> str:
    """Every table and column of a data package."""
    resources = package["resources"]
    contents = [f"- [{r['name']}](#{r['name']}): {r['title']}" for r in resources]
    return "\n\n".join([MADE, DICTIONARY_HEAD, "\n".join(contents), *(_table_section(r) for r in resources)]) + "\n"


def terms(sources: Sequence[Mapping[str, str]]) -> str:
    """The notice on what may be done with each source's figures."""
    rows = [
        (
            f"`{s['source']}`",
            f"[{s['name']}]({s['url']})" if s["url"] else s["name"],
            s["publisher"],
            s["licence"],
            REDISTRIBUTE.get(s["redistribute"], s["redistribute"]),
        )
        for s in sources
    ]
    grid = _grid(("source", "what", "publisher", "licence as far as known", "redistribute"), rows)
    return "\n\n".join([MADE, TERMS_HEAD, grid, TERMS_FOOT]) + "\n"


def figures(every: Iterable[Figure]) -> str:
    """Every figure of the register with what it shows and where it is."""
    rows = [(f"`{one.id}`", _shows(one), f"`/api/v1/figures/{one.id}`", f"`/embed/{one.id}`") for one in every]
    return "\n\n".join([MADE, FIGURES_HEAD, _grid(("id", "what it shows", "API", "embed"), rows)]) + "\n"


def _shows(figure: Figure) -> str:
    """What the figure's room says of itself; of a claim's grid the claim."""
    claim = figure.id.removeprefix("claim-")
    if claim != figure.id:
        return f"Every reading of the claim “{CLAIMS[claim].wording()}”"
    return (sys.modules[figure.draw.__module__].__doc__ or "").partition("\n")[0]


def claims(every: Iterable[Claim], labels: Mapping[str, str]) -> str:
    """How each claim is measured and judged, and what may be said against it.

    Args:
        every: The claims, in the order of the page.
        labels: The short name of each place by its code.
    """
    listed = list(every)
    contents = "\n".join(f"- [{one.id}](#{one.id}): {one.wording()}" for one in listed)
    return "\n\n".join([CLAIMS_MADE, CLAIMS_HEAD, contents, *(_claim_section(one, labels) for one in listed)]) + "\n"


def _claim_section(claim: Claim, labels: Mapping[str, str]) -> str:
    tables = ", ".join(f"[{name}](dictionary.md#{name})" for name in claim.tables)
    parts = [
        f"## {claim.id}",
        f"*{claim.wording()}*",
        f"**Measure.** {claim.measure()}",
        f"**Rule.** {claim.rule()}",
        _readings(claim, labels),
        f"**Why this measure and this rule, against a critic.** {claim.critic()}",
        f"**What would change the verdict.** {claim.change()}",
        f"**Limits.** {claim.limits()}",
        f"**Tables.** {tables}.",
    ]
    return "\n\n".join(parts)


def _readings(claim: Claim, labels: Mapping[str, str]) -> str:
    """The dimensions with their options, the default first and marked."""
    rows = [
        (dimension(one.id), *_marked([option(one.id, value, labels) for value in one.options]))
        for one in claim.dimensions
    ]
    return f"**Readings: {len(claim.readings)}.**\n\n" + _grid(("dimension", "default", "or"), rows)


def _marked(options: Sequence[str]) -> tuple[str, str]:
    return options[0], "; ".join(options[1:])


def _table_section(resource: Mapping[str, Any]) -> str:
    schema = resource["schema"]
    references = {
        key["fields"][0]: f"{key['reference']['resource']}.{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", [])
    }
    rows = [_column(field, references.get(field["name"])) for field in schema["fields"]]
    parts = [f"## {resource['name']}", f"**{resource['title']}.** {resource['description']}"]
    if key := schema.get("primaryKey"):
        parts.append("Key: " + ", ".join(f"`{name}`" for name in key))
    remarks = [*resource.get("warnings", []), *(f"Always true: {rule}." for rule in resource.get("rules", []))]
    if remarks:
        parts.append("\n".join(f"- {remark}" for remark in remarks))
    parts.append(_grid(("column", "type", "unit", "required", "meaning", "allowed"), rows))
    return "\n\n".join(parts)


def _column(field: Mapping[str, Any], reference: str | None) -> tuple[str, ...]:
    constraints = field.get("constraints", {})
    return (
        f"`{field['name']}`",
        field["type"],
        field.get("unit", ""),
        "yes" if constraints.get("required") else "",
        field.get("description", "") + (" (made by the build)" if field.get("derived") else ""),
        _allowed(constraints, reference),
    )


def _allowed(constraints: Mapping[str, Any], reference: str | None) -> str:
    """What a cell may hold, in words; a pattern only where nothing says it better."""
    if reference:
        return f"a value of `{reference}`"
    if "enum" in constraints:
        return ", ".join(f"`{value}`" for value in constraints["enum"])
    if "minimum" in constraints and "maximum" in constraints:
        return f"{_number(constraints['minimum'])} to {_number(constraints['maximum'])}"
    if "minimum" in constraints:
        return f"{_number(constraints['minimum'])} or more"
    pattern = constraints.get("pattern", "")
    return "an address" if pattern.startswith("^(?:https?://") else f"`{pattern}`" if pattern else ""


def _number(value: float) -> str:
    """Years and small numbers as they are, large ones by powers of ten."""
    return f"{value:g}" if abs(value) < 1e5 else f"{value:.0e}".replace("e+0", "e").replace("e+", "e")


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def main(arguments: Sequence[str]) -> int:
    """Writes the pages, or with --check says which are out of date.

    Returns:
        The exit code.
    """
    check = "--check" in arguments
    late = []
    for name, text in pages(RELEASE).items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            late.append(name)
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    if late:
        sys.stdout.write(f"{'out of date, run `make docs`' if check else 'written'}: {', '.join(late)}\n")
    return 1 if late and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
