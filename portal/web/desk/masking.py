"""No page of the desk shows a value that names a person: cells pass through here on their way to a template.

Columns that the report of a scan flags are masked by their kind; of all other cells every identifier that is found in
them. Where there is no report yet, what a column is called and holds says what it is. Files that are handed out are
another matter: they are exactly what would be released.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.canonical import Json
from portal.disclosure.own import OwnPattern
from portal.disclosure.persons.headers import hints
from portal.disclosure.persons.names import column_confidence
from portal.disclosure.remedies.text import mask_text, masked
from portal.disclosure.report import Kind, Place
from portal.finding import Severity
from portal.tables.diff import RowDiff

__all__ = ["Masks", "mask_text"]

_IN_COLUMNS = frozenset({Place.CELL.value, Place.FREE_TEXT.value, Place.HIDDEN_COLUMN.value})
_SAID = 0.8  # weight of a header that says by itself what a column holds
_NAMES = 0.6  # confidence from which on a column without a report is held to hold names
_CUT = re.compile(r"[0-9A-Za-z*@._ -]+…$")  # what a cut leaves of a number is found by no rule
_SMALL = re.compile(r"[-+]?[0-9]{0,6}(?:\.[0-9]{1,4})?")  # a number that can be nobody's; most cells are one

Change = Callable[[str], str]


class Masks:
    """What to do with the cells of one table, by column.

    report: of the file (`portal.catalog.models.DraftFile.report`); None while it is due.  own: a city's numbers.
    """

    def __init__(self, report: Json | None, own: Sequence[OwnPattern] = ()) -> None:
        self._report, self._own = report, own
        self._kinds = _kinds(report)

    def rows(self, names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
        """Mask first rows of a table. names: of its columns, as many as each row has cells."""
        changes = [self._change(name, [row[place] for row in rows]) for place, name in enumerate(names)]
        return [[change(cell) for change, cell in zip(changes, row, strict=True)] for row in rows]

    def cell(self, name: str, cell: str) -> str:
        """Mask one cell of a column."""
        return self._change(name, [cell])(cell)

    def differences(self, rows: RowDiff) -> RowDiff:
        """Mask the examples of a comparison."""
        examples: list[Mapping[str, Any]] = [*rows.examples_added, *rows.examples_removed]
        values: dict[str, list[str]] = {name: [] for name in rows.compared}
        for row in examples:
            for name in rows.compared:
                values[name] += [row[name]] if row.get(name) else []
        for one in rows.examples_changed:
            for name, pair in one.cells.items():
                values.setdefault(name, []).extend(cell for cell in pair if cell)
            for name, cell in one.key.items():
                values.setdefault(name, []).extend([cell] if cell else [])
        changes = {name: self._change(name, cells) for name, cells in values.items()}

        def row_of(row: Mapping[str, str | None]) -> dict[str, str | None]:
            return {name: changes.get(name, self._text)(cell) if cell else cell for name, cell in row.items()}

        def pair_of(name: str, pair: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
            before, now = (changes[name](cell) if cell else cell for cell in pair)
            return before, now

        return replace(
            rows,
            examples_added=[row_of(row) for row in rows.examples_added],
            examples_removed=[row_of(row) for row in rows.examples_removed],
            examples_changed=[
                replace(one, key=row_of(one.key), cells={name: pair_of(name, pair) for name, pair in one.cells.items()})
                for one in rows.examples_changed
            ],
        )

    def profile(self, profile: Json | None) -> Json | None:
        """Leave out least and greatest values of columns that hold identifiers: they are two of them."""
        if profile is None:
            return None
        return {**profile, "columns": [self._extremes(one) for one in profile.get("columns", [])]}

    def _extremes(self, column: Json) -> Json:
        cells = [str(column[key]) for key in ("min", "max") if column.get(key) is not None]
        change = self._change(str(column.get("name", "")), cells)
        if all(change(cell) == cell for cell in cells):
            return column
        return {key: value for key, value in column.items() if key not in ("min", "max")}

    def _change(self, name: str, cells: Iterable[str]) -> Change:
        kind = self._kinds.get(name.strip())
        if kind is None and self._report is None:
            kind = _by_look(name, [cell for cell in cells if cell.strip()])
        whole: Change = masked(kind) if kind is not None else self._text

        def change(cell: str) -> str:
            told = whole(self._text(cell) if self._own else cell)
            return _CUT.sub("…", told) if cell.endswith("…") else told

        return change

    def _text(self, cell: str) -> str:
        if not self._own and _SMALL.fullmatch(cell):
            return cell
        return mask_text(cell, own=self._own)


def _kinds(report: Json | None) -> dict[str, Kind]:
    """Return the kind of each column that a report flags; of several the one with most values."""
    counts: dict[str, tuple[int, Kind]] = {}
    for one in (report or {}).get("findings", []):
        column, place = one.get("column"), one.get("place")
        if not column or place not in _IN_COLUMNS or one.get("masked") or one.get("severity") == Severity.INFO.value:
            continue
        kind = Kind(one["kind"]) if place != Place.FREE_TEXT.value else Kind.FREE_TEXT
        known = counts.get(column.strip(), (0, kind))
        if one.get("count", 0) >= known[0]:
            counts[column.strip()] = (one.get("count", 0), kind)
    return {column: kind for column, (_, kind) in counts.items()}


def _by_look(name: str, cells: Sequence[str]) -> Kind | None:
    """Guess what a column holds from its name and a few cells; rather once too often than too seldom."""
    said = hints(name)
    kind, weight = max(said.items(), key=lambda one: one[1], default=(None, 0.0))
    if kind is not None and weight >= _SAID:
        return kind
    if cells and column_confidence(cells, name) >= _NAMES:
        return Kind.PERSON_NAME
    return None
