"""What a request may ask for: one table of parameters that the routes check and that `openapi` publishes.

Each parameter is a JSON Schema with a meaning. The check reads the same schema that readers get, so the two can't
differ. Belongs here: which values are allowed. Does not belong here: what they lead to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dashboard import selection, view
from dashboard.api.answers import Refused
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES

Query = Sequence[tuple[str, str]]
Schema = Mapping[str, Any]
WIDTHS: Final = (320, 1600)  # px of a picture


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query.

    Attributes:
        name: as it stands in the address.
        meaning: a sentence for the reader of the documentation.
        schema: JSON Schema of its value: an integer with bounds, a text of limited length, one of a few words, or a
            list of such words (the name repeated).
        required: whether a request must state it.
    """

    name: str
    meaning: str
    schema: Schema = field(default_factory=dict)
    required: bool = False


def checked(parameters: Iterable[Parameter], query: Query) -> dict[str, Any]:
    """The values that a query states, each as its schema says.

    Raises:
        Refused: 400, naming the first parameter that is unknown, missing, stated twice or out of bounds.
    """
    known = {one.name: one for one in parameters}
    stated: dict[str, list[str]] = {}
    for name, text in query:
        if name not in known:
            raise Refused(400, f"Unknown parameter. Allowed here: {', '.join(known) or 'none'}.", parameter=name)
        stated.setdefault(name, []).append(text)
    for name, one in known.items():
        if one.required and name not in stated:
            raise Refused(400, f"Missing. {one.meaning}", parameter=name)
    return {name: _value(known[name], texts) for name, texts in stated.items()}


def choice_of(values: Mapping[str, Any]) -> Choice:
    """The reader's choice that checked values state, as the page would read it from the same query.

    Raises:
        Refused: 400, years that are the wrong way round or no span.
    """
    first, last = values.get("from"), values.get("to")
    if first is not None and last is not None and first >= last:
        raise Refused(400, f"Must be before `to` ({last}): a span needs two different years.", parameter="from")
    named = {name: values[name] for name in ("flow", "measure", "asia", "basis") if name in values}
    return Choice(partners=tuple(values.get("partner", ())), first=first, last=last, **named)


def of_choice(release: Release) -> tuple[Parameter, ...]:
    """The page's own parameters, as far as a figure depends on them."""
    return (
        partners(release),
        *years(release),
        _word("flow", "Russia's exports, its imports, or both (turnover).", selection.FLOWS),
        _word("measure", "What ranking and tiles show.", selection.MEASURES),
        _word("asia", "The definition of Asia for aggregates and rankings.", selection.ASIAS),
        _word("basis", "Whose statistics a partner's values are taken from.", selection.BASES),
    )


def partners(release: Release) -> Parameter:
    """The partners by ISO 3166-1 alpha-3 code, the name repeated for several."""
    codes = {"type": "string", "enum": list(view.known(release).partners)}
    most = selection.MOST_PARTNERS
    schema = {"type": "array", "items": codes, "minItems": 1, "maxItems": most, "uniqueItems": True}
    return Parameter("partner", f"ISO 3166-1 alpha-3 code of a partner; up to {most}, the name repeated.", schema)


def years(release: Release) -> tuple[Parameter, Parameter]:
    """`from` and `to`: the first and the last year."""
    known = view.known(release)
    schema = {"type": "integer", "minimum": known.first_year, "maximum": known.last_year}
    return Parameter("from", "First year.", schema), Parameter("to", "Last year.", schema)


def this_release(release: Release) -> Parameter:
    """The release a link was made on: stated, it must be the current one."""
    return _word("release", "Refuse any release but this one; past ones live on as frozen embeds.", (release.id,))


def find() -> Parameter:
    """Words that the rows of a table must hold."""
    return Parameter(
        "find",
        "Words that a row must all hold, in any column and either case.",
        {"type": "string", "minLength": 1, "maxLength": selection.MOST_LETTERS},
    )


def formats(allowed: Sequence[str]) -> Parameter:
    """The kind of file; the first is the default."""
    return _word("format", "The kind of file.", allowed)


def looks() -> tuple[Parameter, Parameter]:
    """How a picture looks; data files are the same for all."""
    least, most = WIDTHS
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return (
        _word("mode", "Light or dark paper of a picture; no effect on data.", MODES),
        Parameter("width", "Width of a picture in px; no effect on data.", schema),
    )


def _word(name: str, meaning: str, allowed: Sequence[str]) -> Parameter:
    return Parameter(name, meaning, {"type": "string", "enum": list(allowed), "default": allowed[0]})


def _value(one: Parameter, texts: list[str]) -> Any:
    if one.schema["type"] == "array":
        return _list(one, texts)
    if len(texts) > 1:
        raise Refused(400, "Stated more than once; one value is allowed.", parameter=one.name)
    if one.schema["type"] == "integer":
        return _integer(one, texts[0])
    return _text(one.name, one.schema, texts[0])


def _list(one: Parameter, texts: list[str]) -> list[str]:
    if len(texts) > one.schema["maxItems"]:
        raise Refused(400, f"Stated {len(texts)} times; at most {one.schema['maxItems']}.", parameter=one.name)
    if len(set(texts)) < len(texts):
        raise Refused(400, "The same value is stated twice.", parameter=one.name)
    return [_text(one.name, one.schema["items"], text) for text in texts]


def _integer(one: Parameter, text: str) -> int:
    least, most = one.schema["minimum"], one.schema["maximum"]
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else None
    if number is None or not least <= number <= most:
        raise Refused(400, f"{_quoted(text)} is no whole number from {least} to {most}.", parameter=one.name)
    return number


def _text(name: str, schema: Schema, text: str) -> str:
    if "enum" in schema and text not in schema["enum"]:
        allowed = ", ".join(schema["enum"])
        raise Refused(400, f"{_quoted(text)} is not known here. Allowed: {allowed}.", parameter=name)
    least, most = schema.get("minLength", 0), schema.get("maxLength", len(text))
    if not least <= len(text) <= most:
        raise Refused(400, f"{len(text)} characters; allowed are {least} to {most}.", parameter=name)
    return text


def _quoted(text: str) -> str:
    """A stranger's text, short enough to repeat."""
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"
