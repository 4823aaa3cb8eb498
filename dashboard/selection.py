"""The reader's choice and the URL: the only owner of that state.

The URL is the truth. A run reads the choice from the query; a click, a widget or a key makes a new choice and writes
the query; the run that follows reads it again. So the same link is the same view, on every page, after a reload, back
and forward. What a query says wrongly is left out and named, never guessed at in silence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.texts import _
from dashboard.words import listed

FLOWS = ("turnover", "export", "import")
MEASURES = ("turnover", "change", "share", "gdp_russia", "gdp_partner")
ASIAS = ("core", "core_central", "wide")
BASES = ("preferred", "reported", "mirror", "lowest", "highest")
VERDICTS = ("all", "supported", "mixed", "contradicted", "untestable")
SECTIONS = ("tables", "methods", "sources", "missing", "ages", "changes", "glossary", "places")
DEFAULT_TABLE = "trade_annual"
PAGE_PARTS = ("claim", "verdict", "release", "section", "table", "find")
KEYS = ("partner", "from", "to", "flow", "asia", "basis", "measure", *PAGE_PARTS)
MOST_LETTERS = 80  # of a search; more is cut
MOST_PARTNERS = 8
SMALL_MULTIPLES = 4


@dataclass(frozen=True)
class Choice:
    """What the reader chose. A default means "no choice" and does not appear in the URL.

    Attributes:
        partners: ISO codes in the order they were chosen.
        first, last: years `from` and `to`; None where the reader set none.
        flow: export or import, seen from Russia, or turnover (both).
        measure: what ranking and tiles show: dollars, change, share of Russia's trade, share of GDP.
        asia: the definition of Asia for aggregates and rankings.
        basis: whose statistics a partner's values are taken from.
        claim: the claim a link points to.
        release: the release a link was made on.
        section, table: the part of Data and methods that is open, and the table shown there.
        find: words that the rows of a table must hold.
        verdict: the verdict of the claims that the ledger shows.
    """

    partners: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    flow: str = "turnover"
    measure: str = "turnover"
    asia: str = "core"
    basis: str = "preferred"
    claim: str | None = None
    release: str | None = None
    section: str = "tables"
    table: str = DEFAULT_TABLE
    find: str = ""
    verdict: str = "all"

    def toggled(self, partners: Sequence[str]) -> "Choice":
        """Shift-click: those in the choice leave it, the others join it."""
        kept = tuple(p for p in self.partners if p not in partners)
        joined = tuple(p for p in partners if p not in self.partners)
        return replace(self, partners=(kept + joined)[:MOST_PARTNERS])

    def picked(self, partner: str) -> "Choice":
        """Click: that partner alone; a click on the only one chosen clears."""
        return replace(self, partners=() if self.partners == (partner,) else (partner,))

    def lens(self) -> "Choice":
        """How the reader looks, without at whom and when: what single values depend on."""
        return Choice(flow=self.flow, measure=self.measure, basis=self.basis)

    def view(self) -> "Choice":
        """What figures show: the choice without `PAGE_PARTS`, which are a page's own."""
        default = Choice()
        own = {name: getattr(default, name) for name in PAGE_PARTS}
        return replace(self, **own)

    def cleared(self) -> "Choice":
        """Escape: no partner and no years; flow, measure, Asia and basis are how the reader looks, and stay."""
        return replace(self, partners=(), first=None, last=None)

    def with_partners(self, partners: Sequence[str]) -> "Choice":
        """The same view of other partners."""
        return replace(self, partners=tuple(partners)[:MOST_PARTNERS])

    def only(self, partner: str) -> "Choice":
        """The same view of one partner, for small multiples and comparisons."""
        return self.with_partners((partner,))


@dataclass(frozen=True)
class Known:
    """What a release allows a query to say: the partners offered, the span of years, its own id."""

    partners: Mapping[str, str]
    first_year: int
    last_year: int
    release: str
    claims: tuple[str, ...] = ()
    tables: tuple[str, ...] = (DEFAULT_TABLE,)


@dataclass
class Reading:
    """A choice read from a query, and what was ignored, in words for the reader."""

    choice: Choice
    ignored: list[str] = field(default_factory=list)


def read(query: Mapping[str, Sequence[str]], known: Known) -> Reading:
    """The choice a query states, as far as it is valid, with a sentence for each thing that was left out."""
    reading = Reading(Choice())
    said = reading.ignored.append
    partners = _partners(query.get("partner", ()), known, said)
    first, last = _years(query, known, said)
    reading.choice = Choice(
        partners=partners,
        first=first,
        last=last,
        flow=_one_of(query, "flow", FLOWS, said),
        measure=_one_of(query, "measure", MEASURES, said),
        asia=_one_of(query, "asia", ASIAS, said),
        basis=_one_of(query, "basis", BASES, said),
        claim=_one_of(query, "claim", (*known.claims, ""), said, default="") or None,
        verdict=_one_of(query, "verdict", VERDICTS, said),
        release=_text(query, "release"),
        section=_one_of(query, "section", SECTIONS, said),
        table=_one_of(query, "table", known.tables, said, default=DEFAULT_TABLE),
        find=(_text(query, "find") or "").strip()[:MOST_LETTERS].strip(),
    )
    if reading.choice.release and reading.choice.release != known.release:
        said(
            _("This link was made on release {old}; you see release {new}.").format(
                old=_short(reading.choice.release), new=known.release
            )
        )
    for name in sorted(set(query) - set(KEYS)):
        said(_("“{name}” in the link is not known here and was ignored.").format(name=_short(name)))
    return reading


