"""Numbers, years and dates as a reader meets them: one way for each, on every page and in every picture.

At most three figures, a hard space before the unit, halves rounded up, a true minus, "no figure" for what is unknown.
"""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

from dashboard.texts import _, language

HARD_SPACE, MINUS = "\u00a0", "\u2212"


def usd(value: float) -> str:
    """'$245 bn', '$7.1 bn', '$430 m'; under a million '$1 m' would say too much, so 'under $1 m'."""
    if math.isnan(value):
        return no_figure()
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if 0 < size < 0.95e6:
        return sign + _("under $1 m").replace(" m", HARD_SPACE + "m")
    unit, scale = next(((u, s) for u, s in (("tn", 1e12), ("bn", 1e9)) if size >= 0.95 * s), ("m", 1e6))
    return f"{sign}${_three(size / scale)}{HARD_SPACE}{unit}"


def pct(share_pct: float) -> str:
    """'49%', '3.2%' under ten, '0.04%' under one tenth; 'no figure' when unknown."""
    if math.isnan(share_pct):
        return no_figure()
    if share_pct == 0:
        return "0%"
    digits = 0 if abs(share_pct) >= 9.95 else 1 if abs(share_pct) >= 0.095 else 2
    if abs(share_pct) < 0.005:
        return _("under {share}").format(share="0.01%")
    return f"{_halves_up(share_pct, digits)}%".replace("-", MINUS)


def change(ratio: float) -> str:
    """A change as a reader says it: '×1.7' from +10 % on, '+4%', 'no change', '−58%'."""
    if math.isnan(ratio):
        return no_figure()
    if ratio >= 1.095:
        return f"×{_three(ratio)}"
    percent = round((ratio - 1) * 100, 9)  # 1.005 - 1 is a little under 0.005
    if percent >= 0.5:
        return f"+{_halves_up(percent, 0)}%"
    if percent > -0.5:
        return _("no change")
    return f"{MINUS}{_halves_up(-percent, 0)}%"


def number(value: float, digits: int) -> str:
    """A plain number with so many decimals: '3.4', '−0.7'; no minus before a zero; 'no figure' when unknown."""
    if math.isnan(value):
        return no_figure()
    size = _halves_up(abs(value), digits)
    return MINUS + size if value < 0 and float(size) else size


def signed(text: str, value: float) -> str:
    """A change with its sign: a plus before the text of a positive value; a minus the text has already."""
    return f"+{text}" if value > 0 else text


def no_figure() -> str:
    """What stands where a figure is unknown: never a zero, never a blank."""
    return _("no figure")


def years(first: int, last: int) -> str:
    """'2012–19' within a century, '1998–2004' across, '2024' for one year."""
    if first == last:
        return str(first)
    same_century = first // 100 == last // 100
    return f"{first}–{last % 100:02d}" if same_century else f"{first}–{last}"


def day(iso: str, precision: str = "day") -> str:
    """'24 February 2022' of an ISO date, 'June 2009' when only the month is known."""
    pattern = "d MMMM y" if precision == "day" else "MMMM y"
    return format_date(date.fromisoformat(iso), pattern, locale=language())


def listed(items: list[str], most: int = 8) -> str:
    """'China, India and Japan'; past `most` the rest is counted, so that a sentence stays one."""
    if len(items) > most:
        return _("{some} and {count} more").format(some=", ".join(items[:most]), count=len(items) - most)
    if len(items) < 2:
        return "".join(items)
    return _("{some} and {last}").format(some=", ".join(items[:-1]), last=items[-1])


def _three(value: float) -> str:
    """Three figures at most: 245, 12, 7.1, 7 for 7.0."""
    if value >= 9.95:
        return f"{int(_halves_up(value, 0)):,}"
    return _halves_up(value, 1).removesuffix(".0")


def _halves_up(value: float, digits: int) -> str:
    """Half goes up, as readers expect: Python's own rounding makes 62.5 into 62."""
    return str(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
