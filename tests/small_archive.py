"""A small, complete archive of made-up round figures, for tests that want to work values out by hand.

Eight partners (CHN, IND, JPN, VNM, PRK, KAZ, TUR, BTN), the years 2005-2024, every table. No figure here is real.
Whole billions unless said otherwise; n = year - 2005.

Russian customs (`fcs` 2006-2021, KAZ and WLD in `fcs_cis` 2005-2021; `imf_imts` 2016-2021 the same), export / import:
    CHN 12+3n / 22+3n (2021: 60 / 70)   IND 8 / 4   JPN 20 / 10   VNM 2 / 3   TUR 20 / 5   KAZ 15 / 6   WLD 400 / 200
    PRK 0.1 / 0.01 (imf_imts only; exports end in 2020, imports in 2021)   BTN nothing at all
Estimates (`imf_imts`) 2022, 2023, 2024: see ESTIMATES; KAZ has none in 2024.
On purpose: a suspect cell (JPN import 2014, wits_shares), a known_bad one (KAZ 2010, fcs: half the year), a known_bad
cell inside the world total (UGA import 2024: 10 of the 270), two reporters in one source (KAZ 2018, wits_top5), mirror
sources (comtrade for CHN, kazstat for KAZ), rows without a reporter (unctad_matrix EU27, atlas).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

ADDED = "2024-12-31"
URL = "https://example.org/"
BN = 1_000_000_000
YEARS = range(2005, 2025)
FLOWS = ("export", "import")

CUSTOMS = {"IND": (8, 4), "JPN": (20, 10), "VNM": (2, 3), "TUR": (20, 5), "KAZ": (15, 6), "WLD": (400, 200)}
ESTIMATES = {
    "CHN": {2022: (100, 75), 2023: (110, 110), 2024: (110, 115)},
    "IND": {2022: (35, 3), 2023: (60, 4), 2024: (62, 5)},
    "JPN": {2022: (14, 5), 2023: (8, 3), 2024: (7, 2)},
    "VNM": {2022: (1, 1), 2023: (1, 2), 2024: (2, 2)},
    "TUR": {2022: (40, 8), 2023: (44, 10), 2024: (42, 8)},
    "KAZ": {2022: (18, 8), 2023: (16, 9)},
    "WLD": {2022: (500, 240), 2023: (420, 260), 2024: (430, 270)},
    "EU27": {2022: (190, 60), 2023: (60, 50), 2024: (50, 40)},
}
COMTRADE = {
    2017: (45, 43),
    2018: (48, 48),
    2019: (52, 50),
    2020: (56, 51),
    2021: (66, 68),
    2022: (114, 76),
    2023: (129, 111),
    2024: (130, 116),
}

SOURCES = (
    "fcs fcs_cis fcs_area imf_imts wits_shares wits_top5 unctad_matrix kazstat comtrade baci atlas imf_dots_turnover "
    "world_bank un_votes us_history china_vitae colt coded_visits announced project "
    "imf_imts_mirror crea_fossil wikipedia_trips"
)
HEADLINES = (
    "partner period turnover_usd russian_exports_usd russian_imports_usd who_reported source_url published_date note "
    "grade period_kind"
)
VISITS = (
    "visit_id start end date_precision direction partner visitor visitor_rank host_city format forum visit_type "
    "evidence_1 evidence_2 evidence_kind_1 evidence_kind_2 confidence note coded_by"
)
MEETINGS = (
    "forum year edition dates dates_basis host_country city mode russia_rank russia_person us_rank us_person "
    "china_rank china_person outcome outcome_note sources failure_cause status"
)

# Who says so: source, reporter, basis.
By = tuple[str, str, str]
FCS: By = ("fcs", "RUS", "reported")
FCS_CIS: By = ("fcs_cis", "RUS", "reported")
IMF: By = ("imf_imts", "RUS", "reported")
IMF_ESTIMATE: By = ("imf_imts", "RUS", "estimate")
SHARES: By = ("wits_shares", "RUS", "reported")

Row = Sequence[object]


def write_small_archive(root: Path) -> None:
    """Write all archive files and LOG.csv under `root`, which becomes the archive folder."""
    log: list[tuple[str, str, str, str]] = []
    for table, origins in _tables().items():
        header, rows_by_origin = origins
        for origin, rows in rows_by_origin.items():
            write_csv(root / table / f"{origin}.csv", header.split(), rows)
            log.append((ADDED, table, origin, "made up for tests"))
    write_csv(root / "LOG.csv", ["added", "table", "origin", "what"], sorted(log))


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Write one archive file; None becomes an empty cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def customs(partner: str, year: int) -> tuple[float, float]:
    """What Russian customs say in this archive, export and import, in billions."""
    n = year - 2005
    return (12 + 3 * n, 22 + 3 * n) if partner == "CHN" else CUSTOMS[partner]


def usd(billions: float) -> int:
    """Billions as dollars."""
    return round(billions * BN)


def _by_source(rows: Iterable[Row], column: int) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[column]), []).append(row)
    return found


def _tables() -> dict[str, tuple[str, dict[str, list[Row]]]]:
    return {**_statistics(), **_announced(), **_visits(), **_forums(), **_project()}


def _statistics() -> dict[str, tuple[str, dict[str, list[Row]]]]:
    annual = "partner year flow value_usd source reporter valuation basis quality note method"
    monthly = "partner month flow value_usd source reporter valuation basis quality note"
    world = "partner year counterpart flow value_usd source reporter basis note"
    turnover = [
        ["CHN", 2005, usd(34), "imf_dots_turnover", "RUS", "reported", "ok", ""],
        ["CHN", 2006, usd(40), "imf_dots_turnover", "CHN", "mirror", "ok", ""],
        ["IND", 2006, usd(120000), "imf_dots_turnover", "IND", "mirror", "known_bad", "decimal point lost"],
    ]
    commodity = [
        ["CHN", year, flow, chapter, usd(value), "baci", "", "estimate"]
        for year in (2021, 2022)
        for flow, chapter, value in (
            ("export", "27", 40),
            ("export", "10", 2),
            ("export", "44", 6),
            ("import", "84", 30),
        )
    ]
    gdp = {
        "CHN": 10000,
        "IND": 2000,
        "JPN": 5000,
        "VNM": 200,
        "KAZ": 200,
        "TUR": 800,
        "BTN": 2,
        "RUS": 1600,
        "WLD": 80000,
    }
    points = {
        "CHN": -1.0,
        "IND": -0.5,
        "JPN": 1.0,
        "VNM": -1.0,
        "PRK": -2.0,
        "KAZ": -0.5,
        "TUR": 0.5,
        "RUS": -0.5,
        "USA": 3.0,
    }
    return {
        "trade_annual": (annual, _by_source(_trade_annual(), 4)),
        "trade_monthly": (monthly, _by_source(_trade_monthly(), 4)),
        "trade_commodity": ("partner year flow hs2 value_usd source reporter basis", {"baci": commodity}),
        "trade_sections": (
            "partner year flow system section value_usd source reporter basis",
            _by_source(_trade_sections(), 6),
        ),
        "trade_turnover": (
            "partner year value_usd source reporter basis quality note",
            {"imf_dots_turnover": turnover},
        ),
        "trade_area_totals": (
            "area period_start period_end flow value_usd source reporter valuation basis quality note",
            _by_source(_trade_area_totals(), 5),
        ),
        "partner_world_trade": (world, _by_source(_partner_world_trade(), 5)),
        "gdp": (
            "iso3 year gdp_usd source",
            {"world_bank": [[iso3, year, usd(gdp[iso3]), "world_bank"] for iso3 in gdp for year in range(2005, 2024)]},
        ),
        "un_alignment": (
            "partner session_year ideal_point distance_to_RUS distance_to_CHN distance_to_USA votes source",
            {
                "un_votes": [
                    [iso3, year, point, abs(point + 0.5), abs(point + 1.0), abs(point - 3.0), 80, "un_votes"]
                    for iso3, point in points.items()
                    for year in range(2010, 2020)
                ]
            },
        ),
    }


def _annual(partner: str, year: int, flow: str, billions: float, by: By, *, quality: str = "ok", note: str = "") -> Row:
    source, reporter, basis = by
    method = {"estimate": "estimated"}.get(basis, "derived" if source == "wits_shares" else "direct")
    value = usd(billions)
    return [partner, year, flow, value, source, reporter, _valuation(flow, reporter), basis, quality, note, method]


def _valuation(flow: str, reporter: str) -> str:
    """Exports of the reporter are fob, its imports cif; `flow` is Russia's side."""
    return "fob" if (flow == "export") == (reporter == "RUS") else "cif"


