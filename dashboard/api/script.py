"""The one script of embed pages: Vega, Vega-Lite, Vega-Embed and `embed.js` in one file, named by its checksum.

Served by us, so that an embed asks no other host. A frozen page names the script it was made with, which is kept with
it (`store`).
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from dashboard.files import picture

SOURCE: Final = Path(__file__).with_name("embed.js")


@cache
def content() -> bytes:
    """The script; put together once (some seconds).

    Raises:
        FileError: the engine of pictures, which holds the bundle, failed.
    """
    drawing = SOURCE.read_text(encoding="utf-8")
    return f"{picture.bundle()}\n(() => {{\n{drawing}}})();\n".encode()


@cache
def name() -> str:
    """Its checksum, by which pages name it."""
    return hashlib.sha256(content()).hexdigest()
