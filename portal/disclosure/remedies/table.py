"""Steps applied to a whole standard CSV: row by row, in constant memory; the same steps give the same bytes.

Cells of columns that no step names keep their text. Line ends become CRLF, as in every table that the portal writes.
"""

import csv
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.disclosure.remedies.cells import Change, change_of
from portal.disclosure.remedies.counts import SUPPRESSED, cells_to_hide
from portal.disclosure.remedies.step import Step
from portal.errors import PortalError
from portal.tables.source import read_header, read_rows

__all__ = ["Outcome", "apply", "check", "fitting", "places_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the table is afterwards: rows without the header, the header's cells, columns that have hidden counts."""

    rows: int
    columns: tuple[str, ...]
    hidden_in: tuple[str, ...] = ()


def apply(csv: Path, steps: Sequence[Step], target: Path, *, salt: bytes) -> Outcome:
    """Write the table as it is after the steps, done in order.

    target: another file than csv.  salt: of ``hash``, at least 16 bytes; it is written nowhere.
    Raises PortalError as `check` does, and ``table.*`` if the file cannot be read.
    """
    check(steps, read_header(csv))
    phases = [list(one) for _, one in groupby(_of_cells(steps), key=lambda step: step.step == "suppress")]
    if not phases:
        shutil.copyfile(csv, target)
        return Outcome(sum(1 for _ in read_rows(csv)) - 1, tuple(read_header(csv)))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="portal-remedies-")))
        source, outcome = csv, Outcome(0, ())
        hidden_in: dict[str, None] = {}
        for number, phase in enumerate(phases, 1):
            written = target if number == len(phases) else folder / f"{number}.csv"
            if phase[0].step == "suppress":
                hidden = _hidden(source, phase)
                header = read_header(source)
                hidden_in |= dict.fromkeys(header[place].strip() for places in hidden.values() for place in places)
                rows = _suppressed(source, hidden)
            else:
                rows = _phase(source, phase, salt)
            outcome = _write(rows, written)
            source = written
    return replace(outcome, hidden_in=tuple(hidden_in))


def check(steps: Sequence[Step], header: Sequence[str]) -> None:
    """See that the steps can be done, in order, to a table with this header.

    Raises PortalError ``remedy.none``, ``remedy.column`` (no such column, or one that an earlier step dropped),
    ``remedy.no_columns`` (none would be left).
    """
    if not steps:
        raise PortalError("remedy.none")
    left = [name.strip() for name in header]
    for step in steps:
        if step.column is None:
            continue
        if step.column.strip() not in left:
            raise PortalError("remedy.column", column=step.column[:200])
        if step.step == "drop":
            left = [name for name in left if name != step.column.strip()]
    if not left:
        raise PortalError("remedy.no_columns")


def fitting(steps: Iterable[Step], header: Sequence[str]) -> list[Step]:
    """Return the steps that can be done to a table with this header, in order; all or none of those of one column."""
    kept: list[Step] = []
    for step in steps:
        try:
            check([*kept, step], header)
        except PortalError:
            continue
        kept.append(step)
    return kept


def places_of(column: str | None, header: Sequence[str]) -> list[int]:
    """Return where a column stands in a header, from 0: of columns that share a name, all."""
    return [place for place, name in enumerate(header) if column is not None and name.strip() == column.strip()]


def _of_cells(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.step != "strip"]


def _phase(source: Path, steps: Sequence[Step], salt: bytes) -> Iterator[list[str]]:
    header = read_header(source)
    changes: dict[int, list[Change]] = {}
    dropped: set[int] = set()
    for step in steps:
        places = places_of(step.column, header)
        if step.step == "drop":
            dropped.update(places)
        elif change := change_of(step, salt):
            for place in places:
                changes.setdefault(place, []).append(change)
    return _changed(read_rows(source), {place: changes[place] for place in changes.keys() - dropped}, dropped)


def _changed(
    rows: Iterator[list[str]], changes: Mapping[int, Sequence[Change]], dropped: set[int]
) -> Iterator[list[str]]:
    leaving = sorted(dropped, reverse=True)
    todo = [(place, change) for place, several in sorted(changes.items()) for change in several]
    for number, row in enumerate(rows):
        width = len(row)
        if number:
            for place, change in todo:
                if place < width:
                    row[place] = change(row[place])
        for place in leaving:
            if place < width:
                del row[place]
        yield row


def _hidden(source: Path, steps: Sequence[Step]) -> dict[int, list[int]]:
    header = read_header(source)
    places = {place for step in steps for place in places_of(step.column, header)}
    return cells_to_hide(source, places, small=max(int(step.options.get("small", 4)) for step in steps))


def _suppressed(source: Path, hidden: Mapping[int, Sequence[int]]) -> Iterator[list[str]]:
    for number, row in enumerate(read_rows(source), -1):
        for place in hidden.get(number, ()):
            row[place] = SUPPRESSED
        yield row


def _write(rows: Iterable[list[str]], target: Path) -> Outcome:
    columns: tuple[str, ...] = ()
    number = -1
    with target.open("w", encoding="utf-8", newline="") as file:
        # CRLF: with a bare line feed the csv module would leave a carriage return in a cell unquoted.
        writer = csv.writer(file, lineterminator="\r\n")
        for number, row in enumerate(rows):  # noqa: B007 told afterwards
            columns = columns or tuple(row)
            writer.writerow(row)
    return Outcome(number, columns)