def _trade_annual() -> list[Row]:
    rows = [
        row
        for side, flow in enumerate(FLOWS)
        for row in (*_customs(side, flow), *_imf(side, flow), *_mixed(side, flow))
    ]
    rows.append(_annual("JPN", 2014, "import", 14, SHARES, quality="suspect", note="runs 40 % too high"))
    rows.append(_annual("VNM", 2005, "import", 2.5, SHARES))
    rows.append(_annual("UGA", 2024, "import", 10, IMF_ESTIMATE, quality="known_bad", note="impossible"))
    return rows


def _customs(side: int, flow: str) -> list[Row]:
    def of(partner: str, year: int, by: By) -> Row:
        return _annual(partner, year, flow, customs(partner, year)[side], by)

    main = [of(partner, year, FCS) for partner in ("CHN", "IND", "JPN", "VNM", "TUR") for year in range(2006, 2022)]
    return [*main, *(of(partner, year, FCS_CIS) for partner in ("KAZ", "WLD") for year in range(2005, 2022))]


def _imf(side: int, flow: str) -> list[Row]:
    rows: list[Row] = []
    for year in range(2016, 2022):
        values = {partner: customs(partner, year)[side] for partner in ("CHN", *CUSTOMS)}
        values |= {"EU27": (180, 100)[side], "PRK": (0.1, 0.01)[side]}
        rows += [
            _annual(partner, year, flow, value, IMF)
            for partner, value in values.items()
            if (partner, flow, year) != ("PRK", "export", 2021)
        ]
    for partner, years in ESTIMATES.items():
        for year, values_of_year in years.items():
            doubt = (
                {"quality": "suspect", "note": "holds the bad cell of Uganda"}
                if (partner, year) == ("WLD", 2024)
                else {}
            )
            rows.append(_annual(partner, year, flow, values_of_year[side], IMF_ESTIMATE, **doubt))
    return rows


