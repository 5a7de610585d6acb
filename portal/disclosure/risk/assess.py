"""What re-identification means for one table: everything of this room that looks at a table as a whole.

A table of persons is measured for k and l, a table of counts for small cells and for hidden ones that the totals give
away; both are compared with the release before. A table of neither has nothing to tell. Which a table is, is decided
on its header and first rows; everything is then measured on all rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Risk, TableRisk
from portal.disclosure.risk.anonymity import Anonymity, measure
from portal.disclosure.risk.cells import small_cells, value_columns
from portal.disclosure.risk.differencing import compare_counts, compare_persons
from portal.disclosure.risk.dominance import FEW, few_contributors, has_contributors
from portal.disclosure.risk.margins import label_columns, read_table
from portal.disclosure.risk.quasi import is_direct, is_sensitive
from portal.disclosure.risk.sample import read_columns
from portal.disclosure.risk.subject import Subject, Table, look_at
from portal.disclosure.risk.totals import recoverable
from portal.finding import Severity
from portal.tables.source import Source, load_source

__all__ = ["assess"]


def assess(
    csv: Path,
    *,
    resource: str | None = None,
    fields: Sequence[Mapping[str, Any]] = (),
    policy: Policy = DEFAULT,
    previous: Path | None = None,
    quasi: Sequence[str] | None = None,
    source: Source | None = None,
) -> TableRisk:
    """Assess a standard CSV.

    fields: of its Table Schema; titles and units help.  previous: the same table in the release before.
    quasi: quasi-identifiers that a person chose in place of the proposed ones: then a row is a person.
    source: the same file, open already: it is not looked through again.
    Codes: ``k_anonymity``, ``l_diversity``, ``small_cells``, ``dominance``, ``differencing`` (justify) and
    ``recoverable`` (block: somebody meant to hide it).  Raises PortalError ``table.*``; ValueError if ``quasi`` names
    no column.
    """
    table = look_at(read_columns(csv, fields))
    if quasi is not None:
        table = _chosen(table, quasi)
    if table.subject is Subject.PERSONS:
        return _of_persons(csv, resource, table, policy, previous, source)
    with ExitStack() as stack:
        opened = source
        if source is None and (table.counts or value_columns(table.columns) or has_contributors(table.columns)):
            opened = stack.enter_context(load_source(csv, ragged=True))
        if opened is None:
            return TableRisk(resource)
        risks = list(_of_sums(opened, table))
        small = small_cells(opened, table.counts, policy.small, of=table.columns)
    if small.total:
        columns = tuple(name for name, _ in small.by_column)
        params = {"small": policy.small}
        risks.append(Risk("small_cells", Severity.JUSTIFY, columns, small.total, "suppress", params))
    risks += _recoverable(csv, table, policy)
    if previous is not None and table.counts:
        risks += _of_counts_before(csv, table, policy, previous)
    return TableRisk(resource, small_cells=small.total, risks=tuple(risks))


def _chosen(table: Table, quasi: Sequence[str]) -> Table:
    by_name = {one.name: one for one in table.columns}
    if missing := [name for name in quasi if name not in by_name]:
        raise ValueError(f"{len(missing)} names of no column")
    if not quasi:
        return Table(Subject.OTHER, table.columns)
    columns = tuple(by_name[name] for name in quasi)
    sensitive = tuple(one for one in table.columns if is_sensitive(one) and one not in columns and not is_direct(one))
    return Table(Subject.PERSONS, table.columns, columns, sensitive)


def _of_persons(
    csv: Path, resource: str | None, table: Table, policy: Policy, previous: Path | None, source: Source | None
) -> TableRisk:
    quasi = tuple(one.name for one in table.quasi)
    found = measure(csv, table.quasi, table.sensitive, k=policy.k, l=policy.l, source=source)
    if not found.rows:
        return TableRisk(resource, quasi)
    risks = list(_of_groups(found, table, policy))
    if previous is not None and (pair := compare_persons(csv, previous, table.quasi, small=policy.small)):
        params = {"small": policy.small, "alone": pair.alone}
        risks.append(Risk("differencing", Severity.JUSTIFY, quasi, pair.changed, "generalise", params))
    return TableRisk(resource, quasi, found.k, found.unique_rows, risks=tuple(risks))


def _of_groups(found: Anonymity, table: Table, policy: Policy) -> Iterator[Risk]:
    quasi = tuple(one.name for one in table.quasi)
    if found.k < policy.k:
        params = {
            "k": found.k,
            "least": policy.k,
            "unique_rows": found.unique_rows,
            "rows": found.rows,
            "groups": found.groups,
        }
        yield Risk("k_anonymity", Severity.JUSTIFY, quasi, found.below, "generalise", params)
    if found.l is not None and found.uniform:
        sensitive = tuple(one.name for one in table.sensitive)
        params = {"l": found.l, "least": policy.l, "groups": found.groups}
        yield Risk("l_diversity", Severity.JUSTIFY, sensitive, found.uniform, "generalise", params)


def _of_sums(source: Source, table: Table) -> Iterator[Risk]:
    if exposed := few_contributors(source, table.columns):
        yield Risk("dominance", Severity.JUSTIFY, exposed.columns, exposed.cells, "suppress", {"least": FEW})


def _recoverable(csv: Path, table: Table, policy: Policy) -> Iterator[Risk]:
    """Tell the hidden counts that can be worked out; of those without a mark (a gap, a dash) only small ones."""
    counts = read_table(csv, table.columns, table.counts) if table.counts else None
    if counts is None or not counts.hidden or not counts.sums:
        return
    found = recoverable(counts)
    told = {cell for cell, count in found.items() if cell not in counts.gaps or 1 <= count <= policy.small}
    if told:
        named = {one.index: one.name for one in table.counts}
        columns = tuple(named[index] for index in sorted({column for _, column in told}))
        params = {"hidden": len(counts.hidden) - len(counts.gaps)}
        yield Risk("recoverable", Severity.BLOCK, columns, len(told), "suppress", params)


def _of_counts_before(csv: Path, table: Table, policy: Policy, previous: Path) -> Iterator[Risk]:
    pair = compare_counts(csv, previous, label_columns(table.columns, table.counts), table.counts, small=policy.small)
    if pair:
        params = {"small": policy.small, "alone": pair.alone, "unhidden": pair.unhidden}
        count = pair.changed + pair.unhidden
        yield Risk("differencing", Severity.JUSTIFY, pair.columns, count, "suppress", params)
