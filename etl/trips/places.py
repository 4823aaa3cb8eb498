"""Cells of countries to codes.

Belongs here: which places a cell names, one or several. Does not belong here: which of them the project counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import countrynames
import pandas as pd

from etl.trips.text import fold, parts

# Names on list pages that neither the places table nor `countrynames` takes for the state meant.
ALIASES = {
    "burma": "MMR",
    "east timor": "TLS",
    "holy see": "VAT",
    "kosovo": "XKX",
    "macau": "MAC",
    "people's republic of china": "CHN",
    "palestinian territories": "PSE",
    "palestinian authority": "PSE",
    "republic of china": "TWN",
    "united arab emirates": "ARE",
}
_COUNTRY = re.compile("[A-Z]{3}")
_BRACKETS = re.compile(r"\([^)]*\)")
_JOINTS = (re.compile(r"\s*[,;/]\s*"), re.compile(r"\s+(?:and|&)\s+|\s*&\s*"))


@dataclass(frozen=True)
class Named:
    """What a cell names.

    Attributes:
        codes: ISO 3166-1 alpha-3 codes, each once, in the order of the cell.
        unknown: Pieces that are no place's name.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


class Gazetteer:
    """Names of places to codes: the places table first, then ALIASES, then `countrynames` without guessing."""

    def __init__(self, places: pd.DataFrame) -> None:
        states = places[places["kind"] != "aggregate"]
        by_name = [states.set_index(column)["iso3"].to_dict() for column in ("iso_name", "label")]
        self._codes = {
            fold(str(name)): str(code) for names in by_name for name, code in names.items() if name
        } | ALIASES

    def read(self, cell: str) -> Named:
        """The places a cell names; breaks, commas and "and" part them unless the whole is one name."""
        codes: list[str] = []
        unknown: list[str] = []
        for piece in self._pieces(cell):
            code = self._code(piece)
            if code:
                codes.append(code)
            else:
                unknown.append(piece)
        return Named(tuple(dict.fromkeys(codes)), tuple(unknown))

    def _pieces(self, cell: str) -> list[str]:
        pieces = parts(cell)
        for joint in _JOINTS:
            pieces = [
                part
                for piece in pieces
                for part in ([piece] if self._code(piece) else joint.split(_BRACKETS.sub(" ", piece)))
                if part.strip()
            ]
        return pieces

    def _code(self, name: str) -> str:
        """The code of one name, with or without what stands in brackets behind it; "" if it is none."""
        for form in (name, _BRACKETS.sub(" ", name)):
            folded = fold(form).removeprefix("the ")
            code = self._codes.get(folded) or _by_countrynames(folded)
            if code:
                return code
        return ""


def _by_countrynames(name: str) -> str:
    try:
        code = countrynames.to_code_3(name) or ""
    except KeyError:  # dissolved states have no code of three letters
        return ""
    return code if _COUNTRY.fullmatch(code) else ""
