"""Pictures: a figure's spec drawn by vl-convert as SVG, and that SVG as PNG and PDF, with words for machines inside.

vl-convert is a browser's engine without a browser: it starts once in a process (`warm`) and draws one picture at a
time. It numbers gradients and fonts by chance; they are put in order here, so that the same picture has the same bytes.
"""

import logging
import re
import struct
import zlib
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Final, TypeVar

import font_source_sans_pro  # type: ignore[import-untyped]
import vl_convert

from dashboard import figures
from dashboard.files import facts, printable
from dashboard.files.facts import Facts
from dashboard.files.file import FileError
from dashboard.files.inline import as_json, inlined
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _, language
from dashboard.theme import Mode

SHARP: Final = 144  # dots per inch of a PNG: two pixels to a px
HELD: Final = 256  # drawn pictures kept in memory for a release: a PNG, a PDF and a page share one
NUMBERED = re.compile(r'(?<=id=")(?:gradient_|clip)\d+(?=")')
HEAD_END: Final = 33  # bytes of a PNG up to the end of its first chunk
Result = TypeVar("Result")


def warm() -> None:
    """Starts the engine, registers the fonts and loads the bundle: seconds that no reader should wait for."""
    _register_fonts()
    drawn = _drawn(lambda: vl_convert.vegalite_to_svg('{"data":{"values":[{}]},"mark":"point"}'))
    _drawn(lambda: vl_convert.svg_to_pdf(drawn))
    bundle()


@cache
def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script without any address to load from; sets `window.vegaEmbed`."""
    return _drawn(lambda: vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))


@per_release(HELD)
def svg(release: Release, figure_id: str, choice: Choice, mode: Mode, width: int) -> str:
    """A figure as SVG, with its title and description as the first elements for those who don't see it.

    Raises:
        FileError: the engine failed.
    """
    _register_fonts()
    filled = figures.content(release, figure_id, choice)
    spec = as_json(inlined(filled, figure_id, mode, release.id, width))
    drawn = _drawn(lambda: vl_convert.vegalite_to_svg(spec))
    return _told(_renumbered(drawn), figure_id, facts.of_figure(release, figure_id, choice, filled))


def png(picture: str, about: Facts) -> bytes:
    """An SVG as PNG at twice its size, with title, description and source as text chunks."""
    drawn = _drawn(lambda: vl_convert.svg_to_png(picture, ppi=SHARP))
    words = {"Title": about.title, "Description": about.description, "Source": about.source_line}
    chunks = b"".join(_text_chunk(key, text) for key, text in words.items())
    return drawn[:HEAD_END] + chunks + drawn[HEAD_END:]


def pdf(picture: str, about: Facts) -> bytes:
    """An SVG as PDF: text is text, fonts are inside, title and source are in its properties."""
    return printable.finished(_drawn(lambda: vl_convert.svg_to_pdf(picture)), about)


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)


def _drawn(step: Callable[[], Result]) -> Result:
    try:
        return step()
    except (ValueError, RuntimeError) as error:  # what vl-convert raises, with the engine's own traceback as its words
        logging.getLogger(__name__).exception("vl-convert failed")
        raise FileError(
            _("This picture could not be drawn; the reason is in the server’s log. Its data can be had as CSV.")
        ) from error


def _renumbered(picture: str) -> str:
    """Ids count on from picture to picture in one process: here they start at 0 again."""
    order = {name: str(place) for place, name in enumerate(dict.fromkeys(NUMBERED.findall(picture)))}
    if not order:
        return picture
    named = "|".join(sorted(order, key=len, reverse=True))
    return re.sub(rf'(?<=id=")(?:{named})(?=")|(?<=url\(#)(?:{named})(?=\))', lambda m: f"part{order[m[0]]}", picture)


def _told(picture: str, figure_id: str, about: Facts) -> str:
    """The SVG with `<title>` and `<desc>` in front, which vl-convert drops."""
    title, words = f"{figure_id}-title", f"{figure_id}-words"
    role = f' role="graphics-document" aria-labelledby="{title}" aria-describedby="{words}" lang="{language()}">'
    told = f'<title id="{title}">{escape(about.title)}</title><desc id="{words}">{escape(_words(about))}</desc>'
    head, rest = picture.split(">", 1)
    return f"{head}{role}{told}{rest}\n"


def _words(about: Facts) -> str:
    return f"{about.subtitle}. {about.description} {about.source_line}"


def _text_chunk(key: str, text: str) -> bytes:
    """One iTXt chunk of a PNG (W3C, PNG specification, 11.3.3.4): keyword, not compressed, no language, UTF-8."""
    body = b"iTXt" + key.encode("latin-1") + bytes(5) + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
