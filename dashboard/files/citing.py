"""How to cite a figure: APA, Chicago, BibTeX, plain text. The release is always part of it: figures change, it stands.

APA 7: a data set with a group author and a bracketed description. Chicago: an online item with an organisation as
its author. BibTeX: `@misc` with fields that BibTeX and biber both know.
"""

import re
from typing import Final

from babel.dates import format_date

from dashboard.charts.content import Content
from dashboard.files import facts
from dashboard.files.facts import Facts
from dashboard.files.file import UnknownKindError
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _, language

STYLES: Final = ("apa", "chicago", "bibtex", "text")
TEX: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def citation(release: Release, figure_id: str, content: Content, style: str, choice: Choice | None = None) -> str:
    """A citation of a figure with its title, the project, the release and its date, the source, and its address.

    Args:
        release: whose figure.
        figure_id: of the register.
        content: what the figure says now.
        style: one of `STYLES`.
        choice: the reader's, for the address; none for the figure as it stands without one.

    Raises:
        UnknownKindError: no such style.
    """
    about = facts.of_figure(release, figure_id, choice or Choice(), content)
    if style == "apa":
        return _apa(about)
    if style == "chicago":
        return _chicago(about)
    if style == "bibtex":
        return _bibtex(about, figure_id)
    if style == "text":
        return _text(about)
    raise UnknownKindError(style, STYLES)


def _apa(about: Facts) -> str:
    return _joined(
        f"{facts.project()} ({_day(about, 'y, MMMM d')}).",
        _("{title} [Chart; release {release}].").format(title=about.title, release=about.release),
        _source(about),
        about.link,
    )


def _chicago(about: Facts) -> str:
    return _joined(
        f"{facts.project()}.",
        _("“{title}.” Chart, release {release}, {day}.").format(
            title=about.title, release=about.release, day=_day(about, "MMMM d, y")
        ),
        _source(about),
        f"{about.link}." if about.link else "",
    )


def _bibtex(about: Facts, figure_id: str) -> str:
    fields = {
        "author": f"{{{_tex(facts.project())}}}",
        "title": f"{{{_tex(about.title)}}}",
        "year": f"{about.time:%Y}",
        "month": f"{about.time:%m}",
        "howpublished": _("Chart"),
        "note": _tex(_joined(_("Release {release}.").format(release=about.release), _source(about))),
        "url": about.link,
    }
    lines = [f"  {name} = {{{words}}}," for name, words in fields.items() if words]
    key = re.sub(r"[^\w-]", "", f"russia-asia-{figure_id}-{about.release}")
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _text(about: Facts) -> str:
    return _joined(
        f"{about.title}.",
        f"{about.subtitle}.",
        _source(about),
        _("Release {release} of {day}.").format(release=about.release, day=_day(about, "d MMMM y")),
        f"{facts.project()}.",
        about.link,
    )


def _source(about: Facts) -> str:
    return _("Source: {source}.").format(source=about.source.strip().rstrip("."))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _day(about: Facts, pattern: str) -> str:
    return format_date(about.time.date(), pattern, locale=language())


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text)
