"""A figure's Vega-Lite spec with its data inside it, as plain JSON: what pictures, pages and the json file are made of.

The spec of the page names its data and takes its width from the column it stands in; a file has both in itself.
"""

import json
from typing import Any, Final

from dashboard import figures, theme
from dashboard.charts.content import Content
from dashboard.files.cells import plain, typed
from dashboard.theme import Mode

# The family that is installed with the project; the page's own name for it is Streamlit's.
FONT: Final = f'"Source Sans Pro", {theme.FONT}'
MARGIN: Final = 12  # px around a picture that stands alone
FILLS_ITS_PLACE: Final = "container"


def inlined(filled: Content, figure_id: str, mode: Mode, release_id: str, width: int | str) -> dict[str, Any]:
    """The whole spec.

    Args:
        filled: the figure's words and frames.
        figure_id: of the register.
        mode: light or dark.
        release_id: for the source line.
        width: of the picture in px, axis and labels included, or `FILLS_ITS_PLACE`.
    """
    spec = figures.spec(filled, figure_id, mode, release_id)
    config = spec["config"]
    return {
        **spec,
        "description": filled.description,
        "width": width,
        "padding": MARGIN,
        "config": {**config, "font": FONT, "text": {**config["text"], "font": FONT}},
        "datasets": {name: plain(typed(rows)) for name, rows in spec["datasets"].items()},
    }


def as_json(spec: Any) -> str:
    """A spec as text, always the same for the same spec.

    Raises:
        ValueError: a number is not finite.
    """
    return json.dumps(spec, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
