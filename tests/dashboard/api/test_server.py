"""The routes beside Streamlit in the real server: both answer, neither in the other's place."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.browser.serving import serving


@pytest.fixture(scope="module")
def server(small_datasets: Path, tmp_path_factory: pytest.TempPathFactory):
    with serving(small_datasets, tmp_path_factory.mktemp("server") / "log") as url:
        yield url


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with build_opener(ProxyHandler({})).open(Request(url, headers=headers), timeout=60) as reply:
            return reply.status, {k.lower(): v for k, v in reply.headers.items()}, reply.read()
    except HTTPError as refused:
        return refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read()


@pytest.mark.parametrize(
    ("address", "status", "media_type"),
    [
        ("/api/v1/tables/visits?format=csv", 200, "text/csv"),
        ("/api/v1/nothing", 404, "application/json"),
        ("/embed/ranking", 200, "text/html"),
        ("/embed/ranking/2001-01-01-0000000000", 404, "application/json"),
        ("/oembed?url=/embed/ranking", 200, "application/json"),
    ],
)
def test_the_api_answers_beside_the_app(server: str, address: str, status: int, media_type: str):
    found, headers, content = fetch(server + address)
    assert (found, headers["content-type"].partition(";")[0]) == (status, media_type)
    assert headers["access-control-allow-origin"] == "*"
    assert b"streamlit" not in content.lower()


@pytest.mark.parametrize("address", ["/", "/explore?partner=VNM", "/_stcore/health"])
def test_the_app_keeps_its_own_addresses_and_headers(server: str, address: str):
    status, headers, _content = fetch(server + address)
    assert status == 200
    assert "access-control-allow-origin" not in headers


def test_an_answer_is_compressed_once(server: str):
    _status, headers, content = fetch(f"{server}/api/v1/tables/visits", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert len(content) == int(headers["content-length"])
