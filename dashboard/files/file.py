"""What a file is, which kinds there are, and what can go wrong. No making of files.

Every error is a `FileError` with a sentence for the reader: what is wrong and what to do.
"""

from dataclasses import dataclass
from typing import Final

from dashboard.texts import _

MEDIA_TYPES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
KINDS: Final = tuple(MEDIA_TYPES)  # of a figure; json is its Vega-Lite spec
TABLE_KINDS: Final = ("csv", "json", "xlsx", "parquet")  # of a table; json is its rows with what they are


@dataclass(frozen=True)
class File:
    """Bytes to save or to send.

    Attributes:
        name: what to save it as; says figure, partners and release.
        media_type: for the header Content-Type.
        content: the whole file.
        left_out: why rows are missing from it (their source may not be passed on); empty when none are.
    """

    name: str
    media_type: str
    content: bytes
    left_out: str = ""


class FileError(Exception):
    """A file that can't be made; the message is a sentence for the reader."""


class UnknownFigureError(FileError):
    """No figure has this id."""

    def __init__(self, figure_id: str, known: tuple[str, ...]) -> None:
        self.figure_id = figure_id
        super().__init__(
            _("There is no figure “{id}”. The figures are: {known}.").format(id=figure_id, known=", ".join(known))
        )


class UnknownKindError(FileError):
    """There are no files of this kind."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        self.kind = kind
        super().__init__(
            _("There is no format “{kind}”. Choose one of: {known}.").format(kind=kind, known=", ".join(known))
        )


class NothingToDrawError(FileError):
    """The figure has nothing to show for this choice; the message is what the page says in its place."""


class HeldBackError(FileError):
    """The file would hold rows of a source that does not allow passing them on."""
