"""What an answer is, how one is refused, and how it is told by its ETag whether a reader has it already.

Belongs here: the form of answers and errors. Does not belong here: which routes there are, what they find, and the
threads that find it (`endpoints`).
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

MOVING: Final = "public, max-age=300"  # follows the data: ask again after five minutes
FOR_EVER: Final = "public, max-age=31536000, immutable"
JSON: Final = "application/json"
HTML: Final = "text/html; charset=utf-8"
CODE: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Answer:
    """A whole answer.

    Attributes:
        content: its bytes.
        media_type: for the header Content-Type.
        headers: further ones.
    """

    content: bytes
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What would be answered, known before the work is done.

    Attributes:
        etag: of the answer.
        make: does the work.
        caching: the header Cache-Control.
        heavy: whether the work takes long enough to wait for a place, and to be remembered.
    """

    etag: str
    make: Callable[[], Answer]
    caching: str = MOVING
    heavy: bool = False


class Refused(Exception):  # noqa: N818  (an answer, as Starlette's HTTPException is)
    """A request that gets an error instead of an answer.

    Attributes:
        status: of HTTP.
        message: what is wrong and what to do, for the one who asked.
        parameter: the one that is wrong; None where it is none.
    """

    def __init__(self, status: int, message: str, *, parameter: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.parameter = status, message, parameter

    def answer(self) -> Answer:
        """The error as JSON: `{"error": {"parameter": ..., "message": ...}}`."""
        return as_json({"error": {"parameter": self.parameter, "message": self.message}})


def as_json(content: object, **headers: str) -> Answer:
    """A JSON answer; the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Answer(text.encode("utf-8", "replace"), headers=headers)


def etag(release_id: str, *asked: object) -> str:
    """The ETag of what is asked of a release.

    It covers the code too: a new version of the dashboard may say the same figures in other words. Weak, because a
    compressed answer is the same answer.
    """
    said = json.dumps([release_id, _code(), asked], sort_keys=True, default=str)
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def has_already(stated: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names this ETag, or any."""
    found = [one.strip().removeprefix("W/") for one in (stated or "").split(",")]
    return "*" in found or tag.removeprefix("W/") in found


def by_name(names: Sequence[str], asked: str, kind: str) -> None:
    """Sees to it that a name in the path is known.

    Raises:
        Refused: 404, naming those that are.
    """
    if asked not in names:
        raise Refused(404, f"There is no {kind} “{asked[:40]}”. There are: {', '.join(names)}.", parameter=kind)


@cache
def _code() -> str:
    """A fingerprint of the code and the texts that answers are made by."""
    digest = hashlib.sha256()
    for path in sorted(CODE.rglob("*")):
        if path.suffix in {".py", ".po", ".js"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
