"""`datasets/CHANGELOG.md`: a paragraph for each release, newest first, outside the release's id.

Belongs here: the file. Each release has one heading, `## <id>`; what others add to a release (verdicts that changed)
stands under it. Does not belong here: what changed (`etl/diff.py`).
"""

from __future__ import annotations

from pathlib import Path

from etl import publish
from etl.diff import Difference, between, lines
from etl.release import LINK

NAME = "CHANGELOG.md"
TITLE = "# What changed from release to release"
HEADING = "## "
SHOWN = 3  # rows named for each table and kind; `python -m etl diff A B` names all


def tell(difference: Difference, datasets: Path) -> None:
    """Write the paragraph of a release; one that is told already stays as it is."""
    with publish.alone(datasets):
        _tell(difference, datasets / NAME)


def catch_up(datasets: Path) -> None:
    """Tell of the current release if a kill came between its publishing and its paragraph."""
    with publish.alone(datasets):
        before, path = publish.before_current(datasets), datasets / NAME
        told = is_told(publish.current_id(datasets), path.read_text(encoding="utf-8")) if path.is_file() else False
        if before and not told:
            _tell(between(publish.folder_of(before, datasets), datasets / LINK), path)


def is_told(release_id: str, text: str) -> bool:
    """Whether the file has a heading for the release."""
    return f"\n{HEADING}{release_id}\n" in f"\n{text}"


def paragraph(difference: Difference) -> str:
    """The words of one release, in Markdown."""
    said = lines(difference, SHOWN)
    items = [f"- {line}" if not line.startswith(" ") else f"  - {line.strip()}" for line in said]
    return "\n".join([f"{HEADING}{difference.after}", "", f"After {difference.before}:", "", *items, ""])


def _tell(difference: Difference, path: Path) -> None:
    text = path.read_text(encoding="utf-8") if path.is_file() else TITLE + "\n"
    if is_told(difference.after, text):
        return
    head, _, rest = text.partition(f"\n{HEADING}")
    below = f"\n{HEADING}{rest}" if rest else ""
    _replace(path, f"{head.rstrip()}\n\n{paragraph(difference)}{below}")


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".new-{path.name}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