def _mixed(side: int, flow: str) -> list[Row]:
    """Mirror sources, two reporters in one source, half a year, rows without a reporter, the world by other sources."""
    return [
        *(_annual("CHN", year, flow, values[side], ("comtrade", "CHN", "mirror")) for year, values in COMTRADE.items()),
        *(_annual("KAZ", year, flow, (16, 7)[side], ("kazstat", "KAZ", "mirror")) for year in range(2018, 2024)),
        _annual("KAZ", 2010, flow, (7.5, 3)[side], FCS, quality="known_bad", note="half the year"),
        _annual("KAZ", 2018, flow, (15, 6)[side], ("wits_top5", "RUS", "reported")),
        _annual("KAZ", 2018, flow, (16, 7)[side], ("wits_top5", "KAZ", "mirror")),
        _annual(
            "CHN", 2005, flow, (13, 23)[side], ("unctad_matrix", ("RUS", "CHN")[side], ("reported", "mirror")[side])
        ),
        _annual("EU27", 2005, flow, (130, 90)[side], ("unctad_matrix", "", "estimate")),
        _annual("WLD", 2020, flow, (390, 195)[side], ("atlas", "", "estimate")),
        _annual("WLD", 2022, flow, (500, 250)[side], ("fcs_area", "RUS", "reported")),
        _annual("WLD", 2023, flow, (400, 250)[side], ("fcs_area", "RUS", "reported")),
    ]


def _monthly(partner: str, month: str, flow: str, billions: float, by: By) -> Row:
    source, reporter, basis = by
    return [partner, month, flow, usd(billions), source, reporter, _valuation(flow, reporter), basis, "ok", ""]


