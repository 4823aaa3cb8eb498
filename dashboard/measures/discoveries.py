"""Several tests at once: p-values adjusted so that chance findings among them stay few.

Belongs here: the adjustment alone. Does not belong here: the tests (`event_study`).

docs: method, "Claims" (visits-move-trade).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from scipy.stats import false_discovery_control

Name = TypeVar("Name", bound=Hashable)


def adjusted(p_values: Mapping[Name, float | None]) -> dict[Name, float | None]:
    """Give the p-values adjusted by Benjamini and Hochberg: at 0.05, one finding in twenty is expected to be chance.

    With m tests made, the p at place i from the smallest becomes the smallest of p(j) m / j over all j from i on.
    Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
    Society B 57 (1995), 289-300; scipy computes it.

    Args:
        p_values: By name; None for a test that could not be made, which counts for nothing.

    Returns:
        The same names in the same order; None stays None.

    Raises:
        ValueError: A p-value lies outside 0 and 1.
    """
    made = {name: value for name, value in p_values.items() if value is not None}
    if not made:
        return dict(p_values)
    values = dict(zip(made, false_discovery_control(list(made.values()), method="bh"), strict=True))
    return {name: float(values[name]) if name in values else None for name in p_values}
