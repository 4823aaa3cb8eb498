"""The live sources, a room each. A new source: one file here with SOURCE, and its line below."""

from __future__ import annotations

from etl.source import Source
from etl.sources import (
    comtrade,
    crea_fossil,
    imf_imts,
    imf_imts_mirror,
    un_votes,
    wikipedia_trips,
    world_bank,
)

# In the order in which a refresh asks them.
SOURCES: tuple[Source, ...] = tuple(
    room.SOURCE for room in (world_bank, imf_imts, imf_imts_mirror, crea_fossil, un_votes, wikipedia_trips, comtrade)
)
