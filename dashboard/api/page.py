"""The HTML of an embed: one figure with its words and data, drawn by the script that the page names.

The bytes depend on release, figure, choice and code alone: no address of a host, no time of day. Every text is escaped
where it enters. Belongs here: HTML. Does not belong here: which pages are given out.
"""

from dataclasses import replace
from html import escape
from string import Template
from typing import Any, Final
from urllib.parse import quote, urlencode

from dashboard import figures, selection
from dashboard.api import script
from dashboard.charts.content import Content
from dashboard.files import HeldBackError, UnknownFigureError, held_back
from dashboard.files.inline import FILLS_ITS_PLACE, as_json, inlined
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _, language
from dashboard.theme import FONT, MODES, TOKENS, Mode

# The page runs its own script and nothing else; it may stand in any page.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
_PAGE: Final = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<meta name="description" content="$description">$head
<style>
$style
</style>
</head>
<body>
$body
</body>
</html>
""")
_STYLE: Final = Template("""* { box-sizing: border-box; }
:root { $light }
@media (prefers-color-scheme: dark) { :root { $dark } }
:root[data-mode=light] { $light }
:root[data-mode=dark] { $dark }
body { margin: 0; padding: 0 0 8px; font: 13px/1.4 $font; background: var(--paper); color: var(--ink2); }
h1 { font-size: 18px; line-height: 1.25; margin: 12px 12px 8px; color: var(--ink); }
p { margin: 4px 12px; }
a { color: inherit; }
#picture { display: block; width: 100%; }""")


def of_figure(release: Release, figure_id: str, choice: Choice, *, frozen: bool = False, notice: str = "") -> bytes:
    """The page of a figure.

    Args:
        release: whose figures.
        figure_id: of the register.
        choice: what the figure shows.
        frozen: whether the page stands one folder deeper, under the id of its release.
        notice: a sentence under the picture.

    Raises:
        UnknownFigureError: no figure has this id.
        HeldBackError: the page would hold rows of a source that does not allow passing them on.
    """
    if figure_id not in figures.FIGURES:
        raise UnknownFigureError(figure_id, tuple(figures.FIGURES))
    filled = figures.content(release, figure_id, choice.view())
    if reason := held_back.of_figure(release, figure_id, choice.view()).reason:
        raise HeldBackError(reason)
    up = "../../" if frozen else "../"
    link = f"{up}?{urlencode(selection.write(choice) | {'release': release.id}, doseq=True)}"
    foot = f'<p><a href="{escape(link)}" target="_blank" rel="noopener">{escape(_("Open in the dashboard"))}</a></p>'
    said = f"<p>{escape(notice)}</p>" if notice else ""
    body = _nothing(filled) if filled.empty else _picture(release, figure_id, filled, choice, up, frozen=frozen)
    return _page(
        filled.title, filled.description, body + said + foot, _discovery(figure_id, release, choice, up, frozen)
    )


def of_words(title: str, message: str) -> bytes:
    """A page that says in words why there is no figure."""
    return _page(title, message, f"<h1>{escape(title)}</h1><p>{escape(message)}</p>", "")


def _picture(release: Release, figure_id: str, filled: Content, choice: Choice, up: str, *, frozen: bool) -> str:
    source = _("Source: {source} Release {release}.").format(source=filled.source, release=release.id)
    words = [filled.title, filled.description, source] if frozen else [source]
    still = "".join(f"<p>{escape(one)}</p>" for one in words)
    if not frozen:
        query = urlencode([*_query(choice), ("format", "svg")])
        address = f"{up}api/v1/figures/{quote(figure_id)}?{query}"
        still = f'<img src="{escape(address)}" alt="{escape(filled.description)}" width="100%">{still}'
    return (
        f'<div id="picture"></div>\n<noscript>{still}</noscript>\n'
        f'<script type="application/json" id="figure">{_for_script(_data(release, figure_id, filled))}</script>\n'
        f'<script src="{up}embed/assets/{script.name()}.js"></script>\n'
    )


def _data(release: Release, figure_id: str, filled: Content) -> dict[str, Any]:
    """What the script draws: the specs of both modes without data, and the data once."""
    light = inlined(filled, figure_id, "light", release.id, FILLS_ITS_PLACE)
    dark = inlined(replace(filled, frames={}), figure_id, "dark", release.id, FILLS_ITS_PLACE)
    bare: dict[str, Any] = {mode: {**spec, "datasets": {}} for mode, spec in (("light", light), ("dark", dark))}
    return {"id": figure_id, "release": release.id, **bare, "datasets": light["datasets"]}


def _nothing(filled: Content) -> str:
    return f"<h1>{escape(filled.title)}</h1><p>{escape(filled.empty)}</p>"


def _discovery(figure_id: str, release: Release, choice: Choice, up: str, frozen: bool) -> str:
    """Where content systems learn how to embed this page. Without a host: a frozen page outlives its address."""
    place = f"/embed/{quote(figure_id)}" + (f"/{quote(release.id)}" if frozen else "")
    url = f"{place}?{urlencode(query)}" if (query := _query(choice)) else place
    href = f"{up}oembed?{urlencode({'url': url})}"
    return f'\n<link rel="alternate" type="application/json+oembed" href="{escape(href)}">'


def _query(choice: Choice) -> list[tuple[str, str]]:
    return [
        (name, one)
        for name, value in selection.write(choice.view()).items()
        for one in ([value] if isinstance(value, str) else value)
    ]


def _page(title: str, description: str, body: str, head: str) -> bytes:
    return _PAGE.substitute(
        language=language(),
        title=escape(title),
        description=escape(description),
        head=head,
        style=_style(),
        body=body,
    ).encode()


def _style() -> str:
    """The tokens of both modes: the reader's system chooses, or `?mode=` by way of the script."""
    return _STYLE.substitute(font=FONT, **{mode: _colours(mode) for mode in MODES})


def _colours(mode: Mode) -> str:
    tokens = TOKENS[mode]
    return f"--paper: {tokens.paper}; --ink: {tokens.ink}; --ink2: {tokens.ink2};"


def _for_script(content: object) -> str:
    """JSON that can stand between script tags: no tag can begin in it."""
    return as_json(content).replace("<", "\\u003c")
