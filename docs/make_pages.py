# ruff: noqa: INP001  (a script beside its pages, not a package)
"""Writes the pages that say what the current release says: `docs/dictionary.md` and `DATA-TERMS.md`.

`make docs` writes them; with --check nothing is written, and the exit code is 1 when a page is out of date. Rows, dates
and the release's id are left out on purpose: a page changes only when a schema or a source's terms change.
"""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

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
TERMS_FOOT = """Coverage, caveats and the way each file was retrieved are in `datasets/release/sources.csv`."""
REDISTRIBUTE = {"yes": "yes", "check": "**check**", "no": "**no**"}


def pages(release: Path) -> dict[str, str]:
    """Each page's path from the project's root, with its text."""
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    with (release / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    return {"docs/dictionary.md": dictionary(package), "DATA-TERMS.md": terms(sources)}


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
