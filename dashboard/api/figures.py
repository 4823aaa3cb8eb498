"""The figures of the register: the list, and each one at any choice as a file.

`format=json` is the figure for programs: its words and its rows with their definitions. The picture's Vega-Lite spec
is `format=vega`; all other formats are the files that the menu at the figure gives, byte for byte.
"""

from dataclasses import asdict
from typing import Any, Final
from urllib.parse import quote

from dashboard import figures as register
from dashboard import release as releases
from dashboard.api import parameters
from dashboard.api.answers import Answer, Plan, as_json, by_name, etag
from dashboard.api.endpoints import Ask
from dashboard.api.parameters import Parameter
from dashboard.files import KINDS, File, NothingToDrawError, cells, columns, held_back, make
from dashboard.release import Release
from dashboard.selection import Choice

VEGA: Final = "vega"  # here, as `json` is the figure's words and rows; among files the spec is `json`
FORMATS: Final = ("json", VEGA, *(kind for kind in KINDS if kind != "json"))
SHOWN: Final = ("png", "svg", "pdf")  # a browser shows these; the rest it saves
WORDS: Final = ("title", "subtitle", "source", "description", "how_to_read", "quote", "check")


def parameters_of(release: Release) -> tuple[Parameter, ...]:
    """What a request for a figure may state: the page's own parameters and the kind of file."""
    of_page = (*parameters.of_choice(release), parameters.this_release(release))
    return (parameters.formats(FORMATS), *of_page, *parameters.looks())


def listed(ask: Ask) -> Plan:
    """All figures: id, title as it stands without a choice, whether about one partner, addresses."""
    release = releases.current()
    parameters.checked((), ask.query)
    return Plan(etag(release.id, "figures", ask.site), lambda: as_json(_catalogue(release, ask.site)), heavy=True)


def one(ask: Ask) -> Plan:
    """One figure at a choice as a file.

    Raises:
        Refused: 404 no such figure, 400 a parameter that is wrong.
    """
    release, figure_id = releases.current(), ask.path["id"]
    by_name(tuple(register.FIGURES), figure_id, "figure")
    stated = parameters.checked(parameters_of(release), ask.query)
    choice = parameters.choice_of(stated)
    look: dict[str, Any] = {name: stated[name] for name in ("mode", "width") if name in stated}
    kind = stated.get("format", FORMATS[0])
    tag = etag(release.id, "figure", figure_id, asdict(choice), kind, look)
    return Plan(tag, lambda: _answer(release, figure_id, choice, kind, look), heavy=True)


def sent(file: File) -> Answer:
    """A file as an answer: its name, and why rows are missing where they are."""
    place = "inline" if file.name.rsplit(".", 1)[-1] in SHOWN or file.media_type == "application/json" else "attachment"
    headers = {"Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name)}"}
    if file.left_out:
        headers["X-Left-Out"] = quote(file.left_out, safe=" ,.:;()")  # a header holds ASCII only
    return Answer(file.content, file.media_type, headers)


def _answer(release: Release, figure_id: str, choice: Choice, kind: str, look: dict[str, Any]) -> Answer:
    if kind == "json":
        return _words_and_rows(release, figure_id, choice)
    return sent(make(release, figure_id, choice, "json" if kind == VEGA else kind, **look))


def _words_and_rows(release: Release, figure_id: str, choice: Choice) -> Answer:
    filled = register.content(release, figure_id, choice.view())
    if filled.empty:
        raise NothingToDrawError(filled.empty)
    kept = held_back.of_figure(release, figure_id, choice.view())
    content = {
        "figure": figure_id,
        "release": release.id,
        "time": release.time,
        **{name: getattr(filled, name) for name in WORDS},
        "left_out": kept.reason,
        "columns": cells.plain(columns.described(release, kept.rows.columns)),
        "rows": cells.plain(cells.typed(kept.rows)),
    }
    return as_json(content)


def _catalogue(release: Release, site: str) -> dict[str, Any]:
    figures = [
        {
            "id": figure_id,
            "title": register.content(release, figure_id, Choice()).title,
            "about": figure.about,
            "formats": list(FORMATS),
            "url": f"{site}/api/v1/figures/{figure_id}",
            "embed": f"{site}/embed/{figure_id}",
        }
        for figure_id, figure in register.FIGURES.items()
    ]
    return {"release": release.id, "figures": figures, "parameters": [one.name for one in parameters_of(release)]}
