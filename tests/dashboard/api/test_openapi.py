"""The description of the API, and the API held against it by schemathesis: made-up requests, right and wrong."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode

from dashboard import figures, view
from dashboard.release import Release

from .asking import APP, ask

# Eight tables stand for all, which have the same routes; pictures and verdicts take long, and have other tests.
TABLES = "(trade_annual|visits|places|events|gdp|sources|un_alignment|forum_meetings)"
HELD = rf"/api/v1/(releases|tables$|tables/{TABLES}$|figures|openapi)|/oembed|/embed/\{{id\}}$"
DRAWN = {"png", "svg", "pdf", "html"}


EXAMPLES = 8  # of each kind for each of the addresses


@pytest.fixture
def described(served: Release, monkeypatch: pytest.MonkeyPatch) -> BaseSchema:
    few = {name: figures.FIGURES[name] for name in figures.FIGURES if name not in figures.JUDGED}
    monkeypatch.setattr(figures, "FIGURES", few)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP).include(path_regex=HELD)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=["right", "wrong"])
def test_every_answer_to_requests_made_at_random_is_as_described(described: BaseSchema, mode: GenerationMode):
    operations = [found.ok() for found in described.get_all_operations()]
    held = [one for one in operations if mode.is_positive or list(one.query)]
    assert len(held) >= 8
    for operation in held:
        hold(operation, mode)


def hold(operation: APIOperation, mode: GenerationMode) -> None:
    """Asks for what is described, and checks status, headers and body of each answer."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def as_described(case: Case) -> None:
        query = case.query or {}
        assume(query.get("format") not in DRAWN)
        if mode.is_positive:  # that the first year comes before the last can't be said in a description
            assume(not {"from", "to"} <= set(query) or query["from"] < query["to"])
        case.call_and_validate()

    as_described()


def test_the_description_offers_what_the_release_has(served: Release):
    told = ask("/api/v1/openapi.json").json
    assert [path for path in told["paths"] if path.startswith("/api/v1/tables/")] == [
        f"/api/v1/tables/{name}" for name in served.tables
    ]
    partner = told["paths"]["/api/v1/figures/{id}"]["get"]["parameters"][2]
    assert (partner["name"], partner["schema"]["items"]["enum"]) == ("partner", list(view.known(served).partners))
    figure = told["paths"]["/api/v1/figures/{id}"]["get"]["parameters"][0]
    assert figure["schema"]["enum"] == list(figures.FIGURES)


def test_a_parameter_of_every_address_has_a_meaning(served: Release):
    paths = ask("/api/v1/openapi.json").json["paths"]
    assert all(one["get"]["summary"] for one in paths.values())
    assert all(p["description"] for one in paths.values() for p in one["get"]["parameters"] if p["in"] == "query")
