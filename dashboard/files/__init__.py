"""Files of exactly what is on the screen: any figure, at any choice, as a picture, a page, data or a citation.

Pages and the API ask here and nowhere else. The same release, figure, choice and mode give the same bytes, in any
process: nothing in a file depends on when or where it was made. Belongs here: turning a figure's content into bytes.
Does not belong here: routes, menus, caching of answers, and what a figure says.

`make`, `table_file` and `citation` are the whole of it; `warm` starts the engine of pictures before the first reader.
"""

from dashboard.files.citing import STYLES, citation
from dashboard.files.file import (
    KINDS,
    TABLE_KINDS,
    File,
    FileError,
    HeldBackError,
    NothingToDrawError,
    UnknownFigureError,
    UnknownKindError,
)
from dashboard.files.make import make, table_file
from dashboard.files.picture import warm

__all__ = [
    "KINDS",
    "STYLES",
    "TABLE_KINDS",
    "File",
    "FileError",
    "HeldBackError",
    "NothingToDrawError",
    "UnknownFigureError",
    "UnknownKindError",
    "citation",
    "make",
    "table_file",
    "warm",
]
