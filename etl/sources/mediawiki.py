"""The MediaWiki action API: questions for revisions and pages, and what their answers say.

Contract: `action=query` for revisions and `action=parse` for pages, formatversion 2; errors come under status 200.
Belongs here: the shape of questions and answers. Does not belong here: which pages, and what stands in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.source import Answer, Ask, Asker
from etl.sources import reading

MOST_TITLES = 50  # of one question
TRIES = 3
BUSY = frozenset({"maxlag", "ratelimited", "readonly"})
GONE = frozenset({"missingtitle", "nosuchpageid"})
PARSED = ("title", "revid", "text")
_ALWAYS = {"format": "json", "formatversion": "2", "maxlag": "5"}


@dataclass(frozen=True)
class Revision:
    """The newest revision of a page and its time; both "" for a page that does not exist."""

    id: str = ""
    timestamp: str = ""


def revisions_ask(name: str, titles: Sequence[str]) -> Ask:
    """The question for the newest revisions of at most MOST_TITLES pages."""
    asked = {"action": "query", "prop": "revisions|info", "rvprop": "ids|timestamp", "redirects": "1"}
    return _ask(name, asked | {"titles": "|".join(titles)})


def page_ask(name: str, title: str) -> Ask:
    """The question for a page's HTML; redirects are followed."""
    wanted = {"action": "parse", "page": title, "prop": "text|revid|displaytitle", "redirects": "1"}
    return _ask(name, wanted | {"disableeditsection": "1", "disablelimitreport": "1"})


def answered(source: str, asker: Asker, ask: Ask) -> Answer:
    """The answer, asked for again while the wiki is busy: it says so under status 200, so the asker cannot know.

    Raises:
        SourceFault: The wiki was busy TRIES times, or the answer is no JSON object.
    """
    for _ in range(TRIES):
        answer = asker.get(ask)
        code, info = error(source, answer)
        if code not in BUSY:
            return answer
    raise reading.fault(source, ask.name, f"the wiki was busy {TRIES} times ({code}: {info}); the next run asks again")


def error(source: str, answer: Answer) -> tuple[str, str]:
    """Code and words of the error an answer holds; both "" if it holds none."""
    found = _object(source, answer).get("error")
    return (str(found.get("code", "")), str(found.get("info", ""))) if isinstance(found, dict) else ("", "")


def revisions(source: str, answer: Answer, titles: Sequence[str]) -> dict[str, Revision]:
    """The newest revision by the title asked for, redirects followed.

    Raises:
        SourceFault: The answer is an error or not of the contract's shape.
    """
    query = _part(source, answer, "query")
    if not isinstance(query.get("pages"), list):
        raise reading.fault(source, answer.name, f"no list query.pages: {reading.beginning(answer.content)}")
    final = {str(page.get("title")): page for page in query["pages"]}
    moved = {str(step["from"]): str(step["to"]) for kind in ("normalized", "redirects") for step in query.get(kind, ())}
    return {title: _revision(source, answer, final.get(_followed(title, moved))) for title in titles}


def page(source: str, answer: Answer) -> Mapping[str, str]:
    """Title, revid and text (HTML) of a page.

    Raises:
        SourceFault: The answer is an error or not of the contract's shape.
    """
    body = _part(source, answer, "parse")
    missing = [name for name in PARSED if not isinstance(body.get(name), str)]
    if missing:
        raise reading.fault(source, answer.name, f"no text in parse.{', parse.'.join(missing)}")
    return {name: body[name] for name in PARSED}


def _ask(name: str, params: Mapping[str, str]) -> Ask:
    return Ask(name, "/w/api.php", params={**params, **_ALWAYS}, kinds=("application/json",))


def _object(source: str, answer: Answer) -> Mapping[str, Any]:
    body = reading.json_of(source, answer)
    if not isinstance(body, dict):
        raise reading.fault(source, answer.name, f"a JSON object was due: {reading.beginning(answer.content)}")
    return body


def _part(source: str, answer: Answer, name: str) -> Mapping[str, Any]:
    code, info = error(source, answer)
    if code:
        raise reading.fault(source, answer.name, f"the wiki answers with an error, {code}: {info}")
    part = _object(source, answer).get(name)
    if not isinstance(part, dict):
        raise reading.fault(source, answer.name, f"no object {name!r}: {reading.beginning(answer.content)}")
    return part


def _followed(title: str, moved: Mapping[str, str]) -> str:
    for _ in range(len(moved)):
        title = moved.get(title, title)
    return title


def _revision(source: str, answer: Answer, state: Mapping[str, Any] | None) -> Revision:
    if state is None or state.get("missing"):
        return Revision()
    number = str(state.get("lastrevid", ""))
    if not number.isdigit():
        raise reading.fault(source, answer.name, f"no lastrevid of {state.get('title')!r}")
    stamps = [str(one.get("timestamp", "")) for one in state.get("revisions", ())]
    return Revision(number, max(stamps, default=""))
