"""What two releases of a table reveal together that neither does alone.

Of counts: a cell of 105 and the same cell of 107 are both safe, and whoever knows the two people that came knows
what they are counted for; a count hidden in one release and shown in the other was not hidden. Of persons: a group of
rows that share their quasi-identifiers and grew by one shows who is new. Rows of counts are matched by their labels,
persons by their groups; both by DuckDB, out of memory if need be.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.disclosure.risk.cells import count_sql
from portal.disclosure.risk.sample import Column
from portal.tables.source import Source, load_source, quoted

__all__ = ["Difference", "compare_counts", "compare_persons"]

_KEPT = 0.5  # share of the old rows that stand in the new release: below, it tells of other people
_HIDDEN = r"^(\*+|[xXcC]{1,3}|[<＜≤].*|保密|已?隐去|不公开|不公布)$"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a pair of releases reveals.

    columns: those that were compared.  changed: cells or groups that differ by 1 to ``small`` persons.
    alone: of these, by one person.  unhidden: cells hidden in one release and shown in the other.
    """

    columns: tuple[str, ...]
    changed: int
    alone: int
    unhidden: int = 0

    def __bool__(self) -> bool:
        return bool(self.changed or self.unhidden)


def compare_counts(
    csv: Path, previous: Path, labels: Sequence[Column], counts: Sequence[Column], *, small: int = 4
) -> Difference | None:
    """Compare two releases of a table of counts.

    labels, counts: columns of ``csv``, taken by name in ``previous``.  None: the labels are not the same, or are not
    repeated in both, so that nothing can be matched.  Raises PortalError ``table.*``.
    """
    with _both(csv, previous) as (new, old, folder):
        shared = [one for one in counts if one.name in old.header]
        if not labels or not shared or any(one.name not in old.header for one in labels):
            return None
        keys = [f"k{at}" for at in range(len(labels))]
        texts = [f"t{at}" for at in range(len(shared))]
        for source, name in ((old, "old"), (new, "new")):
            picked = [f"trim(c{source.header.index(one.name)}) AS {key}" for one, key in zip(labels, keys, strict=True)]
            picked += [
                f"any_value(c{source.header.index(one.name)}) AS {t}" for one, t in zip(shared, texts, strict=True)
            ]
            query = f"SELECT {', '.join(picked)} FROM {source.relation} GROUP BY {', '.join(keys)} HAVING count(*) = 1"  # noqa: S608
            _copy(source, query, folder / f"{name}.parquet")
        same = " AND ".join(f"old.{key} IS NOT DISTINCT FROM new.{key}" for key in keys)
        joined = (
            f"FROM {_parquet(folder / 'old.parquet')} AS old JOIN {_parquet(folder / 'new.parquet')} AS new ON {same}"
        )
        columns = []
        for text in texts:
            change = f"abs({count_sql(f'new.{text}')} - {count_sql(f'old.{text}')})"
            columns += [
                f"count(*) FILTER (WHERE {change} BETWEEN 1 AND {small})",
                f"count(*) FILTER (WHERE {change} = 1)",
            ]
            columns.append(
                f"count(*) FILTER (WHERE {_unhidden('new', 'old', text)} OR {_unhidden('old', 'new', text)})"
            )
        found = new.connection.execute(f"SELECT {', '.join(columns)} {joined}").fetchone() or ()
    return Difference(tuple(one.name for one in shared), sum(found[0::3]), sum(found[1::3]), sum(found[2::3]))


def compare_persons(csv: Path, previous: Path, quasi: Sequence[Column], *, small: int = 4) -> Difference | None:
    """Compare two releases of a table of persons by the sizes of the groups that share their quasi-identifiers.

    None: the columns are not the same, or less than half of the old rows stand in the new release: those are other
    people, and the difference means nothing.  Raises PortalError ``table.*``.
    """
    with _both(csv, previous) as (new, old, folder):
        if not quasi or set(new.header) != set(old.header) or len(set(new.header)) < len(new.header):
            return None
        order = [old.header.index(name) for name in new.header]
        rows = ", ".join(f"c{at} AS c{number}" for number, at in enumerate(order))
        _copy(old, f"SELECT {rows} FROM {old.relation}", folder / "old.parquet")  # noqa: S608 - c0 … cN
        before = _parquet(folder / "old.parquet")
        every = ", ".join(f"c{number}" for number in range(len(order)))
        kept, total = new.connection.execute(
            f"SELECT (SELECT count(*) FROM (SELECT {every} FROM {before} INTERSECT ALL "  # noqa: S608
            f"SELECT {every} FROM {new.relation})), (SELECT count(*) FROM {before})"
        ).fetchone() or (0, 0)
        if not total or kept < _KEPT * total:
            return None
        keys = ", ".join(f"c{one.index}" for one in quasi)
        both = f"SELECT {keys}, 1 AS one FROM {new.relation} UNION ALL SELECT {keys}, -1 AS one FROM {before}"  # noqa: S608
        groups = f"SELECT abs(sum(one)) AS change FROM ({both}) GROUP BY {keys}"  # noqa: S608
        changed, alone = new.connection.execute(
            f"SELECT count(*) FILTER (WHERE change BETWEEN 1 AND {small}), "  # noqa: S608
            f"count(*) FILTER (WHERE change = 1) FROM ({groups})"
        ).fetchone() or (0, 0)
    return Difference(tuple(one.name for one in quasi), changed, alone)


@contextmanager
def _both(csv: Path, previous: Path) -> Iterator[tuple[Source, Source, Path]]:
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="portal-disclosure-"))
        new = stack.enter_context(load_source(csv, ragged=True))
        old = stack.enter_context(load_source(previous, ragged=True))
        yield new, old, Path(folder)


def _copy(source: Source, query: str, target: Path) -> None:
    source.connection.execute(f"COPY ({query}) TO {quoted(str(target))} (FORMAT parquet)")


def _parquet(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"


def _unhidden(one: str, other: str, text: str) -> str:
    """Write the test that one release hides what the other shows."""
    shown = f"{count_sql(f'{other}.{text}')} > 0"
    return f"(coalesce(regexp_full_match(trim({one}.{text}), {quoted(_HIDDEN)}) AND {shown}, false))"
