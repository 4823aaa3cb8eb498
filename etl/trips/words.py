"""What the words beside a trip say of its kind, and the office a visitor's title names.

Belongs here: rules over words of a page. A page that does not say it leaves it unknown: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Forum names are those of table memberships; what pages call them.
FORUMS = {
    "APEC": r"APEC|Asia[-– ]Pacific Economic Cooperation",
    "ASEAN": r"ASEAN",
    "EAS": r"EAS|East Asia Summit",
    "SCO": r"SCO|Shanghai Cooperation Organi[sz]ation",
    "BRICS": r"BRICS?",
    "G20": r"G-?20",
    "G8": r"G-?8",
    "CICA": r"CICA|Conference on Interaction and Confidence[- ]Building",
    "EEF": r"EEF|Eastern Economic Forum",
    "SPIEF": r"SPIEF|(?:St\.?|Saint) Petersburg International Economic Forum",
    "BRF": r"BRF|Belt and Road Forum",
    "CIS": r"CIS|Commonwealth of Independent States",
    "CSTO": r"CSTO|Collective Security Treaty Organi[sz]ation",
    "EAEU": r"EAEU|Eurasian Economic (?:Union|Council|Forum)|Supreme Eurasian Economic",
    "GECF": r"GECF|Gas Exporting Countries Forum",
    "Caspian": r"Caspian (?:Summit|summit|Sea (?:Summit|summit))",
}
_FORUMS = {name: re.compile(rf"\b(?:{words})\b") for name, words in FORUMS.items()}
_TYPES = {
    name: re.compile(rf"\b{name} visit", re.IGNORECASE) for name in ("state", "official", "working")
}  # the first that is named counts
_RANKS = (
    ("deputy_head_of_government", r"\b(?:deputy|vice)[- ](?:prime minister|premier)"),
    ("other", r"\b(?:vice[- ]president|crown prince|deputy|former|speaker)"),
    ("foreign_minister", r"\b(?:foreign minister|minister (?:of|for) (?:foreign|external) affairs|foreign secretary)"),
    ("head_of_government", r"\b(?:prime minister|premier|chief adviser|chancellor)"),
    ("head_of_state", r"\b(?:president|king|emir|emperor|sultan|supreme leader|general secretary|chairman)"),
)
_FOREIGN_MINISTER_OF_THE_US = r"\bsecretary of state"


@dataclass(frozen=True)
class Kind:
    """What a visit is, in the words of table visits.

    Attributes:
        format: bilateral, forum, both or unknown.
        forum: Forum names joined by ;.
        visit_type: state, official, working or unknown.
    """

    format: str
    forum: str
    visit_type: str


def kind(details: str) -> Kind:
    """The kind of visit that the page's words name."""
    forums = [name for name, words in _FORUMS.items() if words.search(details)]
    types = [name for name, words in _TYPES.items() if words.search(details)]
    invited = bool({"state", "official"} & set(types))
    formats = {(True, True): "both", (True, False): "forum", (False, True): "bilateral", (False, False): "unknown"}
    return Kind(formats[bool(forums), invited], ";".join(forums), types[0] if types else "unknown")


def rank(title: str) -> str:
    """The office a title names; "other" where it names none that is told apart."""
    for name, words in (*_RANKS, ("foreign_minister", _FOREIGN_MINISTER_OF_THE_US)):
        if re.search(words, title, re.IGNORECASE):
            return name
    return "other"
