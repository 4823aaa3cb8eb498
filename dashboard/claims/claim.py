"""What a claim is and how it is judged: a measure and a rule, on its default reading and on every other one.

Belongs here: the types, and the walk over all readings. Does not belong here: any single claim (a file each), words on
pages, files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product

import pandas as pd

from dashboard.release import Release

SUPPORTED, MIXED, CONTRADICTED, NOT_TESTABLE = "supported", "mixed", "contradicted", "not testable yet"
VERDICTS = (SUPPORTED, MIXED, CONTRADICTED, NOT_TESTABLE)

Reading = Mapping[str, str]  # dimension -> the value chosen


@dataclass(frozen=True)
class Dimension:
    """One way in which reasonable people read a claim differently.

    Attributes:
        id: What it is about ("asia", "line", "after").
        options: The ids of its values; the first is the default reading.
    """

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Interval:
    """A 95 % interval, in the unit of the headline, and how it was made ("Wilson", "placebo draws")."""

    low: float
    high: float
    method: str


@dataclass(frozen=True, eq=False)
class Measured:
    """What one reading gives.

    Attributes:
        verdict: One of VERDICTS.
        value: The number the rule looks at, in the claim's unit; None where it can't be computed.
        before, after: The two sides of a change, in the unit `sides_unit` of the claim; None where there are none.
        interval: Of `value`; None where none makes sense.
        coverage: What stands behind it, in one sentence (partners, years, counts).
        missing: Where not testable: what is missing and which source would supply it, one sentence; else "".
        doubts: Marks a reader must see beside the number (an estimate, a suspect cell, few cases), a sentence each.
        rows: The rows used, units in the column names.
        facts: Further numbers of the same reading that words and charts need, by name.
    """

    verdict: str
    value: float | None = None
    before: float | None = None
    after: float | None = None
    interval: Interval | None = None
    coverage: str = ""
    missing: str = ""
    doubts: tuple[str, ...] = ()
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    facts: Mapping[str, float | int | str | None] = field(default_factory=dict)

    def number(self, fact: str) -> float:
        """A number among the facts; one that is unknown is refused, never taken for zero.

        Raises:
            TypeError: There is no such number, or it is unknown.
        """
        value = self.facts.get(fact)
        if not isinstance(value, int | float):
            raise TypeError(f"the result has no number {fact!r}; its facts are {', '.join(self.facts)}")
        return float(value)

    @property
    def known(self) -> float:
        """The value, where it is known.

        Raises:
            TypeError: It is not.
        """
        if self.value is None:
            raise TypeError(f"a result that is {self.verdict} has no value")
        return self.value

    @property
    def sides(self) -> tuple[float, float]:
        """Before and after, both known.

        Raises:
            TypeError: One of them is unknown.
        """
        if self.before is None or self.after is None:
            raise TypeError(f"the result has no two sides: {self.before} and {self.after}")
        return self.before, self.after


@dataclass(frozen=True, eq=False)
class Claim:
    """A claim of the thesis: words that depend on no release, and how to measure it on one.

    Attributes:
        id: Permanent: links, files and embeds name it.
        wording: The claim, in our words (thesis.md).
        measure: What is measured in the default reading.
        rule: The rule, thresholds and all; written before any verdict was computed.
        change: What would change the verdict.
        unit: Unit of the value ("points", "percent", "percent change", "index", "rank", "visits", "ratio", ...).
        sides_unit: Unit of before and after.
        tables: The tables of the release it needs.
        figure: Id in the register of figures of the chart that shows it.
        dimensions: How it can be read; their product is the grid.
        test: Release and reading -> what it gives. Pure; the same bytes each time.
        headline: Release and the default reading's result -> the number with its unit and context, one sentence.
        against: Release and the default reading's result -> the best evidence against it, one or two sentences.
        limits: What the measure can't tell.
        critic: What a critic would say of measure and rule, and why they stand nevertheless.
    """

    id: str
    wording: Callable[[], str]
    measure: Callable[[], str]
    rule: Callable[[], str]
    change: Callable[[], str]
    unit: str
    sides_unit: str
    tables: tuple[str, ...]
    figure: str
    dimensions: tuple[Dimension, ...]
    test: Callable[[Release, Reading], Measured]
    headline: Callable[[Release, Measured], str]
    against: Callable[[Release, Measured], str]
    limits: Callable[[], str]
    critic: Callable[[], str]

    @property
    def default(self) -> dict[str, str]:
        """The headline's reading."""
        return {dimension.id: dimension.options[0] for dimension in self.dimensions}

    @property
    def readings(self) -> tuple[dict[str, str], ...]:
        """Every combination of the dimensions' values, the default first."""
        names = [dimension.id for dimension in self.dimensions]
        return tuple(
            dict(zip(names, values, strict=True)) for values in product(*(one.options for one in self.dimensions))
        )


@dataclass(frozen=True, eq=False)
class Verdict:
    """A claim judged on one release.

    Attributes:
        claim: The claim.
        default: What the default reading gives: the headline.
        readings: Each reading with what it gives, in the order of the grid, the default first.
    """

    claim: Claim
    default: Measured
    readings: tuple[tuple[Reading, Measured], ...]

    @property
    def computed(self) -> int:
        """How many readings give a verdict; the others are dashes and not counted."""
        return sum(measured.verdict != NOT_TESTABLE for _, measured in self.readings)

    @property
    def agreeing(self) -> int:
        """How many of them give the headline's verdict."""
        if self.default.verdict == NOT_TESTABLE:
            return 0
        return sum(measured.verdict == self.default.verdict for _, measured in self.readings)


def judge(claim: Claim, release: Release) -> Verdict:
    """The claim on every reading of a release; a table without rows makes every reading "not testable yet"."""
    readings = tuple((reading, claim.test(release, reading)) for reading in claim.readings)
    return Verdict(claim=claim, default=readings[0][1], readings=readings)
