"""Numbers as people read them in either language, steps of an axis, and how wide a text is."""

import math
import unicodedata
from collections.abc import Sequence

from portal.charts.plans import Language

__all__ = ["Axis", "axis_of", "clip", "plain", "short", "spoken", "steps", "width_of"]

_NICE = 1, 2, 2.5, 5, 10
_WIDE_STEPS = 20
_NARROW, _DIGIT, _EM = 0.34, 0.6, 1.02  # of the font size: rough, on the generous side


def steps(low: float, high: float, *, whole: bool, about: int = 16) -> list[float]:
    """Cut low..high into 5 to 20 equal steps with round edges; between whole numbers where all values are whole."""
    step = _step((high - low) / about)
    if whole:
        step = max(1, math.ceil(step))
    first = math.floor(low / step + 1e-9)
    last = max(first + 1, math.ceil(high / step - 1e-9))
    if whole and last * step <= high:
        last += 1
    return [float(f"{i * step:.15g}") for i in range(first, last + 1)][: _WIDE_STEPS + 4]


class Axis:
    """Round ticks from below the least to above the greatest value."""

    def __init__(self, ticks: Sequence[float]) -> None:
        self.ticks = list(ticks)
        self.low, self.high = ticks[0], ticks[-1]

    def labels(self, language: Language) -> list[str]:
        """Write the ticks with one unit of size for all of them: 0, 5万, 10万; 0, 50k, 100k."""
        size, word = _size(max(abs(one) for one in self.ticks), language, short=True, least=2)
        return [_digits(one / size, 10) + (word if one else "") for one in self.ticks]


def axis_of(low: float, high: float, *, near: float = 1, about: int = 4) -> Axis:
    """Choose an axis for the values low..high, from zero where the least is below this share of the greatest."""
    if 0 <= low <= near * high:
        low = 0.0
    if high == low:
        high = low + 1
    step = _step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis([float(f"{i * step:.15g}") for i in range(first, last + 1)])


def short(value: float, language: Language) -> str:
    """Write a number beside a mark: three digits, whole parts whole, and a unit of size: 12.3万, 12.3k."""
    size, word = _size(abs(value), language, short=True)
    return _digits(value / size, 3) + word


def spoken(value: float, language: Language) -> str:
    """Write a number in a sentence: 12.34万, 1.234 million, 12,345, 0.617."""
    size, word = _size(abs(value), language, short=False)
    return _digits(value / size, 4 if word else 3) + word


def plain(value: float) -> float | int:
    """Round a value for the table: whole where it is, else to six significant digits."""
    if float(value).is_integer() and abs(value) < 1e15:
        return int(value)
    return float(f"{value:.6g}")


def width_of(text: str, size: float) -> float:
    """Say about how wide a text is at a font size, a little more than it will be."""
    return sum(_char(char) for char in text) * size


def clip(text: str, size: float, room: float) -> str:
    """Cut a text to a room, with an ellipsis where it was cut."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _char(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return _EM
    if char in "ilj.,:;'|!·- ":
        return _NARROW
    return 0.74 if char.isupper() or char in "%mw" else _DIGIT


def _step(raw: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    return next(nice * power for nice in _NICE if nice * power >= raw * 0.999)


def _size(value: float, language: Language, *, short: bool, least: float = 1) -> tuple[float, str]:
    if language == "zh":
        known: tuple[tuple[float, str], ...] = ((1e8, "亿"), (1e4, "万"))
    elif short:
        known = ((1e9, "bn"), (1e6, "M"), (1e4, "k")) if least == 1 else ((1e9, "bn"), (1e6, "M"), (1e3, "k"))
    else:
        known = ((1e9, " billion"), (1e6, " million"))
    for size, word in known:
        if value >= size * least * 0.99995:
            return (1e3 if word == "k" else size), word
    return 1, ""


def _digits(value: float, significant: int) -> str:
    """Write with thousands separators and so many significant digits, whole parts always whole."""
    if value == 0:
        return "0"
    whole = math.floor(math.log10(abs(value))) + 1
    text = f"{value:,.{max(0, min(6, significant - whole))}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\u2212", 1)
