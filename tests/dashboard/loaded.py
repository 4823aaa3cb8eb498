"""A release folder in memory, once for all tests of a process: what is worked out from it is worked out once too."""

from functools import cache
from pathlib import Path

from dashboard.release import Release, load


@cache
def loaded(folder: Path) -> Release:
    """The release of a folder that no test changes."""
    return load(folder)
