"""What an official decides on: findings with the cells they name, and what is new since the last release."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.canonical import Json
from portal.catalog.models import FindingRecord, Release, Revision, RevisionFile
from portal.errors import PortalError
from portal.finding import Severity
from portal.review.contest import may_be_contested
from portal.storage import Storage
from portal.tables.source import read_rows
from portal.web.desk.draft_page import fields_of
from portal.web.desk.masking import Masks
from portal.web.desk.revealed import Found, of_finding
from portal.web.reading import services

__all__ = ["FileChange", "Group", "Shown", "changes_since", "grouped", "last_release"]

_FARTHEST = 200_000  # rows that are read for the sake of showing cells
_LONGEST_CELL = 200
_READ = 20_000  # characters of a cell that are looked at to mask it
_SHOWN = 200  # findings of one severity


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding. cell: the text of the cell that it names, masked (None: it names none, or one too far down).

    contestable: whether it can be contested.  revealed: what a scan found, in words; its cell is its sample.
    """

    finding: FindingRecord
    cell: str | None
    contestable: bool
    revealed: Found | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity, the first ones; total: how many there are."""

    severity: str
    shown: Sequence[Shown]
    total: int


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of a file since the last release. kind: ``added removed changed same``; rows: before and now."""

    name: str
    kind: str
    rows_before: int | None = None
    rows_now: int | None = None
    columns_added: Sequence[str] = ()
    columns_removed: Sequence[str] = ()
    columns_retyped: Sequence[str] = ()


def grouped(storage: Storage, revision: Revision) -> list[Group]:
    """Return the findings by what they mean for the decision, the gravest first."""
    groups = []
    for severity in Severity:
        found = [one for one in revision.findings if one.settled == severity]
        shown = found[:_SHOWN]
        cells = _cells(storage, revision.files, shown)
        if found:
            rows = [Shown(one, cells.get(one.id), may_be_contested(one), of_finding(one)) for one in shown]
            groups.append(Group(severity.value, rows, len(found)))
    return groups


def last_release(session: Session, revision: Revision) -> Release | None:
    """Return the release of the dataset that stands now, with its files."""
    query = select(Release).where(Release.id == revision.dataset.current_release_id)
    return session.scalar(query.options(selectinload(Release.files)))


def changes_since(before: Json, now: Json) -> list[FileChange]:
    """Compare two descriptors, file by file, in the order of the new one; what is gone comes last."""
    old = {one["name"]: one for one in before["resources"]}
    new = {one["name"]: one for one in now["resources"]}
    changes = [_change(name, old.get(name), one) for name, one in new.items()]
    return changes + [
        FileChange(name, "removed", rows_before=one.get("rows")) for name, one in old.items() if name not in new
    ]


def _change(name: str, old: Json | None, new: Json) -> FileChange:
    if old is None:
        return FileChange(name, "added", rows_now=new.get("rows"))
    before, after = _columns(old), _columns(new)
    return FileChange(
        name,
        "same" if old.get("hash") == new.get("hash") and before == after else "changed",
        rows_before=old.get("rows"),
        rows_now=new.get("rows"),
        columns_added=[one for one in after if one not in before],
        columns_removed=[one for one in before if one not in after],
        columns_retyped=[one for one in after if one in before and before[one] != after[one]],
    )


def _columns(resource: Json) -> dict[str, str]:
    return {str(one.get("name")): str(one.get("type") or "any") for one in fields_of(resource)}


def _cells(storage: Storage, files: Iterable[RevisionFile], findings: Sequence[FindingRecord]) -> dict[int, str]:
    """Read the cells that findings name, by the finding's id; a file is read once, and not beyond the last row."""
    wanted: Mapping[str, list[FindingRecord]] = defaultdict(list)
    for one in findings:
        if one.code.startswith("disclosure."):
            continue
        if one.resource and one.column is not None and one.row is not None and 1 <= one.row <= _FARTHEST:
            wanted[one.resource].append(one)
    found: dict[int, str] = {}
    for file in files:
        if file.is_table and file.resource in wanted:
            found |= _cells_of(storage, file, wanted[file.resource])
    return found


def _cells_of(storage: Storage, file: RevisionFile, findings: Sequence[FindingRecord]) -> dict[int, str]:
    by_row: Mapping[int, list[FindingRecord]] = defaultdict(list)
    for one in findings:
        by_row[one.row or 0].append(one)
    found: dict[int, str] = {}
    header: list[str] = []
    masks = Masks(file.report, services().policy.patterns)
    try:
        for number, row in enumerate(islice(read_rows(storage.path(file.sha256)), max(by_row)), start=1):
            header = header or row
            for one in by_row.get(number, ()):
                place = header.index(one.column) if one.column in header else len(row)
                if place < len(row):
                    found[one.id] = masks.cell(header[place], row[place][:_READ])[:_LONGEST_CELL]
    except PortalError:
        return found  # the file cannot be cut into cells from there on: the findings say so themselves
    return found
