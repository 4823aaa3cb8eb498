"""UN Comtrade's numeric code of each Asian partner as a reporter.

Belongs here: the codes, from Comtrade's list Reporters.json (2025-06-05). They are M49 but for India (699; 356 ended in
1974) and Taiwan (490, "Other Asia, nes").
"""

from __future__ import annotations

from collections.abc import Iterable

RUSSIA = "643"

REPORTERS = {
    "AFG": "4",
    "ARE": "784",
    "ARM": "51",
    "AZE": "31",
    "BGD": "50",
    "BHR": "48",
    "BRN": "96",
    "BTN": "64",
    "CHN": "156",
    "GEO": "268",
    "HKG": "344",
    "IDN": "360",
    "IND": "699",
    "IRN": "364",
    "IRQ": "368",
    "ISR": "376",
    "JOR": "400",
    "JPN": "392",
    "KAZ": "398",
    "KGZ": "417",
    "KHM": "116",
    "KOR": "410",
    "KWT": "414",
    "LAO": "418",
    "LBN": "422",
    "LKA": "144",
    "MAC": "446",
    "MDV": "462",
    "MMR": "104",
    "MNG": "496",
    "MYS": "458",
    "NPL": "524",
    "OMN": "512",
    "PAK": "586",
    "PHL": "608",
    "PRK": "408",
    "PSE": "275",
    "QAT": "634",
    "SAU": "682",
    "SGP": "702",
    "SYR": "760",
    "THA": "764",
    "TJK": "762",
    "TKM": "795",
    "TLS": "626",
    "TUR": "792",
    "TWN": "490",
    "UZB": "860",
    "VNM": "704",
    "YEM": "887",
}


def asked(partners: Iterable[str]) -> dict[str, str]:
    """Comtrade's code to ISO alpha-3 code of the partners that are reporters there, in the partners' order."""
    return {REPORTERS[iso3]: iso3 for iso3 in partners if iso3 in REPORTERS}
