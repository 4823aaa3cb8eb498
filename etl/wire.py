"""One GET request and its whole body, or the plain words of why there is none.

Belongs here: time-outs, redirects, size, compression, cut bodies. Does not belong here: tries, pauses, what a status
means (`etl/http.py`).
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
import urllib3

from etl.snapshot import is_secret

CONNECT_S = 10
MOST_BYTES = 200_000_000
MOST_REDIRECTS = 5
CHUNK_BYTES = 1 << 16


class BrokenConnectionError(Exception):
    """No whole answer came; asking again may help. The text is the cause."""


class RefusedAnswerError(Exception):
    """An answer that must not be taken; asking again does not help. The text is the cause."""


@dataclass(frozen=True)
class Reply:
    """A whole answer.

    Attributes:
        url: Where it came from, after redirects.
        status: HTTP status.
        headers: All headers, names in lower case.
        content: The body, decompressed.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class Wire(requests.Session):
    """A session that follows at most five redirects: none to another scheme, and to another host without keys."""

    def __init__(self, user_agent: str) -> None:
        super().__init__()
        self.max_redirects = MOST_REDIRECTS
        # Only gzip: its check sum and length at the end show a body that was cut or spoilt.
        self.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip"})

    def fetch(self, url: str, headers: Mapping[str, str], read_s: float) -> Reply:
        """Ask once.

        Args:
            url: The address with its query.
            headers: Headers of this request.
            read_s: How long to wait for the next byte.

        Raises:
            BrokenConnectionError: Time-out, reset, cut body, broken gzip.
            RefusedAnswerError: Too large, too many redirects, another scheme.
        """
        try:
            with self.get(url, headers=dict(headers), timeout=(CONNECT_S, read_s), stream=True) as response:
                return Reply(
                    url=response.url,
                    status=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    content=_decoded(_body(response), response.headers.get("Content-Encoding", "")),
                )
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            limits = f"{CONNECT_S} s to connect, {read_s:g} s for the next byte"
            raise BrokenConnectionError(f"time-out ({type(error).__name__}; limits: {limits})") from error
        except (requests.ConnectionError, urllib3.exceptions.HTTPError) as error:
            raise BrokenConnectionError(f"connection broken ({_innermost(error)})") from error
        except requests.RequestException as error:
            raise RefusedAnswerError(f"{type(error).__name__}: {error}") from error

    def rebuild_auth(self, prepared_request: requests.PreparedRequest, response: requests.Response) -> None:
        """Requests' hook before it follows a redirect."""
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]
        old, new = urlsplit(response.url), urlsplit(prepared_request.url or "")
        if str(new.scheme) != old.scheme:
            raise requests.exceptions.InvalidSchema(f"redirect from {old.scheme} to {new.scheme!s} is not followed")
        if str(new.netloc) != old.netloc:
            for name in [name for name in prepared_request.headers if is_secret(name)]:
                del prepared_request.headers[name]


def whole_url(url: str, params: Mapping[str, str]) -> str:
    """The address with its query, as it is asked for.

    Raises:
        RefusedAnswerError: It is no address.
    """
    try:
        return requests.Request("GET", url, params=dict(params)).prepare().url or ""
    except requests.RequestException as error:
        raise RefusedAnswerError(f"{url!r} is no address ({type(error).__name__})") from error


def _body(response: requests.Response) -> bytes:
    """The body as it came; urllib3 raises IncompleteRead where it is shorter than its Content-Length."""
    body = bytearray()
    for chunk in response.raw.stream(CHUNK_BYTES, decode_content=False):
        body += chunk
        _refuse_too_large(len(body))
    return bytes(body)


def _decoded(body: bytes, encoding: str) -> bytes:
    if not body or encoding.lower() in ("", "identity"):
        return body
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise RefusedAnswerError(f"content encoding {encoding!r}, which was not asked for")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BrokenConnectionError(f"gzip broken ({error})") from error
    _refuse_too_large(len(content))
    return content


def _refuse_too_large(size: int) -> None:
    if size > MOST_BYTES:
        raise RefusedAnswerError(f"body larger than {MOST_BYTES // 1_000_000} MB")


def _innermost(error: BaseException) -> str:
    """The error that requests and urllib3 wrapped, as text."""
    wrapped = [one for one in (getattr(error, "reason", None), *error.args) if isinstance(one, BaseException)]
    return _innermost(wrapped[0]) if wrapped else f"{type(error).__name__}: {error}"
