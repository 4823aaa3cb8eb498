"""Makes a file of a figure or of a table: looks up what it shows, asks the right writer, gives it a name."""

import re
from collections.abc import Callable
from typing import Final

import pandas as pd

from dashboard import figures
from dashboard.files import cells, facts, held_back, inline, page, picture, rows, workbook
from dashboard.files.facts import Facts
from dashboard.files.file import (
    KINDS,
    MEDIA_TYPES,
    TABLE_KINDS,
    File,
    HeldBackError,
    NothingToDrawError,
    UnknownFigureError,
    UnknownKindError,
)
from dashboard.files.shown import Shown
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode

WIDTH: Final = 840  # px: room for a headline in one line and for the words beside the marks
DATA_KINDS: Final[dict[str, Callable[[pd.DataFrame, Facts], bytes]]] = {
    "csv": lambda table, _about: cells.as_csv(table),
    "xlsx": workbook.as_xlsx,
    "parquet": rows.as_parquet,
}
PICTURE_KINDS: Final = ("png", "svg", "pdf")  # they show what the page shows and hold no rows


def make(
    release: Release, figure_id: str, choice: Choice, kind: str, *, mode: Mode = "light", width: int = WIDTH
) -> File:
    """A figure, as the page shows it for this choice, as a file; the same bytes each time, in any process.

    Args:
        release: whose figures.
        figure_id: of the register (`figures.FIGURES`).
        choice: the reader's; only what figures show of it counts (`Choice.view`).
        kind: one of `KINDS`.
        mode: of a picture; a page (`html`) follows its reader's own setting.
        width: of a picture in px, axis and labels included; a page follows the room it has.

    Raises:
        UnknownFigureError, UnknownKindError: no such figure, no such kind.
        NothingToDrawError: the figure is empty for this choice.
        HeldBackError: a `json` or `html` would hold rows that may not be passed on.
        FileError: the engine of pictures failed; the reason is in the log.
    """
    if figure_id not in figures.FIGURES:
        raise UnknownFigureError(figure_id, tuple(figures.FIGURES))
    if kind not in KINDS:
        raise UnknownKindError(kind, KINDS)
    shown = Shown(release, figure_id, choice.view(), mode, width)
    if shown.filled.empty:
        raise NothingToDrawError(shown.filled.empty)
    name = _name(release, figure_id, "-".join(shown.partners).lower() or "all", kind)
    if kind in PICTURE_KINDS:
        return File(name, MEDIA_TYPES[kind], _picture(shown, kind))
    kept = held_back.of_figure(release, figure_id, shown.choice)
    if kind in DATA_KINDS:
        return File(name, MEDIA_TYPES[kind], DATA_KINDS[kind](kept.rows, shown.about(kept.reason)), kept.reason)
    if kept.reason:
        raise HeldBackError(
            _("This format would hold the data of the figure. {reason} Take PNG, SVG or PDF.").format(
                reason=kept.reason
            )
        )
    return File(name, MEDIA_TYPES[kind], _spec(shown) if kind == "json" else _page(shown))


def table_file(release: Release, name: str, table: pd.DataFrame, kind: str) -> File:
    """A table, or some of its rows, as a file, without rows that may not be passed on.

    Args:
        release: whose table.
        name: of the table in the release; its title, sources and the meaning of its columns are looked up by it.
        table: the rows, with all columns or some.
        kind: one of `TABLE_KINDS`.

    Raises:
        UnknownKindError: no such kind.
    """
    if kind not in TABLE_KINDS:
        raise UnknownKindError(kind, TABLE_KINDS)
    kept = held_back.of_table(release, name, table)
    write = {**DATA_KINDS, "json": rows.as_json}[kind]
    content = write(kept.rows, facts.of_table(release, name, kept.rows, kept.reason))
    return File(_name(release, name, "", kind), MEDIA_TYPES[kind], content, kept.reason)


def _picture(shown: Shown, kind: str) -> bytes:
    drawn = _drawn(shown)
    if kind == "svg":
        return drawn.encode()
    return (picture.png if kind == "png" else picture.pdf)(drawn, shown.about())


def _page(shown: Shown) -> bytes:
    return page.html(shown.filled, shown.figure_id, shown.about(), _drawn(shown))


def _drawn(shown: Shown) -> str:
    return picture.svg(shown.release, shown.figure_id, shown.choice, shown.mode, shown.width)


def _spec(shown: Shown) -> bytes:
    """The Vega-Lite spec; what it says about itself is in `usermeta`, where Vega-Lite looks at nothing."""
    about = shown.about()
    spec = inline.inlined(shown.filled, shown.figure_id, shown.mode, about.release, shown.width)
    spec["usermeta"] = {**spec["usermeta"], "about": rows.said(about), "terms": cells.plain(about.terms)}
    return (inline.as_json(spec) + "\n").encode()


def _name(release: Release, subject: str, of: str, kind: str) -> str:
    """'russia-asia_ranking_vnm-ind_2026-11-24-2c58b074bb.png'; no sign that a file system would mind."""
    parts = [re.sub(r"[^\w.-]", "-", part) for part in ("russia-asia", subject, of, release.id) if part]
    return f"{'_'.join(parts)}.{kind}"
