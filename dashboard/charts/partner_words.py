"""The words of the partner chart: headline, source line, description, and what each mark says. No drawing."""

from typing import Any

import pandas as pd

from dashboard import terms, view
from dashboard.charts.content import records
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import usd


def reported_peak(line: pd.DataFrame) -> Any:
    """The year with the most that Russia itself reported; None if it reported none."""
    reported = line[line["basis"] == "reported"]
    return records(reported.nlargest(1, "value_usd"))[0] if len(reported) else None


def amount(row: Any) -> str:
    """A value with its mark of doubt."""
    return usd(row.value_usd) + ("?" if row.quality == "suspect" else "")


def line_marks(name: str, line: pd.DataFrame) -> list[str]:
    """What each point of the line says when it is pointed at or read aloud."""
    return [
        _("{name}, {year}: {value}, {basis} ({source}; {sources} sources from {low} to {high})").format(
            name=name,
            year=r.year,
            value=amount(r),
            basis=terms.basis(r.basis),
            source=r.source,
            sources=r.n_sources,
            low=usd(r.lowest_usd),
            high=usd(r.highest_usd),
        )
        for r in records(line)
    ]


def point_marks(points: pd.DataFrame) -> list[str]:
    """The same for the matrices of one year."""
    return [
        _("{year}: {value}, a matrix of one year ({source})").format(
            year=r.year, value=usd(r.value_usd), source=r.source
        )
        for r in records(points)
    ]


def announced_marks(said: pd.DataFrame) -> list[str]:
    """The same for announced totals: who said it."""
    return [
        _("{period}: {value} announced by {who}").format(period=r.period, value=usd(r.value_usd), who=r.who_reported)
        for r in records(said)
    ]


def source(release: Release, line: pd.DataFrame) -> str:
    """The source line: who published the line, and why parts of it are suspect."""
    names = view.publishers(release, line["source"])
    told = _("announcements as dated, each with its address in the table; visits: a coded sample.")
    text = f"{names}; {told}" if names else told
    notes = [n for n in dict.fromkeys(line.loc[line["quality"] == "suspect", "note"].dropna()) if n][:2]
    return text + (" " + _("Suspect: {notes}.").format(notes="; ".join(notes)) if notes else "")


def title(name: str, line: pd.DataFrame, said: pd.DataFrame) -> str:
    """The peak that Russia reported and the last value, or what else is known."""
    if line.empty:
        words = _("{name}: only announced totals") if len(said) else _("{name}: no yearly figures")
        return words.format(name=name)
    end, peak = records(line)[-1], reported_peak(line)
    known = {"name": name, "b": amount(end), "last": end.year}
    if peak is None or peak.year == end.year:
        return _("{name}: {b} in {last}").format(**known)
    known |= {"a": amount(peak), "first": peak.year}
    if end.basis == "reported":
        return _("{name}: {b} in {last}, after a peak of {a} in {first}").format(**known)
    if end.basis == "mirror":
        return _("{name}: {a} in {first} as Russia reported; {b} in {last} by the partner’s count").format(**known)
    if end.value_usd > peak.value_usd:
        return _("{name}: {a} in {first}, the most Russia reported; put at {b} for {last}").format(**known)
    return _("{name}: a peak of {a} in {first}, put at {b} for {last}").format(**known)


def description(name: str, line: pd.DataFrame, said: pd.DataFrame) -> str:
    """The main values in words."""
    if line.empty:
        words = _("{name}: no statistics; {count} announced totals are drawn as diamonds.")
        return words.format(name=name, count=len(said))
    first, last, top = records(line)[0], records(line)[-1], records(line.nlargest(1, "value_usd"))[0]
    return _(
        "Line chart of trade with {name}: {a} in {first}, highest {top} in {peak}, {b} in {last} ({basis}). "
        "{count} announced totals as diamonds."
    ).format(
        name=name,
        a=amount(first),
        first=first.year,
        top=amount(top),
        peak=top.year,
        b=amount(last),
        last=last.year,
        basis=terms.basis(last.basis),
        count=len(said),
    )


def quote(release: Release, flow: str, name: str, line: pd.DataFrame) -> dict[str, str]:
    """A sentence on the last value of the line, and what to check."""
    if line.empty:
        return {}
    last = records(line)[-1]
    sentence = _("{trade}, {name}: {value} in {year} ({basis}; {source}).").format(
        trade=terms.trade(flow),
        name=name,
        value=usd(last.value_usd),
        year=last.year,
        basis=terms.standing(last.basis, last.quality),
        source=view.publishers(release, [last.source]),
    )
    return {"quote": sentence, "check": terms.doubt(last.basis, last.quality)}
