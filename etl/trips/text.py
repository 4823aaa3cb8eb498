"""Marks that stand in for what HTML says and text cannot, and how names are compared.

Belongs here: what `tables` writes into cells and the other rooms read from them. Does not belong here: any meaning.
"""

from __future__ import annotations

import re
import unicodedata

# Private-use characters: no page prints them.
BREAK = "\ue000"  # a line break, a list item or a flag: something new begins
STRUCK = "\ue001"  # struck-through words stood here
SPAN = "\ue002"  # around the number of a cell that spans several rows

# Letters that do not fall apart into a plain letter and an accent.
_LETTERS = str.maketrans({"đ": "d", "ı": "i", "ł": "l", "ø": "o", "’": "'"})


def fold(text: str) -> str:
    """Lower case, without accents, one space between words, so that spellings can be compared."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def tidy(text: str) -> str:
    """Without marks, one space between words."""
    return " ".join(re.sub(rf"{SPAN}\d*{SPAN}|[{BREAK}{STRUCK}{SPAN}]", " ", text).split())


def span_of(text: str) -> str:
    """The number of the spanning cell this text comes from; "" if it spans no other row."""
    found = re.search(rf"{SPAN}(\d+){SPAN}", text)
    return found[1] if found else ""


def parts(text: str) -> list[str]:
    """The pieces between breaks, tidy, without empty ones."""
    return [piece for piece in (tidy(piece) for piece in text.split(BREAK)) if piece]
