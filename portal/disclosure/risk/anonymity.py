"""How far a row can be told from others by what a neighbour may know: k-anonymity, uniqueness, l-diversity.

Sweeney 2002 (k), Machanavajjhala and others 2006 (l, in its form of distinct values); GB/T 42460-2023, annex D.
Cells are compared as they are written, and a missing one is a value of its own. All rows count; groups are made by
DuckDB, which puts on disk what memory does not hold.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from portal.disclosure.risk.sample import Column
from portal.tables.source import Source, load_source

__all__ = ["Anonymity", "measure"]

_SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Anonymity:
    """Figures of the groups of rows that share all quasi-identifiers.

    k: rows of the smallest group; 0 for a table without rows.  unique_rows: rows that are a group of their own.
    smallest: (rows, how many groups have so many), ten sizes at most, the smallest first.
    l: fewest different values of a sensitive column in a group; None without one.  uniform: groups of two rows and
    more in which a sensitive column has fewer values than asked.
    """

    k: int
    unique_rows: int
    rows: int
    groups: int
    below: int
    smallest: tuple[tuple[int, int], ...]
    l: int | None = None  # noqa: E741 the measure's name
    uniform: int = 0


def measure(
    csv: Path,
    columns: Sequence[str | Column],
    sensitive: Sequence[str | Column] = (),
    *,
    k: int = 5,
    l: int = 2,  # noqa: E741 the measure's name
    source: Source | None = None,
) -> Anonymity:
    """Measure a table.

    columns: the quasi-identifiers, one at least, as names or as columns of `portal.disclosure.risk.sample`.
    sensitive: the columns for l-diversity.
    k, l: what ``below`` (rows in groups smaller than k) and ``uniform`` are counted against.
    source: the same file, open already.
    Raises PortalError ``table.*`` for a file that cannot be read, ValueError for a name that no column has.
    """
    with ExitStack() as stack:
        opened = source or stack.enter_context(load_source(csv, ragged=True))
        quasi = [_column(opened, one) for one in columns]
        found = [_groups(opened, quasi, _column(opened, one)) for one in sensitive]
        sizes = _sizes(found[0] if found else _groups(opened, quasi, None))
    return Anonymity(
        k=sizes[0][0] if sizes else 0,
        unique_rows=sum(count for size, count in sizes if size == 1),
        rows=sum(size * count for size, count in sizes),
        groups=sum(count for _, count in sizes),
        below=sum(size * count for size, count in sizes if size < k),
        smallest=sizes[:_SMALLEST],
        l=min(different for one in found for _, different, _ in one) if found and sizes else None,
        uniform=max((sum(n for size, different, n in one if size > 1 and different < l) for one in found), default=0),
    )


def _column(source: Source, column: str | Column) -> str:
    return f"c{source.header.index(column) if isinstance(column, str) else column.index}"


def _groups(source: Source, quasi: Sequence[str], sensitive: str | None) -> list[tuple[int, int, int]]:
    """Return how many groups have so many rows and so many values of the sensitive column: (rows, values, groups).

    Groups are told apart by 64 bits of a hash: a tenth of the memory of the cells, and of a million groups two fall
    together once in forty million tables.
    """
    key = f"SELECT hash({', '.join(quasi)}) AS key"
    value = f", hash({sensitive}) AS value" if sensitive else ", 0 AS value"
    return source.connection.execute(
        "SELECT size, different, count(*) FROM ("  # noqa: S608 - c0 … cN
        "SELECT count(*) AS different, sum(times)::BIGINT AS size FROM ("
        f"SELECT key, count(*) AS times FROM ({key}{value} FROM {source.relation}) GROUP BY key, value"
        ") GROUP BY key) GROUP BY size, different ORDER BY size"
    ).fetchall()


def _sizes(groups: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    sizes: Counter[int] = Counter()
    for size, _, count in groups:
        sizes[size] += count
    return tuple(sorted(sizes.items()))
