"""An asker for tests of `fetch`: plain requests to a stand-in, no pacing, no retries, nothing kept on disk."""

from __future__ import annotations

import hashlib

import requests

from etl.errors import SourceFault
from etl.source import Answer, Ask, Source

RETRIEVED = "2026-11-24T11:00:00Z"
KEPT_HEADERS = ("content-type", "date", "etag", "last-modified")


class DirectAsker:
    """Answers from the address in force; a bad answer is a SourceFault at once.

    Attributes:
        asked: Names of the questions in the order they were asked.
        answers: The answers by name.
    """

    def __init__(self, source: Source, last: dict[str, Answer] | None = None) -> None:
        self.source = source
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        self._last = last or {}

    def get(self, ask: Ask) -> Answer:
        """One request; see `etl.source.Asker.get`."""
        self.asked.append(ask.name)
        response = requests.get(
            self.source.address(ask.host) + ask.path, params=dict(ask.params), headers=dict(ask.headers), timeout=10
        )
        self._refuse(ask, response)
        answer = Answer(
            name=ask.name,
            url=response.url,
            status=response.status_code,
            headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
            content=response.content,
            sha256=hashlib.sha256(response.content).hexdigest(),
            retrieved=RETRIEVED,
        )
        self.answers[ask.name] = answer
        return answer

    def last(self, name: str) -> Answer | None:
        """The answer of this name given at the start; makes no request."""
        return self._last.get(name)

    def _refuse(self, ask: Ask, response: requests.Response) -> None:
        where = f"{self.source.id}: {ask.name}"
        begins = response.content[:200].decode("utf-8", "replace")
        if response.status_code >= 400:
            raise SourceFault(f"{where}: status {response.status_code}: {begins}")
        if response.status_code == 204 or not response.content:
            if ask.empty:
                return
            raise SourceFault(f"{where}: empty answer (status {response.status_code})")
        kind = response.headers.get("content-type", "")
        if ask.kinds and not kind.lower().startswith(ask.kinds):
            raise SourceFault(f"{where}: content type {kind!r} and not {' or '.join(ask.kinds)}: {begins}")
