"""oEmbed: a content system asks here what to show in place of a pasted link, and gets an iframe.

Answers for links of this dashboard: an embed, frozen or not, and a page's link that names a figure (`?figure=`).
Specification: oEmbed 1.0 (oembed.com), type rich.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from dashboard import figures as register
from dashboard import release as releases
from dashboard import selection
from dashboard.api import embed, frozen, parameters
from dashboard.api.answers import Plan, Refused, as_json, etag
from dashboard.api.endpoints import Ask
from dashboard.api.parameters import Parameter
from dashboard.files import make
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

WIDTH: Final = 840  # px, where a content system states no less
NARROWEST: Final = 200
AROUND: Final = 60  # px of the page around the picture: its margins and the link under it
HEIGHT: Final = re.compile(rb'<svg[^>]*?\sheight="([0-9.]+)')
PARAMETERS: Final = (
    Parameter("url", "The link that was pasted.", {"type": "string", "minLength": 1, "maxLength": 2000}, required=True),
    Parameter("maxwidth", "Most px of width.", {"type": "integer", "minimum": NARROWEST, "maximum": 10_000}),
    Parameter("maxheight", "Most px of height.", {"type": "integer", "minimum": NARROWEST, "maximum": 10_000}),
    Parameter("format", "The kind of answer.", {"type": "string", "enum": ["json"], "default": "json"}),
)


@dataclass(frozen=True)
class Target:
    """What a pasted link points to.

    Attributes:
        figure: its id.
        choice: what it shows.
        address: of the embed, from the root of this site.
    """

    figure: str
    choice: Choice
    address: str


def answered(ask: Ask) -> Plan:
    """The iframe for a pasted link, as oEmbed has it.

    Raises:
        Refused: 404 the link is none of ours or leads nowhere, 400 a parameter that is wrong, 501 XML is asked for.
    """
    if ("format", "xml") in ask.query:
        raise Refused(501, "Only JSON is spoken here.", parameter="format")
    stated = parameters.checked(PARAMETERS, ask.query)
    release = releases.current()
    target = target_of(release, stated["url"], ask.site)
    width = min(stated.get("maxwidth", WIDTH), WIDTH)
    tag = etag(release.id, "oembed", ask.site, target.address, width, stated.get("maxheight"))
    return Plan(tag, lambda: as_json(_rich(release, target, ask.site, width, stated.get("maxheight"))), heavy=True)


def target_of(release: Release, url: str, site: str) -> Target:
    """What a link of this dashboard points to; one without a host counts as ours.

    Raises:
        Refused: 404, naming what is wrong.
    """
    try:
        parts = urlsplit(url)
        ours = urlsplit(site)
    except ValueError as error:
        raise _leads_nowhere("it is no address") from error
    if (parts.netloc and parts.netloc != ours.netloc) or parts.scheme not in {"", "http", "https"}:
        raise _leads_nowhere(f"only links of {site} are answered")
    place = parts.path.removeprefix(ours.path).strip("/").split("/")
    query = parse_qsl(parts.query, keep_blank_values=True)
    if place[0] != "embed":
        return _of_page(release, query)
    if len(place) == 2:
        return _following(release, unquote(place[1]), query)
    if len(place) == 3:
        return _frozen(unquote(place[1]), unquote(place[2]), query)
    raise _leads_nowhere("an embed's address is /embed/<figure> or /embed/<figure>/<release>")


def _of_page(release: Release, query: Sequence[tuple[str, str]]) -> Target:
    """A page's link: the figure it names, with what figures depend on; the page's own parts are left out."""
    named = [text for name, text in query if name == "figure"]
    if not named:
        raise _leads_nowhere("a page's link must name a figure: ?figure=<id>")
    kept = [(name, text) for name, text in query if name not in {"figure", *selection.PAGE_PARTS}]
    return _following(release, named[-1], kept)


def _following(release: Release, figure_id: str, query: Sequence[tuple[str, str]]) -> Target:
    if figure_id not in register.FIGURES:
        raise _leads_nowhere(f"there is no figure “{figure_id[:40]}”; there are: {', '.join(register.FIGURES)}")
    try:
        choice = parameters.choice_of(parameters.checked(embed.parameters_of(release), query))
    except Refused as refused:
        raise _leads_nowhere(f"{refused.parameter}: {refused.message}") from refused
    return Target(figure_id, choice, _address(f"/embed/{quote(figure_id)}", query))


def _frozen(figure_id: str, release_id: str, query: Sequence[tuple[str, str]]) -> Target:
    frozen.page(figure_id, release_id, query)
    choice = Choice(partners=tuple(text for name, text in query if name == "partner"))
    return Target(figure_id, choice, _address(f"/embed/{quote(figure_id)}/{quote(release_id)}", query))


def _address(place: str, query: Sequence[tuple[str, str]]) -> str:
    return f"{place}?{urlencode(query)}" if query else place


def _rich(release: Release, target: Target, site: str, width: int, most_height: int | None) -> dict[str, Any]:
    """Height and title are those of the current release, of a frozen figure too: its page says its own height later."""
    height = _height(release, target, width)
    title = register.content(release, target.figure, target.choice.view()).title
    address, height = f"{site}{target.address}", min(height, most_height or height)
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": _("Russia and Asia: the thesis, tested"),
        "provider_url": site,
        "title": title,
        "width": width,
        "height": height,
        "cache_age": 300,
        "html": f'<iframe src="{escape(address)}" width="{width}" height="{height}" title="{escape(title)}" '
        'style="border:0;max-width:100%" loading="lazy"></iframe>',
    }


def _height(release: Release, target: Target, width: int) -> int:
    """The height in px of the figure's page at a width: that of the picture, and what stands around it."""
    picture = make(release, target.figure, target.choice, "svg", width=max(width, parameters.WIDTHS[0]))
    found = HEIGHT.search(picture.content)
    return round(float(found[1]) if found else WIDTH * 0.6) + AROUND


def _leads_nowhere(why: str) -> Refused:
    return Refused(404, f"This link can't be embedded: {why}.", parameter="url")
