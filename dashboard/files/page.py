"""A figure as one HTML page: picture, data and the engine that draws it, with no request to any other place.

The page follows its reader's light or dark setting and the width it is given; without scripts it shows the SVG. What
belongs to an embed (height, frames, addresses of shared scripts) is the API's.
"""

from html import escape
from string import Template
from typing import Final

from dashboard import theme
from dashboard.charts.content import Content
from dashboard.files import picture
from dashboard.files.facts import Facts
from dashboard.files.inline import FILLS_ITS_PLACE, as_json, inlined
from dashboard.texts import language
from dashboard.theme import MODES, TOKENS

# Vega compiles its expressions with `new Function`, hence unsafe-eval; nothing may be loaded from anywhere.
POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
PAGE: Final = Template("""\
<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="$policy">
<title>$title</title>
<meta name="description" content="$description">
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --paper: $light_paper; --ink: $light_ink; }
@media (prefers-color-scheme: dark) { :root { --paper: $dark_paper; --ink: $dark_ink; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.5 $font; }
figure { margin: 0 auto; max-width: 60rem; }
#picture, #picture.vega-embed { display: block; width: 100%; }
figcaption { padding: 0 12px 12px; }
noscript svg { max-width: 100%; height: auto; }
.for-listeners { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
</style>
</head>
<body>
<figure>
<h1 class="for-listeners">$title</h1>
<p class="for-listeners">$subtitle. $description $source</p>
<div id="picture"></div>
<noscript>$svg</noscript>
<figcaption>$how_to_read</figcaption>
</figure>
<script type="application/json" id="figure">$figure</script>
<script>$bundle</script>
<script>
const dark = matchMedia("(prefers-color-scheme: dark)");
function draw() {
  const { light, dark: night, datasets } = JSON.parse(document.getElementById("figure").textContent);
  const spec = { ...(dark.matches ? night : light), datasets };
  vegaEmbed("#picture", spec, { actions: false, renderer: "svg", logLevel: 1 });
}
dark.addEventListener("change", draw);
draw();
</script>
</body>
</html>
""")


def html(filled: Content, figure_id: str, about: Facts, drawn: str) -> bytes:
    """The page.

    Args:
        filled: the figure's words and frames.
        figure_id: of the register.
        about: what it says about itself.
        drawn: its SVG, for readers without scripts.

    Raises:
        FileError: the engine failed.
    """
    words = {
        "title": about.title,
        "subtitle": about.subtitle,
        "description": about.description,
        "source": about.source_line,
        "how_to_read": filled.how_to_read,
        "language": language(),
        "policy": POLICY,
    }
    colours = {f"{mode}_{part}": getattr(TOKENS[mode], part) for mode in MODES for part in ("paper", "ink")}
    return PAGE.substitute(
        {key: escape(text) for key, text in words.items()},
        **colours,
        font=theme.FONT,
        svg=drawn,
        figure=_figure(filled, figure_id, about.release),
        bundle=picture.bundle(),
    ).encode()


def _figure(filled: Content, figure_id: str, release_id: str) -> str:
    """Both modes' specs and their one set of data as JSON that may stand in a script element."""
    specs = {mode: inlined(filled, figure_id, mode, release_id, FILLS_ITS_PLACE) for mode in MODES}
    datasets = specs["light"]["datasets"]
    pictures = {mode: {**spec, "datasets": {}} for mode, spec in specs.items()}
    return as_json({**pictures, "datasets": datasets}).replace("<", "\\u003c")
