"""Embeds that follow the data: a page for an iframe, its script, its words, nothing a stranger can slip in."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from lxml import html

from dashboard import figures
from dashboard.api import page
from dashboard.files.cells import plain
from dashboard.release import Release
from dashboard.selection import Choice

from .asking import ask


def inside(text: str) -> dict:
    """The figure that the script of a page draws."""
    return json.loads(html.fromstring(text).get_element_by_id("figure").text)


def test_the_page_holds_the_figures_words_and_data(served: Release):
    text = ask("/embed/partner-trade?partner=VNM&from=2010&to=2024").text
    filled = figures.content(served, "partner-trade", Choice(partners=("VNM",), first=2010, last=2024))
    assert unescape(re.search("<title>(.*)</title>", text)[1]) == filled.title
    drawn = inside(text)
    assert set(drawn["datasets"]) == {*filled.frames, "words"}
    assert all(drawn["datasets"][name] == plain(frame) for name, frame in filled.frames.items())
    assert served.id in drawn["datasets"]["words"][0]["source_l"]


def test_both_modes_are_drawn_from_the_same_data(served: Release):
    drawn = inside(ask("/embed/ranking").text)
    assert drawn["light"]["config"]["background"] != drawn["dark"]["config"]["background"]
    assert drawn["light"]["datasets"] == drawn["dark"]["datasets"] == {}


def test_the_page_asks_no_other_host(served: Release):
    root = html.fromstring(ask("/embed/ranking?partner=VNM").text)
    addresses = [*root.xpath("//@src"), *root.xpath("//@href")]
    assert addresses
    assert not [address for address in addresses if re.match("[a-z]+:|//", address)]
    assert "default-src 'none'; script-src 'self'" in ask("/embed/ranking").headers["content-security-policy"]


def test_the_script_is_named_by_its_checksum_and_kept_for_ever(served: Release):
    address = html.fromstring(ask("/embed/ranking").text).xpath("//script/@src")[0]
    reply = ask(address.replace("..", ""))
    assert hashlib.sha256(reply.content).hexdigest() in address
    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["content-type"].startswith("text/javascript")
    assert b"vegaEmbed" in reply.content
    assert b"</script" not in reply.content


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2f..%2fpyproject"])
def test_no_other_script_is_given_out(served: Release, name: str):
    assert ask(f"/embed/assets/{name}.js").status == 404


def test_without_scripts_there_is_the_picture_and_the_source(served: Release):
    still = html.fromstring(ask("/embed/ranking?partner=VNM").text).xpath("//noscript")[0]
    address = still.xpath(".//img/@src")[0]
    assert ask(address.replace("..", "")).headers["content-type"].startswith("image/svg")
    assert served.id in still.text_content()


def test_a_figure_with_nothing_to_show_says_so(served: Release):
    reply = ask("/embed/partner-trade?partner=BTN")
    assert reply.status == 200
    assert "Bhutan" in reply.text
    assert "<script" not in reply.text


def test_a_link_made_on_an_earlier_release_shows_the_data_of_today_and_says_so(served: Release):
    assert "earlier release" in ask("/embed/ranking?release=2001-01-01-0000000000").text
    assert "earlier release" not in ask(f"/embed/ranking?release={served.id}").text


def test_the_link_back_opens_the_same_choice(served: Release):
    root = html.fromstring(ask("/embed/ranking?partner=VNM&partner=IND").text)
    assert root.xpath("//a/@href") == [f"../?partner=VNM&partner=IND&release={served.id}"]


@pytest.mark.parametrize(("accept", "is_page"), [("text/html,*/*", True), ("application/json", False), ("*/*", False)])
def test_a_refusal_is_a_page_for_a_browser_and_json_for_a_program(served: Release, accept: str, is_page: bool):
    reply = ask("/embed/nothing", accept=accept)
    assert reply.status == 404
    assert reply.text.startswith("<!doctype html>") is is_page
    assert "ranking" in reply.text


# Escaping

NASTY = "</script><script>alert(1)</script>\"'&<b>"


def nasty(release: Release, monkeypatch: pytest.MonkeyPatch, **parts: str) -> str:
    """The page of a figure whose words somebody else wrote."""
    filled = replace(figures.content(release, "ranking", Choice()), **parts)
    monkeypatch.setattr(figures, "content", lambda *_asked: filled)
    return page.of_figure(release, "ranking", Choice()).decode()


@pytest.mark.parametrize("part", ["title", "subtitle", "source", "description", "empty"])
def test_words_of_the_data_are_text_on_the_page(served: Release, monkeypatch, part: str):
    text = nasty(served, monkeypatch, **{part: NASTY})
    assert "<script>alert" not in text
    assert "<b>" not in text
    assert len(html.fromstring(text).xpath("//script")) == (0 if part == "empty" else 2)


def test_words_reach_the_script_unharmed(served: Release, monkeypatch):
    assert inside(nasty(served, monkeypatch, description=NASTY))["light"]["description"] == NASTY


def test_what_a_stranger_states_is_escaped_in_a_refusal(served: Release):
    reply = ask("/embed/ranking?partner=%3Cscript%3Ealert(1)%3C/script%3E", accept="text/html")
    assert reply.status == 400
    assert "<script>" not in reply.text