def write(choice: Choice) -> dict[str, str | list[str]]:
    """The query of a choice: defaults are left out, several partners repeat the key."""
    default = Choice()
    query: dict[str, str | list[str]] = {"partner": list(choice.partners)} if choice.partners else {}
    single = {
        "from": choice.first,
        "to": choice.last,
        "flow": None if choice.flow == default.flow else choice.flow,
        "asia": None if choice.asia == default.asia else choice.asia,
        "basis": None if choice.basis == default.basis else choice.basis,
        "measure": None if choice.measure == default.measure else choice.measure,
        "claim": choice.claim,
        "verdict": None if choice.verdict == default.verdict else choice.verdict,
        "release": choice.release,
        "section": None if choice.section == default.section else choice.section,
        "table": None if choice.table == default.table else choice.table,
        "find": choice.find or None,
    }
    return query | {key: str(value) for key, value in single.items() if value is not None}


def clicked(choice: Choice, selection: Mapping[str, object]) -> Choice:
    """The choice after a chart's event: `pick` (click), `add` (shift-click), `brush` (a span of years)."""
    if added := _codes(selection.get("add")):
        return choice.toggled(added)
    if picked := _codes(selection.get("pick")):
        return choice.picked(picked[0])
    if "brush" in selection:
        return _brushed(choice, selection["brush"])
    return choice


def _codes(rows: object) -> list[str]:
    """The partners of a selection's rows; a click on a word or a rule has none."""
    found = [row.get("partner") for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return [code for code in dict.fromkeys(found) if isinstance(code, str)]


def _brushed(choice: Choice, brush: object) -> Choice:
    span = next((v for v in brush.values() if isinstance(v, list) and v), None) if isinstance(brush, Mapping) else None
    if span is None:
        return replace(choice, first=None, last=None)
    first, last = round(min(span)), round(max(span))
    return replace(choice, first=first, last=last) if first < last else choice


def _partners(codes: Sequence[str], known: Known, said: Callable[[str], None]) -> tuple[str, ...]:
    wanted = dict.fromkeys(code.strip().upper() for code in codes)
    unknown = [_short(code) for code in wanted if code not in known.partners]
    if unknown:
        said(_("Not a partner here, ignored: {codes}.").format(codes=listed(unknown)))
    valid = tuple(code for code in wanted if code in known.partners)
    if len(valid) > MOST_PARTNERS:
        said(_("At most {most} partners at once; the first {most} are shown.").format(most=MOST_PARTNERS))
    return valid[:MOST_PARTNERS]


def _years(
    query: Mapping[str, Sequence[str]], known: Known, said: Callable[[str], None]
) -> tuple[int | None, int | None]:
    first, last = (_year(query, key, known, said) for key in ("from", "to"))
    if first is not None and last is not None and first > last:
        said(_("The years were the wrong way round; {first} to {last} is shown.").format(first=last, last=first))
        return last, first
    if first is not None and first == last:
        said(_("A span needs two different years; {year} alone was ignored as its start.").format(year=first))
        return None, last
    return first, last


def _year(query: Mapping[str, Sequence[str]], key: str, known: Known, said: Callable[[str], None]) -> int | None:
    text = _text(query, key)
    if text is None:
        return None
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    if year is None or not known.first_year <= year <= known.last_year:
        said(
            _("Year “{year}” was ignored: there are figures from {first} to {last}.").format(
                year=_short(text), first=known.first_year, last=known.last_year
            )
        )
        return None
    return year


def _one_of(
    query: Mapping[str, Sequence[str]],
    key: str,
    allowed: tuple[str, ...],
    said: Callable[[str], None],
    default: str | None = None,
) -> str:
    text, default = _text(query, key), allowed[0] if default is None else default
    if text is None or text in allowed:
        return default if text is None else text
    said(_("“{value}” is not a {name} here and was ignored.").format(value=_short(text), name=key))
    return default


def _text(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    """The last value of a key, as browsers do; an empty one counts as none."""
    values = query.get(key, ())
    return (values[-1] or None) if values else None


def _short(text: str) -> str:
    """A stranger's text, made safe to repeat on the page: printable, short, no Markdown."""
    kept = "".join(c for c in text if c.isalnum() or c in " -_.,:/")
    return kept if len(kept) <= 40 else kept[:40] + "…"
