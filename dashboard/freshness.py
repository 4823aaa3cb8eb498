"""How fresh each source is, and what changed lately: read beside the release, because both may change while it stands.

A refresh that finds nothing new leaves the release as it is and writes into its `release.json` when each source was
asked; `CHANGELOG.md` stands beside the releases. Belongs here: reading both. Does not belong here: how they are shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import release as releases
from dashboard.release import Release

ARCHIVED, FRESH = "archived", "fresh"
HEADING = "## "


@dataclass(frozen=True)
class Standing:
    """How a source stands.

    Attributes:
        source: its id.
        state: "fresh", "stale since 2026-11-24", "failed: reason", or "archived" for one that is not asked.
        checked: when it was last asked without a fault, UTC in ISO form, or None.
        error: what is wrong now, or None.
        newest: the newest period it speaks of, or None.
    """

    source: str
    state: str
    checked: str | None
    error: str | None
    newest: str | None

    @property
    def is_live(self) -> bool:
        """Whether it is a source that a refresh asks."""
        return self.state != ARCHIVED

    @property
    def is_fresh(self) -> bool:
        """Whether its last answer was good."""
        return self.state == FRESH


def standings(release: Release, datasets: Path | None = None) -> tuple[Standing, ...]:
    """How each source of a release stands now, in the release's order."""
    path = (datasets or releases.DATASETS) / "release" / "release.json"
    facts = _facts(path, _changed(path))
    known = facts if facts.get("id") == release.id else release.facts
    return tuple(
        Standing(name, one["state"], one.get("checked"), one.get("error"), one.get("newest"))
        for name, one in known["sources"].items()
    )


def last_checked(found: tuple[Standing, ...]) -> str | None:
    """When any source was last asked without a fault: the age of the last refresh; None if there was none."""
    return max((one.checked for one in found if one.checked), default=None)


def last_changes(most: int, datasets: Path | None = None) -> tuple[str, ...]:
    """The newest paragraphs of CHANGELOG.md as Markdown, each with its heading; none where there is no such file."""
    path = (datasets or releases.DATASETS) / "CHANGELOG.md"
    return _paragraphs(path, _changed(path))[:most]


def _changed(path: Path) -> int:
    """When a file changed, so that it is read once for each change; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=4)
def _facts(path: Path, changed: int) -> Mapping[str, Any]:
    """release.json; empty where it can't be read, as the release in memory then speaks for itself."""
    if not changed:
        return {}
    try:
        facts: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts


@lru_cache(maxsize=4)
def _paragraphs(path: Path, changed: int) -> tuple[str, ...]:
    if not changed:
        return ()
    _title, *rest = ("\n" + path.read_text(encoding="utf-8")).split(f"\n{HEADING}")
    return tuple(HEADING + part.strip() for part in rest)
