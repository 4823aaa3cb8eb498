"""What every answer has: ETag and 304, compression, CORS, HEAD, errors that name what is wrong, no traceback."""

from __future__ import annotations

import gzip
import logging
import shutil
from pathlib import Path

import pytest

from dashboard import release as releases
from dashboard.api import endpoints, figures, tables
from dashboard.api.answers import Answer
from dashboard.api.endpoints import Memory
from dashboard.release import Release

from .asking import ask

FIGURE = "/api/v1/figures/ranking?format=csv"


# ETag


def test_an_answer_the_reader_has_already_is_not_sent_again(served: Release):
    tag = ask(FIGURE).headers["etag"]
    again = ask(FIGURE, if_none_match=f'"other", {tag}')
    assert (again.status, again.content, again.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    "other", ["/api/v1/figures/ranking", f"{FIGURE}&partner=VNM", "/api/v1/figures/tiles?format=csv"]
)
def test_another_selection_format_or_figure_has_another_etag(served: Release, other: str):
    assert ask(other).headers["etag"] != ask(FIGURE).headers["etag"]


def test_the_order_of_parameters_does_not_matter(served: Release):
    one, other = (ask(f"/api/v1/tables/visits?{query}") for query in ("from=2010&to=2020", "to=2020&from=2010"))
    assert one.headers["etag"] == other.headers["etag"]


def test_another_release_has_another_etag(served: Release, small_datasets: Path, tmp_path: Path, monkeypatch):
    tag = ask(FIGURE).headers["etag"]
    shutil.copytree(small_datasets, tmp_path / "other", symlinks=True)
    facts = (tmp_path / "other" / "release").resolve() / "release.json"
    facts.write_text(facts.read_text().replace(served.id, "2030-01-01-0000000000"))
    monkeypatch.setattr(releases, "DATASETS", tmp_path / "other")
    assert ask(FIGURE).headers["etag"] != tag


# Headers


def test_a_long_answer_is_compressed_for_who_can_read_it(served: Release):
    plain, small = ask("/api/v1/tables/visits"), ask("/api/v1/tables/visits", accept_encoding="gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("address", [FIGURE, "/api/v1/tables", "/api/v1/nothing", "/embed/ranking", "/oembed?url=x"])
def test_any_page_may_read_an_answer_and_none_may_guess_its_type(served: Release, address: str):
    headers = ask(address).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in headers


def test_embeds_may_be_framed_and_files_may_not(served: Release):
    assert "frame-ancestors *" in ask("/embed/ranking").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in ask(FIGURE).headers["content-security-policy"]


def test_a_browser_that_asks_first_is_told_what_it_may_do():
    reply = ask(FIGURE, "OPTIONS", origin="https://paper.example", access_control_request_method="GET")
    assert (reply.status, reply.content) == (204, b"")
    assert reply.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_head_has_the_headers_of_get_and_no_body(served: Release):
    head, get = ask(FIGURE, "HEAD"), ask(FIGURE)
    assert (head.status, head.content) == (200, b"")
    assert head.headers == get.headers


# Refusals


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused_with_those_allowed(method: str):
    reply = ask(FIGURE, method)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert reply.error["message"]


@pytest.mark.parametrize(
    ("address", "parameter", "known"),
    [
        ("/api/v1/figures/nothing", "figure", "ranking"),
        ("/api/v1/tables/nothing", "table", "visits"),
        ("/api/v1/claims/nothing", "claim", "many-partners"),
        ("/embed/nothing", "figure", "ranking"),
        ("/api/v1/nothing", None, "openapi.json"),
    ],
)
def test_an_unknown_name_is_a_404_that_says_which_there_are(
    served: Release, address: str, parameter: str | None, known: str
):
    reply = ask(address)
    assert (reply.status, reply.error["parameter"]) == (404, parameter)
    assert known in reply.error["message"]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/api/v1/figures/ranking?colour=red", "colour"),
        ("/api/v1/figures/ranking?format=gif", "format"),
        ("/api/v1/figures/ranking?width=5", "width"),
        ("/api/v1/figures/ranking?release=2001-01-01-0000000000", "release"),
        ("/api/v1/figures?format=csv", "format"),
        ("/api/v1/tables/visits?partner=vnm", "partner"),
        ("/api/v1/tables/events?partner=VNM", "partner"),
        ("/api/v1/claims?find=x", "find"),
        ("/embed/ranking?to=1", "to"),
    ],
)
def test_a_wrong_parameter_is_a_400_that_names_it(served: Release, address: str, parameter: str):
    reply = ask(address)
    assert (reply.status, reply.error["parameter"]) == (400, parameter)