def _trade_monthly() -> list[Row]:
    """CHN 2021 by Russia (12 x 5 = 60; 11 x 6 + 4 = 70) and 2023-24 by China (10 and 9 a month); half of KAZ 2010."""
    rows = []
    for m in range(1, 13):
        rows.append(_monthly("CHN", f"2021-{m:02}", "export", 5, FCS))
        rows.append(_monthly("CHN", f"2021-{m:02}", "import", 4 if m == 12 else 6, FCS))
        for year in (2023, 2024):
            rows.append(_monthly("CHN", f"{year}-{m:02}", "export", 10, ("comtrade", "CHN", "mirror")))
            rows.append(_monthly("CHN", f"{year}-{m:02}", "import", 9, ("comtrade", "CHN", "mirror")))
    for m in range(1, 7):
        rows.append(_monthly("KAZ", f"2010-{m:02}", "export", 1.25, FCS))
        rows.append(_monthly("KAZ", f"2010-{m:02}", "import", 0.5, FCS))
    return rows


def _trade_sections() -> list[Row]:
    groups = {"01-24": 50, "25-27": 350, "28-40": 100, "TOTAL": 500}
    rows: list[Row] = [
        ["WLD", 2022, "export", "HS_GROUP", group, usd(value), "fcs_area", "RUS", "reported"]
        for group, value in groups.items()
    ]
    rows.append(["VNM", 2015, "export", "SITC", "3", usd(0.5), "unctad_matrix", "RUS", "reported"])
    rows.append(["EU27", 2015, "export", "SITC", "3", usd(90), "unctad_matrix", "", "derived"])
    return rows


def _trade_area_totals() -> list[Row]:
    rows: list[Row] = []
    for flow, valuation, side in (("export", "fob", 0), ("import", "cif", 1)):
        for year, areas in {
            2022: {"WLD": (500, 250), "XAS": (250, 150), "XEU": (250, 100)},
            2023: {"WLD": (400, 250), "XAS": (300, 180), "XEU": (100, 70)},
        }.items():
            rows += [
                [
                    area,
                    f"{year}-01",
                    f"{year}-12",
                    flow,
                    usd(values[side]),
                    "fcs_area",
                    "RUS",
                    valuation,
                    "reported",
                    "ok",
                    "",
                ]
                for area, values in areas.items()
            ]
        rows += [
            [area, "2021-01", "2021-12", flow, usd(values[side]), "fcs_cis", "RUS", valuation, "reported", "ok", ""]
            for area, values in {"XFA": (350, 180), "XCIS": (50, 20)}.items()
        ]
    return rows


def _partner_world_trade() -> list[Row]:
    """VNM and IND in 2018 by their own statistics: export, import with each counterpart; the world only in 2020."""
    trade = {
        "VNM": {
            "USA": (50, 10),
            "CHN": (40, 60),
            "JPN": (20, 20),
            "EU27": (40, 14),
            "RUS": (2.5, 2),
            "WLD": (250, 240),
        },
        "IND": {"USA": (50, 30), "CHN": (15, 75), "JPN": (5, 12), "EU27": (50, 45), "RUS": (3, 6), "WLD": (320, 510)},
    }
    rows: list[Row] = [
        [partner, 2018, other, flow, usd(values[side]), "wits_top5", partner, "reported", ""]
        for partner, others in trade.items()
        for other, values in others.items()
        for side, flow in enumerate(FLOWS)
    ]
    rows += [["VNM", 2020, "WLD", flow, usd(280), "atlas", "", "estimate", ""] for flow in FLOWS]
    return rows


