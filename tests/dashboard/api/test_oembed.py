"""oEmbed: an iframe for a pasted link of this dashboard, and a reason for every other link."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html

from dashboard import release as releases
from dashboard.release import Release

from .asking import HOST, Reply, ask


def oembed(url: str, **further: str) -> Reply:
    return ask(f"/oembed?{urlencode({'url': url, **further})}")


def frame(reply: Reply) -> dict[str, str]:
    """The attributes of the iframe."""
    return dict(html.fromstring(reply.json["html"]).attrib)


def test_an_embeds_link_becomes_its_iframe(served: Release):
    reply = oembed(f"https://{HOST}/embed/ranking?partner=VNM")
    assert (reply.json["version"], reply.json["type"]) == ("1.0", "rich")
    assert frame(reply)["src"] == f"https://{HOST}/embed/ranking?partner=VNM"
    assert frame(reply)["title"] == reply.json["title"]
    assert (int(frame(reply)["width"]), int(frame(reply)["height"])) == (reply.json["width"], reply.json["height"])


def test_a_pages_link_that_names_a_figure_becomes_that_figures_iframe(served: Release):
    url = f"https://{HOST}/explore?figure=ranking&partner=VNM&partner=IND&claim=many-partners&release={served.id}"
    assert frame(oembed(url))["src"] == f"https://{HOST}/embed/ranking?partner=VNM&partner=IND"


def test_a_frozen_link_stays_frozen(frozen: Path):
    url = f"https://{HOST}/embed/partner-trade/{releases.current().id}?partner=VNM"
    assert frame(oembed(url))["src"] == url


def test_a_picture_no_wider_and_no_taller_than_asked(served: Release):
    reply = oembed("/embed/ranking", maxwidth="400", maxheight="300").json
    assert (reply["width"], reply["height"]) == (400, 300)


def test_the_iframe_is_as_tall_as_the_picture(served: Release):
    picture = ask("/api/v1/figures/partner-trade?format=svg&partner=VNM").text
    height = float(re.search(r'<svg[^>]* height="([0-9.]+)"', picture)[1])
    assert height < oembed("/embed/partner-trade?partner=VNM").json["height"] < height + 100


def test_the_page_tells_content_systems_where_to_ask(frozen: Path):
    for address in ("/embed/ranking?partner=VNM", f"/embed/ranking/{releases.current().id}?partner=VNM"):
        link = html.fromstring(ask(address).text).xpath("//link[@type='application/json+oembed']/@href")[0]
        asked = "/" + link.lstrip("./")
        assert frame(ask(asked))["src"] == f"https://{HOST}{address}"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://elsewhere.example/embed/ranking", "only links of"),
        ("ftp://figures.example/embed/ranking", "only links of"),
        ("http://[", "no address"),
        ("/explore?partner=VNM", "must name a figure"),
        ("/explore?figure=nothing", "nothing"),
        ("/embed/nothing", "nothing"),
        ("/embed", "/embed/<figure>"),
        ("/embed/a/b/c", "/embed/<figure>"),
        ("/embed/ranking?partner=XXX", "XXX"),
        ("/embed/ranking/2001-01-01-0000000000", "No figures of release"),
        ("/embed/partner-trade?partner=BTN", "Bhutan"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_404_that_says_why(served: Release, url: str, why: str):
    reply = oembed(url)
    assert reply.status == 404
    assert why in reply.error["message"]


def test_the_dashboards_own_address_counts_and_no_other(served: Release, monkeypatch):
    monkeypatch.setenv("DASHBOARD_URL", "https://asia.example/board")
    assert (
        frame(oembed("https://asia.example/board/embed/ranking"))["src"] == "https://asia.example/board/embed/ranking"
    )
    assert oembed(f"https://{HOST}/embed/ranking").status == 404


def test_xml_is_not_spoken(served: Release):
    assert oembed("/embed/ranking", format="xml").status == 501


def test_an_address_can_not_break_out_of_the_iframe(served: Release):
    reply = oembed('/embed/ranking?partner="><script>alert(1)</script>')
    assert reply.status == 404
