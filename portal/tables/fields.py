"""A Table Schema field as a test and a value: in Python for one cell, in SQL for a column of millions.

What is accepted here is a subset of what frictionless accepts (a test holds the two together), so that a column
proved here is valid there. What this module does not know (objects, geopoints, formats with names of months …)
is text to it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.tables.source import quoted

__all__ = ["DATE_DEFAULT", "Reading", "fields_of", "pattern_of_format", "reading_of"]

DATE_DEFAULT = "%Y-%m-%d"
_SPACE = r"[ \t]*"
_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_DIRECTIVES = {
    "%Y": _YEAR,
    "%m": "[0-9]{1,2}",
    "%d": "[0-9]{1,2}",
    "%H": "[0-9]{1,2}",
    "%M": "[0-9]{1,2}",
    "%S": "[0-5]?[0-9]",
    "%f": "[0-9]{1,6}",
    "%y": "[0-9]{2}",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read.

    pattern: what a whole cell that is not missing must match (the common ground of `re` and RE2); None: any text.
    strptime: the date format that it must also satisfy, or ``iso`` for an ISO 8601 instant, or None.
    value: SQL of the typed value, ``{c}`` standing for the cell; used only where the cell was accepted.
    duck: DuckDB's type of the value.
    """

    type: str
    missing: tuple[str, ...]
    pattern: str | None = None
    strptime: str | None = None
    value: str = "{c}"
    duck: str = "VARCHAR"
    _compiled: Callable[[str], object] | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        if self.pattern is not None:
            object.__setattr__(self, "_compiled", re.compile(self.pattern, re.DOTALL | re.ASCII).fullmatch)

    def accepts(self, cell: str) -> bool:
        """Say whether a cell is missing or a value of the type."""
        if self._compiled is None or cell in self.missing:
            return True
        return bool(self._compiled(cell)) and self._is_moment(cell)

    def _is_moment(self, cell: str) -> bool:
        if self.strptime is None:
            return True
        try:
            if self.strptime == "iso":
                datetime.fromisoformat(cell)
            else:
                datetime.strptime(cell, self.strptime)  # noqa: DTZ007 - only whether it is a date is asked
        except ValueError:
            return False
        return True

    def missing_sql(self, column: str) -> str:
        """Write the test that a cell is missing; never NULL."""
        others = ", ".join(quoted(marker) for marker in self.missing if marker)
        tests = [f"{column} IN ({others})"] if others else []
        if "" not in self.missing:
            return f"({column} IS NOT NULL AND {tests[0]})" if tests else "false"
        return f"({' OR '.join([f'{column} IS NULL', *tests])})"

    def accepts_sql(self, column: str) -> str:
        """Write the test that a cell which is not missing is a value of the type; never NULL."""
        if self.pattern is None:
            return "true"
        test = f"regexp_full_match(coalesce({column}, ''), {quoted(self.pattern)}, 's')"
        if self.strptime == "iso":
            test += f" AND TRY_CAST({column} AS TIMESTAMPTZ) IS NOT NULL"
        elif self.strptime is not None:
            test += f" AND try_strptime({column}, {quoted(self.strptime)}) IS NOT NULL"
        return f"({test})"

    def value_sql(self, column: str) -> str:
        """Write the typed value of a cell that is known to be accepted; NULL where it is missing."""
        value = self.value.replace("{c}", column)
        return f"CASE WHEN {self.missing_sql(column)} THEN NULL ELSE {value} END"


def reading_of(descriptor: Mapping[str, Any], schema_missing: Sequence[Any] = ("",)) -> Reading:
    """Make the reading of a field descriptor.

    schema_missing: ``missingValues`` of the schema; the field's own, where it has some, take its place (Data
    Package v2). A type or format that is not known here gives a reading of type ``any``: text.
    """
    entries = descriptor.get("missingValues", schema_missing)
    missing = tuple(str(entry["value"] if isinstance(entry, Mapping) else entry) for entry in entries)
    maker = _MAKERS.get(str(descriptor.get("type", "string")), _unknown)
    return maker(descriptor, missing)


def fields_of(schema: Mapping[str, Any], header: Sequence[str]) -> list[Mapping[str, Any]]:
    """Give each column of a file its field: by position, or by name where the schema's ``fieldsMatch`` says so.

    A column that has none gets a field of type ``any`` under its own name.
    """
    fields = [one for one in schema.get("fields", []) if isinstance(one, Mapping)]
    match = schema.get("fieldsMatch", "exact")
    if match in ("exact", ["exact"]):
        known = dict(enumerate(fields))
        return [known.get(index, {"name": name, "type": "any"}) for index, name in enumerate(header)]
    by_name = {str(one.get("name")): one for one in fields}
    return [by_name.get(name, {"name": name, "type": "any"}) for name in header]


