"""The partners' own trade with Russia, China, the US, the EU, the world and others; `flow` is the partner's side."""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

TABLE = Table(
    name="partner_world_trade",
    title="The partners' trade with others",
    description="Value of goods a partner exported to or imported from a counterpart in a calendar year, by source and "
    "reporter. Mind `flow`: it is the partner's side, unlike in the tables of Russia's trade.",
    columns={
        "partner": columns.partner(),
        "year": columns.year(),
        "counterpart": columns.code("The other side of the partner's trade, by code in table places"),
        "flow": columns.flow(
            "The partner's side: export = from the partner to the counterpart, import = to the partner"
        ),
        "value_usd": columns.value_usd(),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "basis": columns.text(
            "reported = by the partner, mirror = by the counterpart, derived = worked out, estimate = by neither",
            allowed=["reported", "mirror", "derived", "estimate"],
            nullable=False,
        ),
        "note": columns.note(),
    },
    key=("partner", "year", "counterpart", "flow", "source", "reporter"),
    references=(place("partner"), place("counterpart"), place("reporter"), SOURCE),
    warnings=("several_sources_per_cell", "aggregation_hazard"),
    period=("year",),
)
