"""Infer a Table Schema that is true of every row of a file, not of a sample.

The first rows propose a type for each column (`portal.intake.types`); the whole file is then tested against all
proposals at once, and the cells that a proposal fails on join the sample for the next proposal. A few passes end
it: each adds a cell that its proposal did not foresee, and text is always true.

Missing markers stand on the field that needs them (``missingValues`` of a field: Data Package v2, honoured by
frictionless 5.21), never on the schema: there they would silently turn ``-`` or ``无`` in text columns to null.
The schema's own ``missingValues`` is the empty cell alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from portal.errors import PortalError
from portal.intake.types import Proposal, propose
from portal.tables.check import Columns, open_columns
from portal.tables.fields import Reading
from portal.tables.source import read_rows

__all__ = ["infer", "infer_open"]

_SAMPLE_ROWS = 500
_PASSES = 8


@dataclass(slots=True)
class _Column:
    name: str
    cells: dict[str, None] = field(default_factory=dict)
    refuted: set[str] = field(default_factory=set)
    proposal: Proposal | None = None
    proved: bool = False

    def propose(self) -> None:
        self.proposal = propose(self.name, self.cells.keys(), refuted=self.refuted)
        self.proved = self.proposal is None

    def give_up(self) -> None:
        self.proposal = None
        self.proved = True

    def learn(self, rejected: Sequence[str]) -> None:
        """Take the outcome of a pass: cells that the proposal did not foresee, or none."""
        proposal = self.proposal
        if proposal is None:
            return
        if rejected:
            self.cells.update(dict.fromkeys(rejected))
            self.propose()
            if self.proposal == proposal:  # the cells refute it and it stands: text
                self.give_up()
        elif proposal.probe:
            self.refuted.add(proposal.key)
            self.propose()
        else:
            self.proved = True


def infer(csv: Path, *, columns: Sequence[str] | None = None) -> dict[str, Any]:
    """Infer the schema of a standard CSV.

    columns: names to use in place of the header's, as many as it has.
    Returns a Table Schema descriptor: ``fields`` in file order, named as the header names them without outer spaces
    (frictionless compares them so), ``missingValues`` ``[""]``. frictionless finds the file valid under it, if its
    rows have one width, none is blank, and the header's names differ.
    Raises PortalError ``table.empty``, ``table.encoding``, ``table.unreadable``, ``table.columns``.
    """
    with open_columns(csv) as table:
        return infer_open(csv, table, columns=columns)


def infer_open(csv: Path, table: Columns, *, columns: Sequence[str] | None = None) -> dict[str, Any]:
    """Infer as `infer` does, the file being open already."""
    names = [name.strip() for name in (table.header if columns is None else columns)]
    if len(names) != len(table.header):
        raise PortalError("table.columns", given=len(names), found=len(table.header))
    found = _sampled(csv, names)
    for _ in range(_PASSES):
        open_ = {index: one.proposal.reading for index, one in enumerate(found) if one.proposal and not one.proved}
        if not open_:
            break
        for index, outcome in table.test(open_).items():
            found[index].learn(outcome.cells)
    for column in found:
        if not column.proved:
            column.give_up()
    _keep_rows(table, found)
    return {"fields": [_descriptor(column) for column in found], "missingValues": [""]}


def _sampled(csv: Path, names: Sequence[str]) -> list[_Column]:
    found = [_Column(name) for name in names]
    for row in islice(read_rows(csv), 1, _SAMPLE_ROWS + 1):
        for column, cell in zip(found, row, strict=False):
            column.cells[cell] = None
    for column in found:
        column.propose()
    return found


def _keep_rows(table: Columns, found: list[_Column]) -> None:
    """See that no row loses its last value to missing markers: the fullest such column becomes text."""
    while any(column.proposal and column.proposal.markers for column in found):
        counts = table.blank_rows({index: _reading(column) for index, column in enumerate(found)}).markers
        worst = max(range(len(counts)), key=counts.__getitem__)
        if not counts[worst]:
            return
        found[worst].give_up()


def _reading(column: _Column) -> Reading:
    return column.proposal.reading if column.proposal else Reading("string", ("",))


def _descriptor(column: _Column) -> dict[str, Any]:
    if column.proposal is None:
        return {"name": column.name, "type": "string"}
    descriptor = {"name": column.name, **column.proposal.column}
    if column.proposal.markers:
        descriptor["missingValues"] = ["", *column.proposal.markers]
    return descriptor
