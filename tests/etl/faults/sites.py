"""The stand-in of each source as a fault finds it: small, healthy, with one piece of news since the last good run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.etl.servers.base import Loopback
from tests.etl.servers.comtrade import ComtradeServer
from tests.etl.servers.crea import CreaServer
from tests.etl.servers.dataverse import DataverseServer
from tests.etl.servers.imf import ImfImtsServer, ImfMirrorServer
from tests.etl.servers.mediawiki import MediaWiki, trip
from tests.etl.servers.world_bank import WorldBankServer

PUTIN = "List of international presidential trips made by Vladimir Putin"


@dataclass(frozen=True)
class Site:
    """A source's stand-in.

    Attributes:
        server: Makes it, healthy.
        tables: The tables a release of the bench holds beside `places` and `sources`.
        since: First year asked for.
        news: Column to cell of the one row that is revised, by a hundredth; none: a row is added.
    """

    server: Callable[[], Any]
    tables: tuple[str, ...]
    since: int
    news: dict[str, object]


TRADE = ("trade_annual", "trade_monthly")
SITES: dict[str, Site] = {
    "world_bank": Site(
        lambda: WorldBankServer(years=range(2012, 2026)),
        ("gdp", "population"),
        2012,
        {"countryiso3code": "IND", "date": "2025"},
    ),
    "imf_imts": Site(
        lambda: ImfImtsServer(years=range(2022, 2026)),
        TRADE,
        2022,
        {"COUNTERPART_COUNTRY": "IND", "TIME_PERIOD": "2025", "INDICATOR": "XG_FOB_USD"},
    ),
    "imf_imts_mirror": Site(
        lambda: ImfMirrorServer(years=range(2022, 2026)),
        TRADE,
        2022,
        {"COUNTRY": "IND", "TIME_PERIOD": "2025", "INDICATOR": "MG_CIF_USD"},
    ),
    "comtrade": Site(
        lambda: ComtradeServer(years=range(2024, 2026)),
        TRADE,
        2024,
        {"reporterISO": "IND", "period": "2025", "flowCode": "M"},
    ),
    "crea_fossil": Site(
        lambda: CreaServer(years=range(2024, 2027)),
        ("energy_monthly",),
        2024,
        {"destination_iso2": "IN", "month": "2025-12-01T00:00:00", "commodity_group": "oil"},
    ),
    "un_votes": Site(
        lambda: DataverseServer(years=range(2012, 2026)), ("un_alignment",), 2012, {"iso3c": "IND", "session": 80}
    ),
    "wikipedia_trips": Site(MediaWiki, ("trip_lists", "visits", "visit_conflicts", "powers_visits"), 2000, {}),
}


def tell_news(source: str, server: Loopback) -> None:
    """Revise one figure by a hundredth, or add one trip: what a refresh without a fault would publish."""
    news = SITES[source].news
    if isinstance(server, MediaWiki):
        # A page that was never looked at has its first revision, whatever stands in it.
        for title in server.titles():
            server.revision(title)
        server.rows.append(trip(PUTIN, "India", "2026-05-05", city="New Delhi", details="Official visit."))
        return
    if isinstance(server, WorldBankServer):
        server.updated = "2026-10-01"
    found = [row for row in server.rows if all(row[name] == cell for name, cell in news.items())]
    found[0][server.value_field] = found[0][server.value_field] * 101 / 100
