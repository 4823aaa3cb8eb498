"""What the operator is told outside the terminal: an alert when a refresh was not all fresh, a heartbeat when it ran.

Belongs here: the text and the two requests. Does not belong here: deciding what is a failure (`etl/refresh.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import requests

MOST_CHARACTERS = 3500
MOST_CAUSE_CHARACTERS = 600
TIMEOUT_S = 10
TRIES = 2


@dataclass(frozen=True)
class Failure:
    """A source that is not fresh.

    Attributes:
        source: Its id.
        cause: Why.
        stays: What readers see of it instead ("rows of 2026-11-20").
    """

    source: str
    cause: str
    stays: str


@dataclass(frozen=True)
class Alert:
    """What a refresh has to say.

    Attributes:
        headline: One sentence: what was published or not.
        failures: The sources that are not fresh.
    """

    headline: str
    failures: tuple[Failure, ...] = ()


def send(summary: Alert) -> str:
    """Post an alert to ETL_ALERT_WEBHOOK as {"text": ...}, which Slack and Mattermost accept; unset: do nothing.

    Returns:
        A warning where it could not be sent, else "". The address is a secret and stands in no warning.
    """
    address = os.environ.get("ETL_ALERT_WEBHOOK")
    if not address:
        return ""
    body = {"text": text(summary)}
    return _tried("ETL_ALERT_WEBHOOK", "the alert", lambda: requests.post(address, json=body, timeout=TIMEOUT_S))


def heartbeat() -> str:
    """Call ETL_HEARTBEAT_URL, so that a schedule that never runs is noticed; unset: do nothing.

    Returns:
        A warning where it could not be called, else "". The address is a secret and stands in no warning.
    """
    address = os.environ.get("ETL_HEARTBEAT_URL")
    if not address:
        return ""
    return _tried("ETL_HEARTBEAT_URL", "the heartbeat", lambda: requests.get(address, timeout=TIMEOUT_S))


def text(summary: Alert) -> str:
    """The alert as plain text of at most 3,500 characters; sources that do not fit are counted at the end."""
    lines = [_cut(summary.headline, MOST_CAUSE_CHARACTERS)]
    lines += [
        f"- {one.source}: {_cut(one.cause, MOST_CAUSE_CHARACTERS)} Stays: {_cut(one.stays, MOST_CAUSE_CHARACTERS)}"
        for one in summary.failures
    ]
    whole = "\n".join(lines)
    shown = len(lines)
    while len(whole) > MOST_CHARACTERS:
        shown -= 1
        whole = "\n".join([*lines[:shown], f"... and {len(lines) - shown} more; see: python -m etl status"])
    return whole


def _tried(variable: str, what: str, ask: Callable[[], requests.Response]) -> str:
    cause = ""
    for _ in range(TRIES):
        try:
            response = ask()
        # ValueError: an address that is none, which requests does not always wrap.
        except (requests.RequestException, ValueError) as error:
            cause = type(error).__name__
            continue
        if response.ok:
            return ""
        cause = f"status {response.status_code}"
    return f"{variable}: {what} could not be sent after {TRIES} tries ({cause})."


def _cut(sentence: str, most: int) -> str:
    return sentence if len(sentence) <= most else f"{sentence[: most - 4]} ..."
