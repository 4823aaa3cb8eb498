"""Every word a reader sees, one catalogue a language (gettext files read by Babel; English first).

Code writes `_("an English sentence with {a_name}")`; `en.po` holds the English words readers get, so an editor can
change them without touching code, and a new language is one more `.po` beside it. `make texts` brings the catalogues
up to date with the code; a test fails while they are not.
"""

from contextvars import ContextVar
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"
_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def _(message: str) -> str:
    """The reader's words for an English message; the message itself where the catalogue has none."""
    found = _messages(language()).get(message)
    return found if isinstance(found, str) and found else message


def ngettext(one: str, many: str, number: int) -> str:
    """The right plural form for `number`, by the rule of the reader's language."""
    forms = _messages(language()).get(one)
    if isinstance(forms, tuple) and all(forms):
        return forms[_plural_index(language(), number)]
    return one if number == 1 else many


def language() -> str:
    """The language of the page being made."""
    return _language.get()


@cache
def catalogue(code: str) -> Catalog:
    """The whole catalogue of a language, with its plural rule."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@cache
def _messages(code: str) -> dict[str, str | tuple[str, ...]]:
    found: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue(code):
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and message.string:
            found[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return found


@cache
def _plural_index(code: str, number: int) -> int:
    return int(c2py(catalogue(code).plural_expr)(number))
