"""The errors a user of the ETL is expected to meet; each message says what is wrong and what to do.

Anything else that is raised is a fault of the program and shows its traceback.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class EtlError(Exception):
    """Base of all expected errors; the command line shows its text without a traceback."""


class ArchiveError(EtlError):
    """The archive on disk cannot be read as tables: a file, its header, its encoding or LOG.csv is wrong."""


class ReleaseError(EtlError):
    """A release cannot be published or read: the folder or the link is not what this program left there."""


@dataclass(frozen=True)
class Violation:
    """One broken rule of one table.

    Attributes:
        table: Name of the table.
        column: The column, or several joined by a comma, or "" for a rule over whole rows.
        rule: The rule in words or as pandera names it.
        count: How many rows break it.
        rows: The first of them, each as "file:line key=value ...".
    """

    table: str
    column: str
    rule: str
    count: int
    rows: tuple[str, ...]

    def __str__(self) -> str:
        """The violation as lines of a message."""
        where = f"{self.table}.{self.column}" if self.column else self.table
        head = f"{where}: {self.rule} ({self.count} row{'' if self.count == 1 else 's'})"
        return "\n".join([head, *(f"    {row}" for row in self.rows)])


class SchemaViolation(EtlError):  # noqa: N818 - it reads as what happened
    """Rows break the schema of their table; nothing was published."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        lines = "\n".join(str(violation) for violation in self.violations)
        super().__init__(f"Rows break the schema; nothing was published.\n{lines}\nMend these rows and build again.")


class SourceFault(EtlError):  # noqa: N818 - a source's bad day, not this program's
    """A live source did not answer, or not as its contract says; its last good rows stay."""


class SourceEnded(SourceFault):
    """A source must not be asked again before a given time: quota used, key refused, long Retry-After.

    Attributes:
        until: When it may be asked again, UTC as 2026-11-24T11:00:00Z.
    """

    def __init__(self, message: str, until: str) -> None:
        self.until = until
        super().__init__(message)