def _announced() -> dict[str, tuple[str, dict[str, list[Row]]]]:
    return {
        "headline_trade": (
            HEADLINES,
            {"announced": _headlines()},
        ),
        "partner_announced_trade": (
            "partner counterpart year period exports_usd imports_usd turnover_usd who_reported source_url note mirror",
            {
                "announced": [
                    [
                        "VNM",
                        "USA",
                        "2024",
                        "2024",
                        usd(120),
                        usd(15),
                        usd(135),
                        "Vietnam customs",
                        URL + "v1",
                        "",
                        "no",
                    ],
                    [
                        "VNM",
                        "CHN",
                        "2024",
                        "2024",
                        usd(60),
                        usd(145),
                        usd(205),
                        "Vietnam customs",
                        URL + "v2",
                        "",
                        "no",
                    ],
                    ["VNM", "EU27", "2024", "2024", usd(50), usd(16), usd(66), "Vietnam customs", URL + "v3", "", "no"],
                    ["VNM", "RUS", "2024", "2024", usd(2.5), usd(2.5), usd(5), "Vietnam customs", URL + "v4", "", "no"],
                    [
                        "IND",
                        "USA",
                        "FY2024-25",
                        "FY2024-25",
                        usd(87),
                        usd(46),
                        usd(133),
                        "India ministry",
                        URL + "i1",
                        "",
                        "no",
                    ],
                    ["PRK", "CHN", "2024", "2024", None, usd(1.8), None, "China customs", URL + "p1", "", "yes"],
                ]
            },
        ),
        "energy_food": (
            "destination product period quantity unit value_usd who_reported source_url note",
            {
                "announced": [
                    [
                        "IND",
                        "crude oil share of imports",
                        "FY2024-25",
                        "35.5",
                        "pct_value",
                        None,
                        "ministry",
                        URL + "e1",
                        "",
                    ],
                    ["CHN", "crude oil", "2024", "100", "mt", usd(60), "customs", URL + "e2", ""],
                    [
                        "CHN",
                        "share of oil exports",
                        "2023",
                        "45-50",
                        "pct_volume",
                        None,
                        "government",
                        URL + "e3",
                        "a range",
                    ],
                    ["VNM", "wheat", "2024H1", "0.5", "mt", None, "ministry", URL + "e4", ""],
                    ["TUR", "coal value", "2024", None, None, usd(3), "wire", URL + "e5", ""],
                ]
            },
        ),
        "events": (
            "date label kind partners source_url",
            {
                "announced": [
                    ["2014-03-18", "Annexation of Crimea", "crisis", "ALL", URL + "crimea"],
                    ["2014-05-21", "Gas deal with China", "agreement", "CHN", URL + "gas"],
                    ["2022-02-24", "Invasion of Ukraine", "crisis", "ALL", f"{URL}war;{URL}war2"],
                    ["2024-06", "Visits to North Korea and Vietnam", "summit", "PRK;VNM", URL + "june"],
                ]
            },
        ),
        "unfriendly": (
            "iso3 since source_url note",
            {
                "announced": [
                    [iso3, since, URL + "list", ""]
                    for iso3, since in (
                        ("USA", "2021"),
                        ("JPN", "2022-03-05"),
                        ("DEU", "2022-03-05"),
                        ("GBR", "2022-03-05"),
                    )
                ]
            },
        ),
        "unga_ukraine_votes": (
            "iso3 resolution vote source_url note",
            {
                "announced": [
                    [iso3, resolution, vote, URL + "votes", ""]
                    for iso3, votes in {
                        "CHN": ("abstain", "abstain"),
                        "IND": ("abstain", "abstain"),
                        "JPN": ("yes", "yes"),
                        "VNM": ("abstain", "abstain"),
                        "PRK": ("no", "no"),
                        "KAZ": ("abstain", "abstain"),
                        "TUR": ("yes", "yes"),
                    }.items()
                    for resolution, vote in zip(("68/262", "ES-11/1"), votes, strict=True)
                ]
            },
        ),
    }


def _headlines() -> list[Row]:
    """Each kind of period, each grade, one superseded row, a conflict for CHN 2024, an area, a date of a year only."""
    return [
        [
            "CHN",
            "2024",
            usd(245),
            usd(130),
            usd(115),
            "China customs",
            URL + "h1",
            "2025-01-13",
            "",
            "primary_or_wire",
            "year",
        ],
        [
            "CHN",
            "2024",
            usd(240),
            None,
            None,
            "Minister",
            URL + "h2",
            "2025-01",
            "conflicts with customs",
            "secondary",
            "year",
        ],
        [
            "CHN",
            "2025",
            usd(228),
            usd(124),
            usd(104),
            "China customs",
            URL + "h3",
            "2026-01-14",
            "",
            "primary_or_wire",
            "year",
        ],
        [
            "IND",
            "FY2024-25",
            usd(69),
            usd(64),
            usd(5),
            "India ministry",
            URL + "h4",
            "2025",
            "",
            "primary_or_wire",
            "fiscal_year",
        ],
        [
            "VNM",
            "2025-01..2025-09",
            usd(4),
            None,
            None,
            "Vietnam customs",
            URL + "h5",
            None,
            "",
            "primary_or_wire",
            "part",
        ],
        ["KAZ", "2025-01", usd(2), None, None, "Kazakh statistics", URL + "h6", "2025-03-01", "", "secondary", "month"],
        ["PRK", "2024 (as of May)", usd(0.1), None, None, "Lobby", URL + "h7", "2024-05", "", "weak", "undatable"],
        ["TUR", "2025", usd(50), None, None, "Blog", URL + "h8", "2026-01-20", "rough", "weak", "year"],
        [
            "JPN",
            "2024",
            usd(9),
            None,
            None,
            "Wire",
            URL + "h9",
            "2025-02-01",
            "superseded by the ministry row",
            "secondary",
            "year",
        ],
        [
            "ASIA",
            "2024",
            usd(500),
            usd(320),
            usd(180),
            "Russian customs",
            URL + "h10",
            "2025-02-10",
            "",
            "primary_or_wire",
            "year",
        ],
    ]