def test_a_figure_with_nothing_to_show_is_a_404_in_the_pages_words(served: Release):
    reply = ask("/api/v1/figures/partner-trade?partner=BTN")
    assert reply.status == 404
    assert "Bhutan" in reply.error["message"]


def test_too_many_rows_are_a_413_that_says_what_to_do(served: Release, monkeypatch):
    monkeypatch.setitem(tables.MOST_ROWS, "csv", 10)
    reply = ask("/api/v1/tables/trade_annual?format=csv")
    assert (reply.status, reply.error["parameter"]) == (413, "format")
    assert "fewer partners" in reply.error["message"]
    assert ask("/api/v1/tables/trade_annual?format=csv&partner=VNM&from=2024&to=2024").status == 200


def test_too_many_bytes_are_a_413(served: Release, monkeypatch):
    monkeypatch.setattr(endpoints, "MOST_BYTES", 100)
    assert ask("/api/v1/tables").status == 413


def test_without_a_release_every_address_says_so(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(releases, "DATASETS", tmp_path)
    for address in (FIGURE, "/api/v1/tables", "/api/v1/claims", "/api/v1/openapi.json", "/embed/ranking"):
        reply = ask(address)
        assert reply.status == 503
        assert "no release" in reply.error["message"]
        assert str(tmp_path) not in reply.text


def test_a_failure_inside_is_logged_and_told_without_a_traceback(served: Release, monkeypatch, caplog):
    def fails(*_asked: object) -> None:
        raise ZeroDivisionError("a secret of the house")

    monkeypatch.setattr(tables, "rows", fails)
    with caplog.at_level(logging.ERROR):
        reply = ask("/api/v1/tables/visits?find=fails")
    assert reply.status == 500
    assert "secret" not in reply.text
    assert "a secret of the house" in caplog.text


def test_a_host_that_is_none_is_refused(served: Release):
    assert ask("/api/v1/figures", host='x" onload="').status == 400


def test_addresses_are_those_of_the_dashboard_where_it_knows_its_own(served: Release, monkeypatch):
    assert ask("/api/v1/tables").json["tables"][0]["url"].startswith("https://figures.example/api/v1/")
    monkeypatch.setenv("DASHBOARD_URL", "https://asia.example/board/")
    assert ask("/api/v1/tables").json["tables"][0]["url"].startswith("https://asia.example/board/api/v1/")


# Memory


def test_memory_lets_go_of_what_was_unused_longest():
    memory = Memory(100)
    for name in ("a", "b", "c", "d"):
        memory.put(name, Answer(b"x" * 25))
    memory.get("a")
    memory.put("e", Answer(b"x" * 25))
    assert [name for name in "abcde" if memory.get(name)] == ["a", "c", "d", "e"]


def test_memory_does_not_give_up_all_for_one_large_answer():
    memory = Memory(100)
    memory.put("small", Answer(b"x"))
    memory.put("large", Answer(b"x" * 26))
    assert memory.get("small")
    assert memory.get("large") is None


def test_a_picture_is_made_once_for_all_who_ask(served: Release, monkeypatch):
    made = []

    def counted(*asked: object, **look: object) -> object:
        made.append(asked)
        return original(*asked, **look)

    original = figures.make
    monkeypatch.setattr(figures, "make", counted)
    first, second = (ask("/api/v1/figures/visits?format=csv&partner=TUR") for _time in range(2))
    assert first.content == second.content
    assert len(made) == 1
