"""What a reader pastes elsewhere to get a figure or a table from here: addresses, iframes, lines of code.

Every function takes `base`, the dashboard's own address with a slash at its end; an empty one makes an address that is
relative to a page of the app. Belongs here: text that leads back to the API. Does not belong here: what the API
answers, citations (`files.citing`), where a snippet stands on the page (`layout.take_away`).
"""

import json
import re
from html import escape
from typing import Final
from urllib.parse import quote, urlencode

from dashboard import figures as register
from dashboard import selection
from dashboard.api import freeze, oembed, tables
from dashboard.api.endpoints import Ask
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _

SOURCE: Final = re.compile(r'src="[^"]*"')
PYTHON: Final = """\
import pandas as pd

rows = pd.read_csv("{address}")
print(rows.head())
"""


class NoFrozenPageError(Exception):
    """No page of the figure is frozen for this choice; the message is a sentence for the reader."""


def figure(figure_id: str, choice: Choice, base: str, /, **more: str) -> str:
    """The address of a figure in the API.

    Args:
        figure_id: of the register.
        choice: the reader's; only what figures show of it counts.
        base: the dashboard's address.
        more: further parameters, such as `format`, `mode`, `release`.
    """
    return _address(f"{base}api/v1/figures/{quote(figure_id)}", {**selection.write(choice.view()), **more})


def table(release: Release, name: str, choice: Choice, base: str, /, **more: str) -> str:
    """The address of a table's rows in the API, with what the table can be filtered by of the reader's choice."""
    accepted = {one.name for one in tables.parameters_of(release, name)} - {"release"}
    stated = {key: value for key, value in selection.write(choice).items() if key in accepted}
    return _address(f"{base}api/v1/tables/{quote(name)}", {**stated, **more})


def python(address: str) -> str:
    """A program that reads the CSV at an address and prints its first rows."""
    return PYTHON.format(address=address)


def formula(address: str) -> str:
    """A formula that brings the CSV at an address into Google Sheets."""
    return f'=IMPORTDATA("{address}")'


def frozen_page(release: Release, figure_id: str, choice: Choice, base: str) -> str:
    """The address of the page that shows a figure as it is in this release, the same bytes for ever.

    Raises:
        NoFrozenPageError: no page is kept for this choice.
    """
    kept = _as_frozen(figure_id, choice.view())
    return _address(f"{base}embed/{quote(figure_id)}/{quote(release.id)}", selection.write(kept))


def iframe(release: Release, figure_id: str, choice: Choice, base: str) -> str:
    """The iframe of a figure that follows the data, as oEmbed gives it.

    Raises:
        Refused: the figure can't be embedded with this choice.
        FileError: the engine of pictures, which measures the height, failed.
    """
    address = _address(f"/embed/{quote(figure_id)}", selection.write(choice.view()))
    return _iframe(release, address, base.rstrip("/"))


def frozen_iframe(release: Release, figure_id: str, choice: Choice, base: str) -> str:
    """The iframe of the frozen page: the same picture today, so the same size and title.

    oEmbed is not asked about the frozen page itself, as that would freeze it for everyone who looks at the menu.

    Raises:
        NoFrozenPageError: no page is kept for this choice.
        Refused, FileError: as `iframe` does.
    """
    address = escape(frozen_page(release, figure_id, choice, base or "/"))
    return SOURCE.sub(lambda _found: f'src="{address}"', iframe(release, figure_id, choice, base), count=1)


def _as_frozen(figure_id: str, choice: Choice) -> Choice:
    """The choice that the frozen page of the same picture was made for.

    Raises:
        NoFrozenPageError: there is none such.
    """
    kept = freeze.choices(register.FIGURES[figure_id], choice.partners)
    shown = choice if len(kept) > 1 else choice.with_partners(())  # a picture that partners don't change
    if len(shown.partners) > 1 or shown != Choice(partners=shown.partners):
        raise NoFrozenPageError(
            _(
                "Frozen pages exist of a figure without a choice and for one partner. This view has other years, "
                "settings or several partners: clear them to get the code."
            )
        )
    return shown


@per_release(256)
def _iframe(_release: Release, address: str, site: str) -> str:
    """Asked of oEmbed itself, so that a pasted link and pasted code show the same; remembered, as it draws."""
    answer = oembed.answered(Ask({}, [("url", address)], site)).make()
    html: str = json.loads(answer.content)["html"]
    return html


def _address(place: str, query: dict[str, str | list[str]]) -> str:
    return f"{place}?{urlencode(query, doseq=True)}" if query else place