def _visit(start: str, direction: str, partner: str, rank: str, *more: str) -> Row:
    """One visit; `more` = format (else bilateral), forum, confidence (else high)."""
    form, forum, confidence = (*more, *("bilateral", "", "high")[len(more) :])
    name = {"head_of_state": "President", "head_of_government": "Premier", "foreign_minister": "Minister"}.get(
        rank, "Deputy"
    )
    who = f"{name} of {'Russia' if direction == 'outbound' else partner}"
    key = f"{direction}-{partner}-{start}-{rank}"
    kind = "state" if form == "both" else "working"
    address = f"{URL}visit/{start}"
    return [
        *(key, start, start, "day", direction, partner, who, rank, "Capital", form, forum, kind),
        *(address, "", "wire", "", confidence, "", "two"),
    ]


def _visits() -> dict[str, tuple[str, dict[str, list[Row]]]]:
    """President abroad: 2012-19 eight trips, 4 bilateral; 2022-25 eight, 5 bilateral; other ranks and low rows too."""
    head, premier, minister = "head_of_state", "head_of_government", "foreign_minister"
    out, into = "outbound", "inbound"
    visits = [
        _visit("2000-07-19", out, "PRK", head),
        _visit("2006-11-19", out, "VNM", head, "both", "APEC"),
        _visit("2012-06-05", out, "CHN", head),
        _visit("2013-11-12", out, "VNM", head),
        _visit("2014-11-09", out, "CHN", head, "both", "APEC"),
        _visit("2014-12-10", out, "IND", head),
        _visit("2015-10-15", out, "KAZ", head, "both", "CIS"),
        _visit("2016-12-15", out, "JPN", head),
        _visit("2017-11-10", out, "VNM", head, "forum", "APEC"),
        _visit("2019-06-28", out, "JPN", head, "forum", "G20"),
        _visit("2022-10-13", out, "KAZ", head, "both", "CICA;CIS"),
        _visit("2023-10-17", out, "CHN", head, "forum", "BRF"),
        _visit("2024-05-16", out, "CHN", head),
        _visit("2024-06-18", out, "PRK", head),
        _visit("2024-06-20", out, "VNM", head),
        _visit("2024-11-27", out, "KAZ", head, "both", "CSTO"),
        _visit("2025-08-31", out, "CHN", head),
        _visit("2025-12-04", out, "IND", head),
        _visit("2009-08-06", out, "TUR", head, "unknown", "", "low"),
        _visit("2014-10-13", out, "CHN", premier),
        _visit("2015-04-06", out, "VNM", premier, "bilateral", "", "medium"),
        _visit("2023-05-23", out, "CHN", premier),
        _visit("2018-05-31", out, "PRK", minister),
        _visit("2023-10-18", out, "PRK", minister),
        _visit("2021-04-06", out, "IND", minister),
        _visit("2023-07-25", out, "PRK", "deputy_head_of_government"),
        _visit("2013-03-22", into, "CHN", head),
        _visit("2023-03-20", into, "CHN", head),
        _visit("2024-07-08", into, "IND", premier),
        _visit("2019-04-24", into, "PRK", head),
        _visit("2023-09-13", into, "PRK", head, "both", "EEF"),
        _visit("2016-05-06", into, "JPN", premier),
        _visit("2018-09-06", into, "VNM", head, "bilateral", "", "low"),
        _visit("2022-02-10", into, "KAZ", head),
        _visit("2021-09-29", into, "TUR", head),
        _visit("2019-08-01", into, "TUR", "other"),
    ]
    power = [
        [power, direction, partner, start, start, "Leader", rank, source]
        for power, direction, partner, start, rank, source in (
            ("USA", "outbound", "VNM", "2006-11-17", head, "us_history"),
            ("USA", "outbound", "VNM", "2016-05-23", head, "us_history"),
            ("USA", "inbound", "VNM", "2013-07-25", head, "us_history"),
            ("USA", "outbound", "IND", "2010-11-06", head, "us_history"),
            ("USA", "inbound", "IND", "2014-09-29", premier, "us_history"),
            ("CHN", "outbound", "VNM", "2015-11-05", head, "china_vitae"),
            ("CHN", "outbound", "IND", "2014-09-17", head, "china_vitae"),
            ("CHN", "inbound", "IND", "2015-05-14", premier, "china_vitae"),
        )
    ]
    colt = [
        (2019, "RUS", "Russia", 40),
        (2019, "CHN", "China", 45),
        (2022, "RUS", "Russia", 10),
        (2022, "", "United Nations (UN)", 5),
    ]
    return {
        "visits": (
            VISITS,
            {"coded_visits": visits},
        ),
        "powers_visits": ("power direction partner start end visitor visitor_rank source", _by_source(power, 7)),
        "leader_trips_sent": ("year iso3 name trips source", {"colt": [[*row, "colt"] for row in colt]}),
        "leader_visits_received": ("year iso3 name visits source", {"colt": [[*row, "colt"] for row in colt]}),
    }


