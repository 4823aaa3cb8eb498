"""The look in numbers: colour tokens of both modes, sizes, and the Vega config made from them.

No data, no Streamlit and no words belong here. `dashboard/.streamlit/config.toml` holds the same tokens for
Streamlit's own elements; a test compares the two.
"""

from dataclasses import dataclass, fields
from typing import Any, Literal

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

# No family whose name ends in a digit ("Source Sans 3"): vl-convert measures such a list in a wider fallback font.
FONT = '"Source Sans", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif'


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode. One accent: what the reader chose, or what the headline names; all else is grey.

    Contrast on `paper` was measured (WCAG): ink 15+, ink2 8+, ink3 5+, accent 7+, marks 3+.
    """

    paper: str
    surface: str
    ink: str
    ink2: str
    ink3: str
    grid: str
    axis: str
    rest: str
    rest_soft: str
    ground: str
    accent: str
    export: str
    import_: str
    bilateral: str
    both: str
    forum: str
    rus: str
    usa: str
    chn: str
    supported: str
    mixed: str
    contradicted: str
    untestable: str
    seq: tuple[str, str, str, str, str]

    @property
    def dark(self) -> bool:
        """Whether the ink is lighter than the paper."""
        return self.ink > self.paper


LIGHT = Tokens(
    paper="#FCFBF8",
    surface="#F3F1EA",
    ink="#11151A",
    ink2="#474D55",
    ink3="#656B73",
    grid="#E6E3DA",
    axis="#8B9097",
    rest="#8C9198",
    rest_soft="#CFCFCA",
    ground="#F1EEE5",
    accent="#A3195B",
    export="#0A5F66",
    import_="#B27D12",
    bilateral="#1F3A66",
    both="#5D93AB",
    forum="#B9892F",
    rus="#2D2B5A",
    usa="#2B77B2",
    chn="#BC4926",
    supported="#2F4A7D",
    mixed="#8A86A3",
    contradicted="#A8581A",
    untestable="#656B73",
    seq=("#E4E6EE", "#BCC3D9", "#8D97BD", "#5C659A", "#2D2B5A"),
)
DARK = Tokens(
    paper="#14171C",
    surface="#1E232A",
    ink="#F1EFE9",
    ink2="#C3C6CB",
    ink3="#9AA0A8",
    grid="#2B3038",
    axis="#717883",
    rest="#69707A",
    rest_soft="#474E58",
    ground="#1D2128",
    accent="#FF93C4",
    export="#2FA9A8",
    import_="#F3CE78",
    bilateral="#5C8FDB",
    both="#B5D6E2",
    forum="#D9A94A",
    rus="#E4E1FF",
    usa="#4C9ADB",
    chn="#E8703F",
    supported="#9DBBF5",
    mixed="#827E9A",
    contradicted="#E79A57",
    untestable="#9AA0A8",
    seq=("#272C3A", "#3D4560", "#5E689A", "#8F97CE", "#CFCBFF"),
)
TOKENS: dict[Mode, Tokens] = {"light": LIGHT, "dark": DARK}

# Font sizes in px: on a page, and on a plot narrower than PHONE.
LABEL, LABEL_PHONE = 14, 11.5
AXIS, AXIS_PHONE = 13, 11
SOURCE, SOURCE_PHONE = 12, 11
TITLE, TITLE_PHONE = 18, 16
SUBTITLE, SUBTITLE_PHONE = 14, 13
PHONE = 430  # width of plot and axis in px under which labels shrink or go
WIDE = 640  # from here on there is room for words beside the marks

RULE_DASH, ESTIMATE_DASH, SUSPECT_DASH = [2, 3], [5, 4], [2, 2]


def vega_config(mode: Mode) -> dict[str, Any]:
    """The Vega-Lite `config` of one mode. It goes into each spec: `alt.theme.enable` is one switch for all readers."""
    t = TOKENS[mode]
    return {
        "background": t.paper,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": t.ink3,
            "labelFontSize": AXIS,
            "gridColor": t.grid,
            "gridWidth": 1,
            "domain": False,
            "ticks": False,
            "tickColor": t.axis,
            "labelPadding": 6,
            "title": None,
        },
        "line": {"strokeCap": "round", "strokeJoin": "round", "color": t.rest},
        "rule": {"color": t.axis},
        "text": {"color": t.ink2, "fontSize": LABEL, "font": FONT},
        "point": {"filled": True, "opacity": 1},
        "bar": {"color": t.rest},
        "rect": {"color": t.rest},
        "locale": {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""], "minus": "−"}},
    }


def hatch(colour: str, gap: str, stripes: int = 4) -> dict[str, Any]:
    """Diagonal stripes from a gradient with hard stops: Vega has no patterns. For marks of one shape only."""
    stops: list[dict[str, Any]] = []
    for i in range(stripes):
        start, middle, end = i / stripes, (i + 0.62) / stripes, (i + 1) / stripes
        stops += [{"offset": start, "color": gap}, {"offset": middle, "color": gap}]
        stops += [{"offset": middle, "color": colour}, {"offset": end, "color": colour}]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def names() -> tuple[str, ...]:
    """The names of the tokens, for the test that holds the Streamlit config against them."""
    return tuple(field.name for field in fields(Tokens))
