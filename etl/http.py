"""The one way to a source: politely, with patience where that helps, and with every answer kept first.

Belongs here: the order of work of a request: blocked or not, pace, tries, what each status means. Does not belong
here: bytes on the wire (`etl/wire.py`), lengths of pauses (`etl/etiquette.py`), where answers are kept
(`etl/snapshot.py`), what they say (`etl/sources/`).
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from urllib.parse import urlsplit

from etl import etiquette
from etl.errors import EtlError, SourceEnded, SourceFault
from etl.snapshot import KEPT_HEADERS, SnapshotStore, is_secret, without_keys
from etl.source import Answer, Ask, Source
from etl.state import State, utc_text
from etl.wire import BrokenConnectionError, RefusedAnswerError, Reply, Wire, whole_url

OK, NO_CONTENT, NOT_MODIFIED = 200, 204, 304
REFUSED = (401, 403)
TOO_MANY = 429
SHOWN = 200
STAYS = "The last good rows stay."


def utc_now() -> datetime:
    """The clock of a run."""
    return datetime.now(UTC)


class PoliteAsker:
    """An `etl.source.Asker` over HTTP for one source; one request at a time.

    Attributes:
        warnings: What the operator should know, a sentence each.
    """

    def __init__(
        self,
        source: Source,
        store: SnapshotStore,
        state: State,
        *,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        contact: str | None = None,
    ) -> None:
        """Read the settings in force; nothing is asked yet.

        Args:
            source: The source.
            store: Where its answers are kept.
            state: Remembers until when it is blocked and when its hosts were last asked.
            now: The clock.
            sleep: Waits so many seconds.
            chance: Spreads the pauses, from 0 to 1.
            contact: The operator's contact; None: ETL_CONTACT.

        Raises:
            EtlError: A setting (ETL_CONTACT, ETL_PACE_SCALE, ETL_<ID>_PACE) cannot be used.
        """
        self.warnings: list[str] = []
        self._source, self._store, self._state = source, store, state
        self._now, self._sleep, self._chance = now, sleep, chance
        self._contact = etiquette.operator_contact() if contact is None else contact
        self._pace_s = etiquette.pace_s(source)
        self._wire = Wire(etiquette.user_agent(self._contact))
        self._good = {facts["name"]: facts for facts in store.good()}
        if not self._contact and not source.contact:
            self.warnings.append(f"{source.id}: asked without a contact; set ETL_CONTACT (e-mail or page).")

    def get(self, ask: Ask) -> Answer:
        """Ask, at most four times; the answer is kept as a snapshot before it is looked at.

        Raises:
            SourceFault: No answer after all tries, or one that is none: a status, an empty body, a type or a clock that
                cannot be right; or the source wants the operator's contact and there is none.
            SourceEnded: Key refused, quota used, a Retry-After above 120 s, or one of these earlier on; remembered.
            EtlError: ETL_TIMEOUT_S cannot be used.
        """
        self._refuse_to_start(ask)
        url = self._url(ask)
        last = self.last(ask.name)
        # The condition speaks of what lies at just this address.
        last = last if last is not None and last.url == without_keys(url) else None
        answer = self._answer(ask, self._patiently(ask, url, _conditions(last)))
        if answer.status == NOT_MODIFIED and last is not None:
            return last
        self._refuse_other(ask, answer)
        return answer

    def last(self, name: str) -> Answer | None:
        """The answer of this name in the last good run; a damaged snapshot counts as none and leaves a warning."""
        facts = self._good.get(name)
        if facts is None:
            return None
        try:
            return self._store.read(facts)
        except EtlError as error:
            del self._good[name]
            self.warnings.append(str(error))
            return None

    def _refuse_to_start(self, ask: Ask) -> None:
        if self._source.contact and not self._contact:
            raise SourceFault(
                f"{self._where(ask)}: not asked. This source refuses clients that do not name their operator; "
                f"set ETL_CONTACT to your e-mail address or page. {STAYS}"
            )
        memory = self._state.memory(self._source.id)
        if memory.blocked_until > utc_text(self._now()):
            path = self._state.memory_path(self._source.id)
            raise SourceEnded(
                f"{self._where(ask)}: not asked before {memory.blocked_until}: {memory.blocked_reason} "
                f'To ask sooner, set "blocked_until" in {path} to "".',
                memory.blocked_until,
            )

    def _url(self, ask: Ask) -> str:
        try:
            return whole_url(self._source.address(ask.host) + ask.path, ask.params)
        except RefusedAnswerError as error:
            raise SourceFault(f"{self._where(ask)}: {error}; look at the variable ETL_..._URL. {STAYS}") from error

    def _patiently(self, ask: Ask, url: str, conditions: Mapping[str, str]) -> Reply:
        cause = ""
        for tried in range(1, etiquette.TRIES + 1):
            self._wait_for_turn(url)
            asked_pause_s = 0.0
            try:
                reply = self._once(ask, url, conditions)
            except BrokenConnectionError as error:
                cause = str(error)
            else:
                if reply.status != TOO_MANY and reply.status < 500:
                    return reply
                cause = f"status {reply.status}: {self._begins(ask, reply.content)}"
                asked_pause_s = self._asked_pause_s(ask, reply)
            if tried < etiquette.TRIES:
                self._sleep(max(asked_pause_s, etiquette.back_off_s(tried, self._chance())))
        raise SourceFault(f"{self._where(ask)}: no answer after {etiquette.TRIES} tries; the last: {cause}. {STAYS}")

    def _wait_for_turn(self, url: str) -> None:
        wait_s = self._state.reserve_turn(urlsplit(url).netloc, self._pace_s, self._now().timestamp())
        if wait_s:
            self._sleep(wait_s)

    def _once(self, ask: Ask, url: str, conditions: Mapping[str, str]) -> Reply:
        """One try; whatever comes of it is written down."""
        read_s = etiquette.read_timeout_s(ask.timeout_s)
        try:
            reply = self._wire.fetch(url, {**ask.headers, **conditions}, read_s)
        except (BrokenConnectionError, RefusedAnswerError) as error:
            self._store.keep_failure(ask.name, url, utc_text(self._now()), str(error))
            if isinstance(error, RefusedAnswerError):
                raise SourceFault(f"{self._where(ask)}: {error}. {STAYS}") from error
            raise
        self._store.keep(self._answer(ask, reply))
        self._refuse_wrong_clock(ask, reply)
        return reply

    def _answer(self, ask: Ask, reply: Reply) -> Answer:
        return Answer(
            name=ask.name,
            url=without_keys(reply.url),
            status=reply.status,
            headers={name: reply.headers[name] for name in KEPT_HEADERS if name in reply.headers},
            content=reply.content,
            sha256=hashlib.sha256(reply.content).hexdigest(),
            retrieved=utc_text(self._now()),
        )

    def _refuse_wrong_clock(self, ask: Ask, reply: Reply) -> None:
        there = etiquette.wrong_clock(reply.headers, self._now())
        if there is not None:
            raise SourceFault(
                f"{self._where(ask)}: clock wrong: the source says {utc_text(there)}, this machine says "
                f"{utc_text(self._now())}. Set this machine's clock. {STAYS}"
            )

    def _asked_pause_s(self, ask: Ask, reply: Reply) -> float:
        """The pause the source asks for, 0 for none; one that is too long ends the run of this source."""
        pause_s = etiquette.retry_after_s(reply.headers, self._now())
        if pause_s is not None and pause_s > etiquette.LONGEST_PAUSE_S:
            until = self._now() + timedelta(seconds=pause_s)
            self._end(ask, until, f"status {reply.status} with Retry-After {reply.headers['retry-after']}.")
        return pause_s or 0.0

    def _refuse_other(self, ask: Ask, answer: Answer) -> None:
        """Everything that is no answer to the question, though the source did answer."""
        begins = self._begins(ask, answer.content)
        kind = answer.headers.get("content-type", "")
        if answer.status in REFUSED:
            until = etiquette.refused_until(answer.content.decode("utf-8", "replace"), self._now())
            self._end(ask, until, f"refused with status {answer.status}: {begins}. Look at the key and ETL_CONTACT.")
        if answer.status not in (OK, NO_CONTENT):
            raise SourceFault(f"{self._where(ask)}: status {answer.status}: {begins}. {STAYS}")
        if answer.status == NO_CONTENT or not answer.content:
            if not ask.empty:
                raise SourceFault(f"{self._where(ask)}: empty answer (status {answer.status}). {STAYS}")
        elif ask.kinds and not kind.lower().startswith(ask.kinds):
            wanted = " or ".join(ask.kinds)
            raise SourceFault(f"{self._where(ask)}: content type {kind!r} and not {wanted}: {begins}. {STAYS}")

    def _end(self, ask: Ask, until: datetime, reason: str) -> NoReturn:
        self._state.block(self._source.id, utc_text(until), reason)
        raise SourceEnded(
            f"{self._where(ask)}: {reason} Not asked again before {utc_text(until)}. {STAYS}", utc_text(until)
        )

    def _where(self, ask: Ask) -> str:
        return f"{self._source.id}: {ask.name}"

    def _begins(self, ask: Ask, content: bytes) -> str:
        """The beginning of a body in one line, without the secrets of the question."""
        text = " ".join(content[: 4 * SHOWN].decode("utf-8", "replace").split())[:SHOWN] or "(nothing)"
        for secret in (value for name, value in ask.headers.items() if is_secret(name) and value):
            text = text.replace(secret, "***")
        return text


def _conditions(last: Answer | None) -> dict[str, str]:
    """Headers that let the source answer "not modified"."""
    known = last.headers if last is not None else {}
    asked = {"If-None-Match": known.get("etag", ""), "If-Modified-Since": known.get("last-modified", "")}
    return {name: value for name, value in asked.items() if value}
