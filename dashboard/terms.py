"""What a reader reads for each id of the code: flows, measures, definitions of Asia, bases, ranks, formats."""

from dashboard.texts import _
from dashboard.words import change, pct, usd


def flow(flow_id: str) -> str:
    """A flow after "Russia’s": 'two-way goods trade', 'goods exports', 'goods imports'."""
    return {"turnover": _("two-way goods trade"), "export": _("goods exports"), "import": _("goods imports")}[flow_id]


def total(flow_id: str) -> str:
    """What a share is a part of, after "Russia’s"."""
    return {"turnover": _("trade"), "export": _("exports"), "import": _("imports")}[flow_id]


def trade(flow_id: str) -> str:
    """A flow between Russia and a partner, to open a subtitle with."""
    return {
        "turnover": _("Two-way goods trade with Russia"),
        "export": _("Russia’s goods exports to the partner"),
        "import": _("Russia’s goods imports from the partner"),
    }[flow_id]


def flow_label(flow_id: str) -> str:
    """A flow in the sidebar."""
    return {
        "turnover": _("Both ways (turnover)"),
        "export": _("Russia’s exports"),
        "import": _("Russia’s imports"),
    }[flow_id]


def measure(measure_id: str, flow_id: str, when: str) -> str:
    """What tiles and ranking show, with its unit and year or years."""
    words = {
        "turnover": _("{trade} in {when}, current dollars"),
        "change": _("{trade}, change: {when}"),
        "share": _("{trade}: share of Russia’s world total, {when}"),
        "gdp_russia": _("{trade} as a share of Russia’s GDP, {when}"),
        "gdp_partner": _("{trade} as a share of the partner’s GDP, {when}"),
    }
    return words[measure_id].format(trade=trade(flow_id), when=when)


def measure_label(measure_id: str) -> str:
    """A measure in the sidebar."""
    return {
        "turnover": _("Current dollars"),
        "change": _("Change between the years"),
        "share": _("Share of Russia’s trade"),
        "gdp_russia": _("Share of Russia’s GDP"),
        "gdp_partner": _("Share of the partner’s GDP"),
    }[measure_id]


def amount(measure_id: str, value: float) -> str:
    """A measure's amount: dollars, a change, or percent."""
    return {"turnover": usd, "change": change}.get(measure_id, pct)(value)


def asia(definition: str) -> str:
    """A definition of Asia in a sentence."""
    return {"core": _("Core Asia"), "core_central": _("Core and Central Asia"), "wide": _("All Asia")}[definition]


def asia_line(definition: str) -> str:
    """A definition of Asia at the end of its line, short."""
    return {"core": _("Core Asia"), "core_central": _("with Central Asia"), "wide": _("with West Asia")}[definition]


def asia_label(definition: str) -> str:
    """A definition of Asia in the sidebar."""
    return {
        "core": _("Core: East, Southeast, South"),
        "core_central": _("with Central Asia"),
        "wide": _("with Central and West Asia"),
    }[definition]


def basis(basis_id: str) -> str:
    """Whose statistics a value is."""
    return {
        "reported": _("reported by Russia"),
        "mirror": _("reported by the partner"),
        "estimate": _("estimate"),
    }[basis_id]


def standing(basis_id: str, quality: str) -> str:
    """Whose statistics a figure is and how sure, inside a sentence."""
    return basis(basis_id) + (_(", suspect") if quality == "suspect" else "")


def doubt(basis_id: str, quality: str) -> str:
    """Why a figure needs a check before print; empty if it does not."""
    if quality == "suspect":
        return _("the figure is suspect: no second source supports it")
    return _("the figure is an estimate") if basis_id == "estimate" else ""


def basis_label(choice_id: str) -> str:
    """The choice of whose statistics, in the sidebar."""
    return {
        "preferred": _("Preferred source"),
        "reported": _("Reported by Russia only"),
        "mirror": _("Reported by the partner only"),
        "lowest": _("Lowest of all sources"),
        "highest": _("Highest of all sources"),
    }[choice_id]


def rank(rank_id: str) -> str:
    """The rank of a visitor."""
    names = {
        "head_of_state": _("head of state"),
        "head_of_government": _("head of government"),
        "foreign_minister": _("foreign minister"),
        "deputy_head_of_government": _("deputy head of government"),
    }
    return names.get(rank_id, _("other official"))


def visit_format(format_id: str) -> str:
    """The format of a visit."""
    return {
        "bilateral": _("one to one"),
        "both": _("one to one and forum"),
        "forum": _("forum"),
        "unknown": _("format unknown"),
    }[format_id]
