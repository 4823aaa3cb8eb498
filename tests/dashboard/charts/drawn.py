"""A figure drawn as a reader gets it, for the tests of charts: its content filled into its picture, as SVG."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import vl_convert

from dashboard.charts import frame
from dashboard.charts.content import Content
from dashboard.release import Release
from dashboard.theme import Mode

WIDTHS = (310, 760)


def svg(draw: Callable[[Mode], dict[str, Any]], filled: Content, release: Release, mode: Mode, width: int) -> str:
    """The picture of some content at a width in px."""
    frames = {**filled.frames, "words": frame.words(filled, release.id)}
    data = {name: json.loads(rows.to_json(orient="records")) for name, rows in frames.items()}
    return str(vl_convert.vegalite_to_svg(json.dumps({**draw(mode), "datasets": data, "width": width})))


def text(picture: str) -> str:
    """All words of an SVG in the order they are drawn, lines joined by a space."""
    return " ".join(html.unescape(word) for word in re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", picture))


def named_data(spec: Any) -> set[str]:
    """The names of all datasets a spec asks for, the frame's `words` left out."""
    return set(_names(spec)) - {"words"}


def changed(release: Release, **tables: pd.DataFrame) -> Release:
    """The same release with other tables."""
    return replace(release, tables={**release.tables, **tables})


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(data := node.get("data"), dict) and "name" in data:
            yield data["name"]
        for child in node.values():
            yield from _names(child)
    elif isinstance(node, list):
        for child in node:
            yield from _names(child)