def _forums() -> dict[str, tuple[str, dict[str, list[Row]]]]:
    """APEC and EAS 2014-2024, SCO and BRICS 2014-2024.

    Russia's rank: APEC president to 2018 and (virtual) 2020-21, deputy_pm from 2022; EAS prime_minister to 2019,
    foreign_minister after; SCO and BRICS president. Texts: APEC none in 2018 (us_china), cancelled in 2019; EAS none in
    2022 (russia_ukraine), chair's statement in 2024 (us_china); all others joint.
    """
    rows = [_meeting(forum, year) for forum in ("APEC", "EAS", "SCO", "BRICS") for year in range(2014, 2025)]
    members = {
        "APEC": "CHN JPN VNM RUS USA",
        "EAS": "CHN IND JPN VNM RUS USA",
        "SCO": "CHN IND KAZ RUS",
        "BRICS": "CHN IND RUS",
    }
    return {
        "forum_meetings": (
            MEETINGS,
            {"announced": rows},
        ),
        "memberships": (
            "iso3 forum joined_year left_year status source_url note",
            {
                "announced": [
                    [iso3, forum, None if forum == "APEC" else 2005, None, "member", URL + forum, ""]
                    for forum, codes in members.items()
                    for iso3 in codes.split()
                ]
            },
        ),
    }


def _meeting(forum: str, year: int) -> Row:
    rank = "president"
    if forum == "APEC" and year >= 2022:
        rank = "deputy_pm"
    if forum == "EAS":
        rank = "prime_minister" if year <= 2019 else "foreign_minister"
    outcome, cause = {
        ("APEC", 2018): ("none", "us_china"),
        ("APEC", 2019): ("cancelled", ""),
        ("EAS", 2022): ("none", "russia_ukraine"),
        ("EAS", 2024): ("chair_statement_only", "us_china"),
    }.get((forum, year), ("joint_declaration", ""))
    held = outcome != "cancelled"
    mode = ("virtual" if year in (2020, 2021) else "in_person") if held else "cancelled"
    us = "not_member" if forum in ("SCO", "BRICS") else "president"
    dates = f"{year}-11-10/{year}-11-11" if year != 2015 else "2015-11"
    return [
        forum,
        year,
        None,
        dates,
        "meeting",
        "CHN" if year % 2 else "VNM",
        "City",
        mode,
        rank if held else "none",
        "",
        us if held else "none",
        "",
        "president" if held else "none",
        "",
        outcome,
        "",
        f"{URL}{forum}{year}",
        cause,
        "held" if held else "cancelled",
    ]


