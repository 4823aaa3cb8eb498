"""The live sources, a room each. A new source: one file here with SOURCE, and its line below."""

from __future__ import annotations

from etl.source import Source

SOURCES: tuple[Source, ...] = ()
