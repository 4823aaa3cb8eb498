"""The claims with their verdicts, and what the current release is."""

from typing import Any

from dashboard import release as releases
from dashboard.api import parameters
from dashboard.api.answers import Plan, as_json, by_name, etag
from dashboard.api.endpoints import Ask
from dashboard.claims import output
from dashboard.claims.ledger import CLAIMS


def listed(ask: Ask) -> Plan:
    """Every claim's entry (`claims.output.entry`), in the order of the ledger."""
    release = releases.current()
    parameters.checked((), ask.query)

    def content() -> dict[str, Any]:
        return {"release": release.id, "claims": output.entries(release)}

    return Plan(etag(release.id, "claims"), lambda: as_json(content()), heavy=True)


def one(ask: Ask) -> Plan:
    """One claim's entry.

    Raises:
        Refused: 404, there is no such claim.
    """
    release, claim_id = releases.current(), ask.path["id"]
    by_name(tuple(CLAIMS), claim_id, "claim")
    parameters.checked((), ask.query)
    return Plan(etag(release.id, "claim", claim_id), lambda: as_json(output.entry(release, claim_id)), heavy=True)


def current(ask: Ask) -> Plan:
    """`release.json` of the current release: id, time, tables with rows and period, sources with their state."""
    release = releases.current()
    parameters.checked((), ask.query)
    return Plan(etag(release.id, "release"), lambda: as_json(dict(release.facts)))
