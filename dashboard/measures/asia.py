"""Which partners each definition of Asia holds.

Belongs here: the three definitions as `places` marks them. Does not belong here: labels, regions, the tile layout.
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

DEFINITIONS: Final = {"core": "asia_core", "core_central": "asia_core_central", "wide": "asia_all"}
"""The reader's word for a definition and the column of `places` that marks its partners."""


def partners_of(places: pd.DataFrame, asia: str) -> tuple[str, ...]:
    """Give the partners of a definition of Asia.

    Args:
        places: `places` of the release; key iso3.
        asia: core (East with Mongolia, Southeast, South), core_central (with Central Asia) or wide (with West Asia,
            Turkey and the Caucasus).

    Returns:
        ISO 3166-1 alpha-3 codes of the rows of kind partner, sorted.

    Raises:
        ValueError: The definition does not exist, or a column is missing.
    """
    cells.check("asia", asia, tuple(DEFINITIONS))
    column = DEFINITIONS[asia]
    cells.require(places, ["iso3", "kind", column])
    return tuple(sorted(places.loc[(places[column] == 1) & (places["kind"] == "partner"), "iso3"]))
