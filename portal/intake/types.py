"""What a column could be, judged by some of its cells: proposals, to be confirmed over the whole file.

Each rule looks at the distinct values of a column (missing markers put aside) and proposes a Table Schema field
and the pattern that every value must then match, which is stricter than the type: an integer with a leading zero
is a code, and stays text.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any

from portal.tables.fields import DATE_DEFAULT, Reading, reading_of

__all__ = ["MARKERS", "Proposal", "is_marker", "propose"]

MARKERS = frozenset(
    "NA N/A n/a #N/A N.A. n.a. - -- — —— – － … …… ... 无 不详 未知 缺失 暂无 / null NULL Null None nan NaN :".split()
)
"""Cells that stand for "no value" in a column of another type; also the empty cell and rows of asterisks."""

_PAIRS = (
    (("是",), ("否",)),
    (("true", "True", "TRUE"), ("false", "False", "FALSE")),
    (("yes", "Yes", "YES"), ("no", "No", "NO")),
    (("Y", "y"), ("N", "n")),
    (("有",), ("无",)),
)
_ALONE = 2  # pairs of which one side alone is enough: the words mean nothing else
_MOST_MARKERS = 12  # kinds of "no value" in one column: with more it is text
_CODE_ZH = re.compile(
    "代码|编码|编号|证号|号码|身份证|电话|手机|传真|邮编|邮政|卡号|账号|帐号|区划|序列号|学号|工号|车牌|许可证|文号|条码"
)
_CODE_EN = re.compile(
    r"(?:^|[^a-z])(?:code|codes|zip|zipcode|postcode|postal|phone|tel|telephone|mobile|fax|isbn|issn|fips|geoid|barcode)"
    r"(?:$|[^a-z])"
)
_YEAR = re.compile(r"年份|年度|^年$|(?:^|[^a-z])years?(?:$|[^a-z])")
_DATE = re.compile(r"日期|时间|年月|月份|(?:^|[^a-z])(?:date|month)(?:$|[^a-z])")

_INTEGER = r"[ \t]*[+-]?(?:0|[1-9][0-9]{0,17})[ \t]*"
_WHOLE = "(?:0|[1-9][0-9]{0,14})"
_NUMBER = rf"[ \t]*[+-]?(?:{_WHOLE}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{{1,2}})?[ \t]*"
_PERCENT = rf"[ \t]*[+-]?{_WHOLE}(?:\.[0-9]+)?[ \t]*[%％]"
_GROUPS = ((",", "."), ("", ","), (".", ","), (" ", ","), (" ", "."), ("\u00a0", ","), ("\u202f", ","), ("'", "."))

_AMBIGUOUS = rf"{_WHOLE}|[1-9][0-9]{{0,2}},[0-9]{{3}}"

_DATES = (DATE_DEFAULT, "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
_EITHER = (("%d/%m/%Y", "%m/%d/%Y"), ("%d-%m-%Y", "%m-%d-%Y"), ("%d.%m.%Y", "%m.%d.%Y"))
_CLOCKS = (" %H:%M:%S", " %H:%M", "T%H:%M", " %H:%M:%S.%f")
_PLAUSIBLE = "[12][0-9]{3}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field, and the reading that every cell of the column must pass for it to be true.

    probe: the cells seen so far do not tell day from month; true cells decide nothing, a false one does.
    """

    key: str
    column: dict[str, Any]
    pattern: str
    strptime: str | None = None
    markers: tuple[str, ...] = ()
    probe: bool = False
    reading: Reading = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        reading = reading_of(self.column, ["", *self.markers])
        reading = replace(reading, pattern=self.pattern, strptime=self.strptime or reading.strptime)
        object.__setattr__(self, "reading", reading)


def is_marker(cell: str) -> bool:
    """Say whether a cell may stand for "no value"."""
    bare = cell.strip()
    return not bare or bare in MARKERS or not bare.strip("*")


def propose(name: str, cells: Collection[str], *, refuted: Collection[str] = ()) -> Proposal | None:
    """Propose the first type that all these cells bear out; None: text.

    name: the header's cell, which tells codes, years and dates from plain numbers.
    refuted: keys of proposals not to make again.
    """
    words = _boolean({cell for cell in cells if cell})
    if words is not None and words.key not in refuted:
        return words
    markers = tuple(sorted(cell for cell in cells if cell and is_marker(cell)))
    values = {cell for cell in cells if not is_marker(cell)}
    if not values or len(markers) > _MOST_MARKERS:
        return None
    for rule in _RULES:
        found = rule(name.strip().lower(), values, refuted)
        if found is not None:
            return replace(found, markers=markers)
    return None


def _boolean(cells: set[str]) -> Proposal | None:
    for number, (true, false) in enumerate(_PAIRS):
        found_true, found_false = cells & set(true), cells & set(false)
        rest = cells - found_true - found_false
        alone = number < _ALONE and bool(found_true or found_false)
        if not all(is_marker(cell) for cell in rest) or not (alone or (found_true and found_false)):
            continue
        trues, falses = sorted(found_true) or [true[0]], sorted(found_false) or [false[0]]
        markers = tuple(sorted(cell for cell in rest))
        column = {"type": "boolean", "trueValues": trues, "falseValues": falses}
        return Proposal("boolean", column, "|".join(map(re.escape, trues + falses)), markers=markers)
    return None


def _all(pattern: str, values: Collection[str]) -> bool:
    matches = re.compile(pattern, re.DOTALL | re.ASCII).fullmatch
    return all(matches(value) for value in values)


