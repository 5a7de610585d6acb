"""Values of a table's cells as an address writes them, and as an answer does.

Whole numbers are written with all their digits, however many: JSON sets no bound, and a reader that keeps 53 bits
has to ask for ``format=csv`` or read them as text. Dates and times are ISO 8601; a moment is in UTC where the data
says its zone, and as written where it does not.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum

__all__ = ["ALLOWED", "Kind", "Scalar", "is_whole", "is_wide", "kind_of", "read_value"]

Scalar = str | int | float | bool | date | datetime | time

_WHOLE = re.compile(r"-?[0-9]{1,38}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class Kind(StrEnum):
    """What a column's values are; the words are those of Table Schema."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"


ALLOWED: Mapping[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("abc",),
    Kind.INTEGER: ("0", "-12"),
    Kind.NUMBER: ("0.5", "-12", "1e6"),
    Kind.BOOLEAN: ("true", "false"),
    Kind.DATE: ("2026-01-31",),
    Kind.DATETIME: ("2026-01-31", "2026-01-31T08:00:00", "2026-01-31T08:00:00Z"),
    Kind.TIME: ("08:00", "08:00:00"),
}
"""Examples of what may stand in an address for a value."""

_KINDS = {
    "BIGINT": Kind.INTEGER,
    "INTEGER": Kind.INTEGER,
    "HUGEINT": Kind.INTEGER,
    "DECIMAL(38,0)": Kind.INTEGER,
    "DOUBLE": Kind.NUMBER,
    "BOOLEAN": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    "TIMESTAMP": Kind.DATETIME,
    "TIME": Kind.TIME,
}


def kind_of(duck: str) -> Kind:
    """Return the kind of a DuckDB type, as `portal.tables.parquet` writes them."""
    return _KINDS.get(duck, Kind.TEXT)


def is_wide(duck: str) -> bool:
    """Tell whether the whole numbers of a DuckDB type may have more than 64 bits."""
    return duck.startswith(("DECIMAL", "HUGEINT"))


def is_whole(text: str) -> bool:
    """Tell whether a text is a whole number of at most 38 digits."""
    return bool(_WHOLE.fullmatch(text))


def read_value(text: str, kind: Kind) -> Scalar:
    """Read a value. Raises ValueError for a text that is none of that kind."""
    return _READERS[kind](text)


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError
    text.encode()  # a lone surrogate is no text: UnicodeEncodeError is a ValueError
    return text


def _integer(text: str) -> int:
    if not is_whole(text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError
    return float(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError
    return text == "true"


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def _datetime(text: str) -> datetime:
    if not _DATE.match(text):
        raise ValueError
    moment = datetime.fromisoformat(text)
    try:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError as error:
        raise ValueError from error


def _time(text: str) -> time:
    moment = time.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError
    return moment


_READERS: Mapping[Kind, Callable[[str], Scalar]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
    Kind.TIME: _time,
}
