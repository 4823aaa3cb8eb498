"""`python -m tests.etl.faults`: try every fault of the table and print what came of it, by source and kind."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table as Grid

from tests.etl.faults.kinds import Case, cases
from tests.etl.faults.sites import SITES

TESTS = Path(__file__).with_name("test_faults.py")


class Results:
    """A plugin of pytest that notes how each case ended, in whatever process it ran.

    Attributes:
        right: Name of a case to whether all was as it should be.
        causes: Name of a case to what was not.
    """

    def __init__(self) -> None:
        self.right: dict[str, bool] = {}
        self.causes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A part of a test (set-up, the test, what is after it) is done."""
        name = report.nodeid.partition("[")[2].removesuffix("]")
        self.right[name] = self.right.get(name, True) and not report.failed
        if report.failed:
            self.causes[name] = report.longreprtext


def main() -> int:
    """Run and tell; 0 where all cases are as they should be."""
    results, table = Results(), cases()
    pytest.main(
        [str(TESTS), "-n", "auto", "-k", "test_fault", "-p", "no:cacheprovider", "-q", "--no-header"], [results]
    )
    console = Console(width=160)
    console.print(_grid(table, results))
    for name, cause in results.causes.items():
        console.print(f"{name}:\n{cause}", markup=False, highlight=False)
    right = sum(results.right.get(case.name, False) for case in table)
    console.print(f"{len(table)} faults: {right} as they should, {len(table) - right} not", highlight=False)
    return 0 if right == len(table) else 1


def _grid(table: tuple[Case, ...], results: Results) -> Grid:
    """A row a kind, a column a source: how many cases; of those that are not right, how many are."""
    grid = Grid("kind", *SITES, "all")
    count = Counter((case.kind, case.source) for case in table)
    right = Counter((case.kind, case.source) for case in table if results.right.get(case.name))
    for kind in dict.fromkeys(case.kind for case in table):
        cells = [_cell(count[kind, source], right[kind, source]) for source in SITES]
        of_kind = sum(count[kind, source] for source in SITES)
        grid.add_row(kind, *cells, _cell(of_kind, sum(right[kind, source] for source in SITES)))
    return grid


def _cell(count: int, right: int) -> str:
    if not count:
        return ""
    return str(count) if count == right else f"{right} of {count}"


if __name__ == "__main__":
    sys.exit(main())