def _is_code(name: str, values: Collection[str]) -> bool:
    """Say whether whole numbers are labels: by the header, or as long and of one length, or as mobile numbers."""
    if _CODE_ZH.search(name) or _CODE_EN.search(re.sub(r"[^a-z]+", " ", name)):
        return True
    lengths = {len(value) for value in values}
    return (len(lengths) == 1 and lengths.pop() > 15) or _all("1[3-9][0-9]{9}", values)


def _number(name: str, values: Collection[str], refuted: Collection[str]) -> Proposal | None:
    if _YEAR.search(name) and _all(_PLAUSIBLE, values) and "year" not in refuted:
        return Proposal("year", {"type": "year"}, _PLAUSIBLE)
    if _DATE.search(name) and _all(rf"{_PLAUSIBLE}[0-9]{{4}}|{_PLAUSIBLE}[.]?(?:0?[1-9]|1[0-2])", values):
        return _compact_date(values, refuted)
    if _all(_INTEGER, values):
        return None if _is_code(name, values) else Proposal("integer", {"type": "integer"}, _INTEGER)
    if _all(_NUMBER, values):
        return Proposal("number", {"type": "number"}, _NUMBER)
    if _all(_PERCENT, values):
        return Proposal("percent", {"type": "number", "bareNumber": False}, _PERCENT)
    return None


def _compact_date(values: Collection[str], refuted: Collection[str]) -> Proposal | None:
    pattern = f"{_PLAUSIBLE}[0-9]{{4}}"
    proposal = Proposal("date:compact", {"type": "date", "format": "%Y%m%d"}, pattern, "%Y%m%d")
    return proposal if proposal.key not in refuted and all(map(proposal.reading.accepts, values)) else None


def _grouped(_name: str, values: Collection[str], _refuted: Collection[str]) -> Proposal | None:
    if not any(character in value for value in values for character in ",. '\u00a0\u202f"):
        return None
    for group, point in _GROUPS:
        grouped = rf"|[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+" if group else ""
        pattern = rf"[+-]?(?:{_WHOLE}{grouped})(?:{re.escape(point)}[0-9]+)?"
        shown = any(group in value for value in values) if group else not _all(_AMBIGUOUS, values)
        if shown and _all(pattern, values):
            column = {"type": "number"}
            column |= {"groupChar": group} if group else {}
            column |= {"decimalChar": point} if point != "." else {}
            return Proposal(f"number:{group}:{point}", column, pattern)
    return None


def _dated(_name: str, values: Collection[str], refuted: Collection[str]) -> Proposal | None:
    if not all(value[0].isdigit() for value in values):
        return None
    for clock in ("", *_CLOCKS):
        for format_ in _DATES:
            if (found := _moment(format_ + clock, values)) is not None:
                return found
        for day_first, month_first in _EITHER:
            if (found := _either(day_first + clock, month_first + clock, values, refuted)) is not None:
                return found
    return _instant(values)


def _moment(format_: str, values: Collection[str]) -> Proposal | None:
    """Propose one format; padded everywhere, an ISO date needs none."""
    type_ = "datetime" if "%H" in format_ else "date"
    pattern = re.escape(format_).replace("\\%", "%").replace("%Y", _PLAUSIBLE).replace("%M", "[0-5][0-9]")
    pattern = pattern.replace("%S", "[0-5][0-9]").replace("%f", "[0-9]{1,6}")
    padded = re.sub("%[mdH]", "[0-9]{2}", pattern)
    column = {"type": type_} if format_ == DATE_DEFAULT else {"type": type_, "format": format_}
    proposal = Proposal(format_, column, padded, format_)
    if not all(map(proposal.reading.accepts, values)):
        column = {"type": type_, "format": format_}
        proposal = Proposal(format_ + " unpadded", column, re.sub("%[mdH]", "[0-9]{1,2}", pattern), format_)
        if not all(map(proposal.reading.accepts, values)):
            return None
    return proposal


def _either(day_first: str, month_first: str, values: Collection[str], refuted: Collection[str]) -> Proposal | None:
    """Tell day from month: one of the two must be impossible for some cell of the file."""
    day, month = _moment(day_first, values), _moment(month_first, values)
    if day is None or month is None:
        return day or month
    for candidate in (month, day):
        if candidate.key not in refuted:
            return replace(candidate, probe=True)
    return None


def _instant(values: Collection[str]) -> Proposal | None:
    """Propose ISO 8601 instants, all with a zone or all without, or times of day."""
    clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    for zone in ("", r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"):
        pattern = rf"{_PLAUSIBLE}-[0-9]{{2}}-[0-9]{{2}}T{clock}(?:\.[0-9]{{1,6}})?{zone}"
        proposal = Proposal(f"datetime{zone}", {"type": "datetime"}, pattern)
        if all(map(proposal.reading.accepts, values)):
            return proposal
    if _all(clock, values):
        return Proposal("time", {"type": "time"}, clock)
    if _all("(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", values):
        return Proposal("time short", {"type": "time", "format": "%H:%M"}, "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
    if _all(f"{_PLAUSIBLE}-(?:0[1-9]|1[0-2])", values):
        return Proposal("yearmonth", {"type": "yearmonth"}, f"{_PLAUSIBLE}-(?:0[1-9]|1[0-2])")
    return None


_Rule = Callable[[str, Collection[str], Collection[str]], Proposal | None]
_RULES: tuple[_Rule, ...] = (_number, _dated, _grouped)
