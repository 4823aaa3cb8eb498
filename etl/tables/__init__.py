"""The published tables, a room each. A new table is one file here and one line in TABLES.

Belongs here: which tables there are. Does not belong here: anything about one table.
"""

from __future__ import annotations

from etl.table import Table
from etl.tables import (
    coverage,
    energy_food,
    energy_monthly,
    events,
    forum_meetings,
    gaps,
    gdp,
    headline_trade,
    leader_trips_sent,
    leader_visits_received,
    memberships,
    partner_announced_trade,
    partner_world_trade,
    places,
    population,
    powers_visits,
    sources,
    trade_annual,
    trade_area_totals,
    trade_commodity,
    trade_monthly,
    trade_sections,
    trade_turnover,
    trip_lists,
    un_alignment,
    unfriendly,
    unga_ukraine_votes,
    visit_conflicts,
    visits,
    visits_completeness,
)

# In the order of the data package; tables made from others come last.
TABLES: tuple[Table, ...] = tuple(
    room.TABLE
    for room in (
        places,
        sources,
        trade_annual,
        trade_monthly,
        trade_commodity,
        trade_sections,
        trade_turnover,
        trade_area_totals,
        partner_world_trade,
        headline_trade,
        partner_announced_trade,
        energy_food,
        energy_monthly,
        visits,
        visits_completeness,
        powers_visits,
        trip_lists,
        leader_trips_sent,
        leader_visits_received,
        forum_meetings,
        memberships,
        unfriendly,
        unga_ukraine_votes,
        un_alignment,
        events,
        gdp,
        population,
        gaps,
        visit_conflicts,
        coverage,
    )
)