def _project() -> dict[str, tuple[str, dict[str, list[Row]]]]:
    return {
        "places": (
            "iso3 label region asia_core asia_core_central asia_all tile_col tile_row iso_name kind",
            {"project": _places()},
        ),
        "sources": (
            "source name publisher url licence coverage valuation caveats retrieved_via redistribute",
            {"project": _sources()},
        ),
        "visits_completeness": (
            "class period_start_year period_end_year share_low_pct share_high_pct status trend_ok zero_ok note",
            {"project": _completeness()},
        ),
        "gaps": (
            "table partner part first_year last_year reason",
            {
                "project": [
                    ["trade_annual", "KAZ", "", 2024, 2024, "Kazakhstan is blank in 2024"],
                    ["trade_annual", "PRK", "export", 2021, None, "North Korea's exports end in 2020"],
                    ["trade_monthly", "KAZ", "", 2010, 2010, "July to December are missing"],
                    ["gdp", "PRK", "", 1990, None, "no GDP of North Korea"],
                    ["gdp", "", "", 2024, None, "the file ends in 2023"],
                ]
            },
        ),
    }


def _places() -> list[Row]:
    partners = [
        ("CHN", "China", "East", 6, 2),
        ("JPN", "Japan", "East", 9, 1),
        ("PRK", "North Korea", "East", 7, 1),
        ("IND", "India", "South", 5, 4),
        ("BTN", "Bhutan", "South", 6, 3),
        ("VNM", "Vietnam", "Southeast", 9, 4),
        ("KAZ", "Kazakhstan", "Central", 4, 0),
        ("TUR", "Turkey", "West", 0, 1),
    ]
    rows: list[Row] = []
    for iso3, label, region, column, line in partners:
        core = int(region in ("East", "South", "Southeast"))
        rows.append([iso3, label, region, core, int(core or region == "Central"), 1, column, line, label, "partner"])
    others = {"USA": "United States", "DEU": "Germany", "GBR": "United Kingdom", "UGA": "Uganda"}
    rows += [[c, n, "EU27" if c == "DEU" else "Other", 0, 0, 0, None, None, n, "other"] for c, n in others.items()]
    rows.append(["RUS", "Russia", "Russia", 0, 0, 0, None, None, "Russian Federation", "russia"])
    areas = {
        "WLD": "World",
        "EU27": "EU-27",
        "XAS": "Asia of Russian customs",
        "XEU": "Europe of Russian customs",
        "XFA": "Far abroad",
        "XCIS": "CIS",
        "ASIA": "Asia as announced",
    }
    rows += [[code, label, "Aggregate", 0, 0, 0, None, None, None, "aggregate"] for code, label in areas.items()]
    return rows


def _sources() -> list[Row]:
    terms = {"imf_imts": "check", "comtrade": "check", "china_vitae": "no"}
    licences = {"coded_visits": "CC BY 4.0", "project": "CC BY 4.0", "us_history": "CC0"}
    return [
        [
            name,
            f"Data set {name}",
            f"Publisher of {name}",
            "" if name in ("project", "coded_visits", "announced") else URL + name,
            licences.get(name, "made up"),
            "2005-2024",
            "mixed",
            f"caveat of {name}",
            "made up",
            terms.get(name, "yes"),
        ]
        for name in SOURCES.split()
    ]


def _completeness() -> list[Row]:
    rows: list[Row] = [
        ["president_abroad", 2000, 2011, 80, 90, "estimated", 1, 0, ""],
        ["president_abroad", 2012, 2019, 90, 95, "estimated", 1, 1, ""],
        ["president_abroad", 2020, 2025, None, None, "near_complete", 1, 1, ""],
        ["prime_minister_abroad", 2000, 2025, 60, 80, "estimated", 0, 0, ""],
        ["foreign_minister_abroad", 2000, 2016, None, 20, "estimated", 0, 0, "under 20 %"],
        ["foreign_minister_abroad", 2017, 2025, 40, 40, "estimated", 0, 0, ""],
        ["china_india_leaders_in_russia", 2000, 2019, 90, 90, "estimated", 0, 0, ""],
        ["china_india_leaders_in_russia", 2020, 2021, None, None, "unknown", 0, 0, ""],
        ["china_india_leaders_in_russia", 2022, 2025, 90, 90, "estimated", 0, 0, ""],
        ["core_leaders_in_russia", 2000, 2025, 50, 60, "estimated", 0, 0, ""],
        ["central_west_leaders_in_russia", 2000, 2025, 40, 40, "estimated", 0, 0, ""],
    ]
    return rows
