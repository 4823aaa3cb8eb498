"""Embeds: a figure as a page for an iframe, following the data or frozen to a release, and the script both need."""

from dataclasses import asdict
from typing import Final

from starlette.requests import Request

from dashboard import figures as register
from dashboard import release as releases
from dashboard.api import frozen, page, parameters, script
from dashboard.api.answers import FOR_EVER, HTML, Answer, Plan, Refused, by_name, etag
from dashboard.api.endpoints import Ask
from dashboard.api.parameters import Parameter
from dashboard.api.store import CHECKSUM, Store, StoreError
from dashboard.release import Release
from dashboard.texts import _

HEADERS: Final = {"Content-Security-Policy": page.POLICY}
JAVASCRIPT: Final = "text/javascript; charset=utf-8"


def parameters_of(release: Release) -> tuple[Parameter, ...]:
    """What a request for an embed that follows the data may state: the page's own parameters, and light or dark."""
    id_of_link = Parameter(
        "release",
        "The release a link was made on; where it is a past one, the page says so.",
        {"type": "string", "minLength": 1, "maxLength": 80},
    )
    return (*parameters.of_choice(release), id_of_link, parameters.looks()[0])


def live(ask: Ask) -> Plan:
    """A figure at a choice as a page that follows the data.

    Raises:
        Refused: 404 no such figure, 400 a parameter that is wrong.
    """
    release, figure_id = releases.current(), ask.path["id"]
    by_name(tuple(register.FIGURES), figure_id, "figure")
    stated = parameters.checked(parameters_of(release), ask.query)
    choice, notice = parameters.choice_of(stated), _notice(release, stated.get("release"))

    def made() -> Answer:
        return Answer(page.of_figure(release, figure_id, choice, notice=notice), HTML, HEADERS)

    return Plan(etag(release.id, "embed", figure_id, asdict(choice), notice), made, heavy=True)


def frozen_page(ask: Ask) -> Plan:
    """A figure as it was in one release, the same bytes for ever.

    Raises:
        Refused: 404, with the reason and what there is instead.
    """
    kept = frozen.page(ask.path["id"], ask.path["release"], ask.query)
    return Plan(f'W/"{kept.checksum}"', lambda: Answer(kept.content, HTML, HEADERS), FOR_EVER)


def asset(ask: Ask) -> Plan:
    """A script by its checksum: today's, or one that frozen pages name.

    Raises:
        Refused: 404, there is none of this name.
    """
    checksum = ask.path["checksum"]
    if not CHECKSUM.fullmatch(checksum):
        raise Refused(404, "A script is named by its checksum: /embed/assets/<sha256>.js.")
    content = _script(checksum)
    return Plan(f'W/"{checksum}"', lambda: Answer(content, JAVASCRIPT), FOR_EVER)


def refusal(refused: Refused, request: Request) -> Answer:
    """A refusal as a page for a browser, as JSON for a program."""
    if "text/html" not in request.headers.get("accept", ""):
        return refused.answer()
    title = _("There is no figure at this address")
    return Answer(page.of_words(title, refused.message), HTML, HEADERS)


def _script(checksum: str) -> bytes:
    store = Store(releases.DATASETS)
    if store.has(checksum) and any(checksum in _scripts(store, one) for one in store.releases()):
        return store.get(checksum)
    if checksum == script.name():
        return script.content()
    raise Refused(404, "No page names a script with this checksum.")


def _scripts(store: Store, release_id: str) -> tuple[str, ...]:
    """The scripts of a release's pages; an index that is damaged names none, and is its own page's to tell."""
    try:
        index = store.index(release_id)
    except StoreError:
        return ()
    return index.scripts if index else ()


def _notice(release: Release, made_on: str | None) -> str:
    if made_on in {None, release.id}:
        return ""
    return _("This link was made on an earlier release; you see release {new}.").format(new=release.id)