def pattern_of_format(format: str) -> str | None:  # noqa: A002 - the standard's word
    """Write the pattern of a strptime format, or None if it has a part that is not plain digits."""
    parts = re.findall(r"%.|[^%]", format, re.DOTALL)
    out = []
    for number, part in enumerate(parts):
        if not part.startswith("%"):
            out.append(re.escape(part))
            continue
        digits = _DIRECTIVES.get(part)
        if digits is None or part in parts[:number]:
            return None
        beside = parts[number - 1 : number] + parts[number + 1 : number + 2]
        if any(other.startswith("%") for other in beside):
            digits = digits.replace("{1,2}", "{2}").replace("[0-5]?", "[0-5]")
        out.append(digits)
    return "".join(out)


def _unknown(_descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    return Reading("any", missing)


def _string(_descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    return Reading("string", missing)


def _boolean(descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    true = [str(word) for word in descriptor.get("trueValues", ["true", "True", "TRUE", "1"])]
    false = [str(word) for word in descriptor.get("falseValues", ["false", "False", "FALSE", "0"])]
    pattern = "|".join(re.escape(word) for word in [*true, *false])
    # a word on both lists is false: frictionless reads the false ones last
    value = f"({{c}} NOT IN ({', '.join(map(quoted, false))}))" if false else "true"
    return Reading("boolean", missing, pattern, None, value, "BOOLEAN")


def _integer(descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    if descriptor.get("bareNumber", True):
        return Reading("integer", missing, f"{_SPACE}[+-]?[0-9]+{_SPACE}", None, "CAST({c} AS BIGINT)", "BIGINT")
    value = "CAST(regexp_extract({c}, '^[^-0-9]*(-?[0-9]+)[^0-9]*$', 1) AS BIGINT)"
    return Reading("integer", missing, "[^-0-9]*-?[0-9]+[^0-9]*", None, value, "BIGINT")


def _number(descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    group = str(descriptor.get("groupChar", ""))
    point = str(descriptor.get("decimalChar", "."))
    if len(group) > 1 or len(point) != 1 or group == point or any(char.isalnum() for char in group + point):
        return Reading("any", missing)
    digits = f"[0-9{_in_class(group)}]"
    body = rf"(?:[0-9]{digits}*(?:{re.escape(point)}{digits}*)?|{re.escape(point)}[0-9]{digits}*)"
    text = f"replace({{c}}, {quoted(group)}, '')" if group else "{c}"
    if point != ".":
        text = f"replace({text}, {quoted(point)}, '.')"
    if descriptor.get("bareNumber", True):
        special = r"|NaN|[+-]?INF"
        pattern = rf"{_SPACE}(?:[+-]?{body}(?:[eE][+-]?[0-9]{{1,3}})?{special}){_SPACE}"
        return Reading("number", missing, pattern, None, f"CAST({text} AS DOUBLE)", "DOUBLE")
    inner = rf"-?[0-9]{digits}*(?:{re.escape(point)}{digits}*[0-9])?"
    whole = quoted(f"^[^-0-9]*({inner})[^0-9]*$")
    text = text.replace("{c}", f"regexp_extract({{c}}, {whole}, 1)")
    return Reading("number", missing, f"[^-0-9]*{inner}[^0-9]*", None, f"CAST({text} AS DOUBLE)", "DOUBLE")


def _in_class(characters: str) -> str:
    return "".join("\\" + character if character in r"\]^-[" else character for character in characters)


def _moment(type_: str, duck: str, default: str) -> Callable[[Mapping[str, Any], tuple[str, ...]], Reading]:
    def make(descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
        format_ = str(descriptor.get("format", "default"))
        format_ = default if format_ == "default" else format_
        if format_ == "iso":
            pattern: str | None = rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}(?:\.[0-9]{{1,6}})?{_ZONE}?"
            value = "(CAST({c} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')"
            return Reading(type_, missing, pattern, "iso", value, duck)
        pattern = pattern_of_format(format_)
        if format_ == "%H:%M:%S":
            pattern = _CLOCK
        if pattern is None:
            return Reading("any", missing)
        return Reading(type_, missing, pattern, format_, f"CAST(strptime({{c}}, {quoted(format_)}) AS {duck})", duck)

    return make


def _year(_descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    return Reading("year", missing, "[0-9]{4}", None, "CAST({c} AS INTEGER)", "INTEGER")


def _yearmonth(_descriptor: Mapping[str, Any], missing: tuple[str, ...]) -> Reading:
    return Reading("yearmonth", missing, "[0-9]{4}-(?:0[1-9]|1[0-2])")


_MAKERS: dict[str, Callable[[Mapping[str, Any], tuple[str, ...]], Reading]] = {
    "string": _string,
    "boolean": _boolean,
    "integer": _integer,
    "number": _number,
    "date": _moment("date", "DATE", DATE_DEFAULT),
    "datetime": _moment("datetime", "TIMESTAMP", "iso"),
    "time": _moment("time", "TIME", "%H:%M:%S"),
    "year": _year,
    "yearmonth": _yearmonth,
}
