"""Look through every row of a standard CSV for identifiers that have a check digit."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from portal.disclosure.identifiers import bank_cards, has_long_number, resident_ids, resident_ids_15
from portal.finding import Finding, Severity
from portal.tables.source import NotPlain, Source, open_source, quoted, read_header, read_rows

__all__ = ["scan_csv"]

_SHARE, _LEAST = 0.8, 3  # of a column without a header word: this share of its cells, and so many
_FETCHED = 2000
_LONG = "[0-9０-９](?:[ \u00a0\u3000\\-－–—‐‑]?[0-9０-９]){13}"  # as `has_long_number`, for RE2 on unfolded text
_CREDIT_CODE = re.compile("信用代码|uscc", re.IGNORECASE)
_RESIDENT = re.compile(
    "身份证|公民身份|证件号|社会保障号|社保号|居民身份|sfz|id[ _-]?card|identity|national[ _-]?id", re.IGNORECASE
)
_CARD = re.compile("银行卡|银行账|银行帐|卡号|账号|帐号|账户|yhk|bank|card[ _-]?(?:no|num)|account", re.IGNORECASE)


@dataclass(slots=True)
class _Tally:
    name: str
    residents: int = 0
    first_resident: int | None = None
    cards: int = 0
    first_card: int | None = None
    filled: int = 0

    def take(self, row: int, cell: str, today: date) -> None:
        residents = 0 if _CREDIT_CODE.search(self.name) else resident_ids(cell, today=today)
        if not residents and _RESIDENT.search(self.name):
            residents = resident_ids_15(cell, today=today)
        if residents:
            self.residents += 1
            self.first_resident = self.first_resident or row
        elif bank_cards(cell, today=today):
            self.cards += 1
            self.first_card = self.first_card or row

    def has_cards(self) -> bool:
        """Judge the column: a header word, or most of its cells."""
        named = self.cards and _CARD.search(self.name)
        return bool(named) or self.cards >= max(_LEAST, _SHARE * self.filled)


def scan_csv(csv: Path, *, resource: str, today: date) -> list[Finding]:
    """Find resident IDs and bank cards, all rows and columns.

    Codes ``identifier.resident_id`` and ``identifier.bank_card``, both blocking: one a column, with its first row
    and the ``count`` of cells. A resident ID in the header row itself has no column, only a ``position``.
    Raises PortalError ``table.*`` if the file cannot be read.
    """
    tallies = [_Tally(name) for name in read_header(csv)]
    found = list(_in_header(tallies, resource, today))
    with ExitStack() as stack:
        try:
            source = stack.enter_context(open_source(csv, threads=1))
            rows = _suspects(source, tallies)
        except NotPlain:
            rows = _all_rows(csv, tallies)
        for number, cells in rows:
            for tally, cell in zip(tallies, cells, strict=False):
                if cell and has_long_number(cell):
                    tally.take(number, cell, today)
    for tally in tallies:
        found += _findings(tally, resource)
    return found


def _in_header(tallies: list[_Tally], resource: str, today: date) -> Iterator[Finding]:
    for position, tally in enumerate(tallies, 1):
        if resident_ids(tally.name, today=today):
            params = {"count": 1, "position": position}
            yield Finding("identifier.resident_id", Severity.BLOCK, resource, 1, None, params)


def _findings(tally: _Tally, resource: str) -> Iterator[Finding]:
    if tally.residents:
        params = {"count": tally.residents}
        row = tally.first_resident
        yield Finding("identifier.resident_id", Severity.BLOCK, resource, row, tally.name, params)
    if tally.has_cards():
        params = {"count": tally.cards}
        yield Finding("identifier.bank_card", Severity.BLOCK, resource, tally.first_card, tally.name, params)


def _suspects(source: Source, tallies: list[_Tally]) -> Iterator[tuple[int, list[str | None]]]:
    """Take the rows in which some cell has a long number, with their numbers in the file."""
    columns = [f"c{index}" for index in range(len(tallies))]
    for tally, filled in zip(tallies, source.select(*(f"count({column})" for column in columns)), strict=True):
        tally.filled = filled
    cursor = source.connection.execute(
        f"SELECT * FROM (SELECT row_number() OVER () + 1, * FROM {source.relation}) "  # noqa: S608 - names are c0 … cN
        f"WHERE regexp_matches(concat_ws(chr(10), {', '.join(columns)}), {quoted(_LONG)})"
    )
    return _fetched(cursor)


def _fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, list[str | None]]]:
    while batch := cursor.fetchmany(_FETCHED):
        for number, *cells in batch:
            yield number, cells


def _all_rows(csv: Path, tallies: list[_Tally]) -> Iterator[tuple[int, list[str | None]]]:
    for number, row in enumerate(read_rows(csv), 1):
        if number == 1:
            continue
        for tally, cell in zip(tallies, row, strict=False):
            tally.filled += bool(cell)
        if has_long_number("\n".join(row)):
            yield number, list(row)
