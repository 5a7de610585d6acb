"""Small counts of persons are hidden, and as few others as keep them hidden (`portal.disclosure.risk.suppression`)."""

from collections.abc import Collection
from pathlib import Path

from portal.disclosure.risk.cells import person_counts
from portal.disclosure.risk.margins import read_table
from portal.disclosure.risk.sample import read_columns
from portal.disclosure.risk.suppression import suppress
from portal.errors import PortalError

__all__ = ["SUPPRESSED", "cells_to_hide"]

SUPPRESSED = "*"
"""What stands in a hidden cell, small or not."""


def cells_to_hide(csv: Path, columns: Collection[int], *, small: int) -> dict[int, list[int]]:
    """Return the columns to hide by row, both from 0, the header not counted.

    columns: those whose counts from 1 to ``small`` are hidden. Other columns that count persons may lose cells too.
    Raises PortalError ``remedy.too_large`` for a table whose totals cannot be reckoned with.
    """
    known = read_columns(csv, ())
    counts = sorted({one.index for one in person_counts(known)} | set(columns))
    table = read_table(csv, known, [known[index] for index in counts])
    if table is None:
        raise PortalError("remedy.too_large", column=known[min(columns)].name.strip()[:200])
    hidden: dict[int, list[int]] = {}
    for row, column in sorted(suppress(table, small=small, columns=columns).cells):
        hidden.setdefault(row, []).append(column)
    return hidden
