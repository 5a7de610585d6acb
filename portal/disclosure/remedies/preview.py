"""What steps would do to a table: how many cells of each column, and a few of them before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.disclosure.remedies.step import Step
from portal.disclosure.remedies.table import apply, places_of
from portal.tables.source import read_header, read_rows

__all__ = ["ColumnPreview", "Preview", "Sample", "preview"]

_SHOWN = 3  # characters at most, and a quarter of the cell, that a sample keeps of what was there before


@dataclass(frozen=True, slots=True)
class Sample:
    """One changed cell: its data row, from 1; what it was, masked; what it becomes (nothing of a dropped column)."""

    row: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """What becomes of one column.

    changed: cells that are not as they were, of a dropped column all that had a text.  emptied: those of them that
    the step could not read, or that it dropped.
    """

    column: str
    steps: tuple[Step, ...]
    dropped: bool
    changed: int
    emptied: int
    samples: tuple[Sample, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """What steps would do: rows of the table, its columns afterwards, and each column that a step names or changes.

    stripped: what stood beside the table in the upload goes.
    """

    rows: int
    columns_after: tuple[str, ...]
    columns: tuple[ColumnPreview, ...]
    stripped: bool


@dataclass(slots=True)
class _Watch:
    """Counts one column."""

    name: str
    before: int
    after: int | None
    changed: int = 0
    emptied: int = 0
    samples: list[Sample] = field(default_factory=list)

    def see(self, number: int, old: Sequence[str], new: Sequence[str], most: int) -> None:
        was = old[self.before] if self.before < len(old) else ""
        now = new[self.after] if self.after is not None and self.after < len(new) else ""
        if was == now:
            return
        self.changed += 1
        self.emptied += not now
        if len(self.samples) < most:
            self.samples.append(Sample(number, _obscured(was), now))


def preview(csv: Path, steps: Sequence[Step], *, salt: bytes, rows: int = 10) -> Preview:
    """Do the steps aside and compare.

    rows: samples a column at most.  No sample holds a cell as it was; columns that no step changes are not shown.
    Raises PortalError as `portal.disclosure.remedies.apply` does.
    """
    with TemporaryDirectory(prefix="portal-remedies-") as folder:
        target = Path(folder) / "after.csv"
        outcome = apply(csv, steps, target, salt=salt)
        watches = list(_watches(steps, read_header(csv)))
        for number, (old, new) in enumerate(zip(read_rows(csv), read_rows(target), strict=True)):
            for watch in watches if number else ():
                watch.see(number, old, new, rows)
    named = {step.column.strip() for step in steps if step.column is not None}
    shown = tuple(
        ColumnPreview(
            watch.name,
            tuple(step for step in steps if step.column is not None and step.column.strip() == watch.name),
            watch.after is None,
            watch.changed,
            watch.emptied,
            tuple(watch.samples),
        )
        for watch in watches
        if watch.name in named or watch.changed
    )
    return Preview(outcome.rows, outcome.columns, shown, any(step.step == "strip" for step in steps))


def _watches(steps: Sequence[Step], header: Sequence[str]) -> Iterator[_Watch]:
    named = {place for step in steps for place in places_of(step.column, header)}
    if any(step.step == "suppress" for step in steps):  # other columns may lose cells to protect these
        named = set(range(len(header)))
    dropped = {place for step in steps if step.step == "drop" for place in places_of(step.column, header)}
    for place in sorted(named):
        after = None if place in dropped else place - sum(one < place for one in dropped)
        yield _Watch(header[place].strip(), place, after)


def _obscured(cell: str) -> str:
    """Keep the beginning of a cell, not enough of it to tell the rest."""
    bare = cell.strip()
    kept = min(_SHOWN, len(bare) // 4)
    return bare[:kept] + "*" * min(8, len(bare) - kept)
