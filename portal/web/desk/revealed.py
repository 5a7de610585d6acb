"""What a file would reveal, as the desk shows it: the report of its scan in a clerk's order, samples masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.canonical import Json
from portal.disclosure.remedies import Step, fitting, propose
from portal.disclosure.report import Kind, Place, Revealed, Risk
from portal.finding import Severity
from portal.review.quasi import chosen_quasi, proposed_quasi
from portal.review.remedied import fields_of, kept_steps
from portal.wording.remedies import STEPS
from portal.wording.revealed import confidence_words, kind_words, place_words, rule_words

__all__ = [
    "Box",
    "Found",
    "Measured",
    "Revealing",
    "columns_of",
    "of_finding",
    "of_report",
    "proposed_steps",
    "revealing",
]

_BOXES = 40  # columns offered to be measured by, beside those that are
_DIRECT = frozenset({"birth_date", "free_text", "credit_code"})  # kinds whose columns may still be measured by


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. kind, where, confidence, why, remedy: in words; rows: the first data rows, with commas."""

    kind: str
    where: str
    sheet: str
    column: str
    count: int
    rows: str
    more_rows: bool
    sample: str
    masked: bool
    confidence: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What re-identification means. k: None where rows are not persons; risks: (severity, code, facts) to be worded."""

    columns: Sequence[str]
    k: int | None
    unique_rows: int
    small_cells: int
    risks: Sequence[tuple[str, str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Box:
    """A column that a table may be measured by."""

    place: int
    name: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Revealing:
    """All that is shown of one file. due: no report yet, scanned per cent of it; groups: by severity, gravest first.

    done: steps behind it, as its description tells them.
    """

    due: bool
    scanned: int
    clean: bool
    groups: Sequence[tuple[str, Sequence[Found]]]
    measured: Measured | None
    boxes: Sequence[Box]
    done: Sequence[Json]
    unread: Sequence[str]

    @property
    def blocks(self) -> int:
        """How many findings would forbid an approval."""
        found = sum(len(some) for severity, some in self.groups if severity == Severity.BLOCK)
        risks = self.measured.risks if self.measured else ()
        return found + sum(severity == Severity.BLOCK for severity, _, _ in risks)


def revealing(resource: Json, report: Json | None, scanned: int | None = None) -> Revealing:
    """Make what is shown of a file. resource: its description; report, scanned: of its row."""
    findings = (report or {}).get("findings") or []
    groups = [
        (severity.value, [of_report(one) for one in findings if one["severity"] == severity.value])
        for severity in Severity
    ]
    return Revealing(
        due=report is None,
        scanned=scanned or 0,
        clean=bool((report or {}).get("clean")),
        groups=[(severity, some) for severity, some in groups if some],
        measured=_measured(report),
        boxes=_boxes(resource, report) if resource.get("type") == "table" else (),
        done=kept_steps(resource),
        unread=[str(one) for one in (report or {}).get("unread") or []],
    )


def of_report(one: Json) -> Found:
    """Put a finding of a report into words."""
    rows = one.get("rows") or []
    return Found(
        kind=kind_words(one["kind"]),
        where=place_words(one["place"]),
        sheet=str(one.get("sheet") or ""),
        column=str(one.get("column") or ""),
        count=int(one.get("count") or 0),
        rows=", ".join(map(str, rows)),
        more_rows=int(one.get("count") or 0) > len(rows) > 0,
        sample=str(one.get("sample") or ""),
        masked=bool(one.get("masked")),
        confidence=confidence_words(float(one.get("confidence") or 0.0)),
        why=rule_words(str(one.get("rule") or ""), str(one["kind"])),
        remedy=str(STEPS.get(str(one.get("remedy") or ""), "")),
    )


def of_finding(finding: Any) -> Found | None:
    """Put a check's finding into the same words; None for one that does not come of the scan, or tells of groups."""
    kind = finding.code.removeprefix("disclosure.")
    params = finding.params
    if kind == finding.code or "place" not in params:
        return None
    rows = [one for one in str(params.get("rows") or "").split(", ") if one]
    return of_report({**params, "kind": kind, "column": finding.column, "rows": rows})


def proposed_steps(resource: Json, report: Json | None) -> list[Step]:
    """Return the steps that a report proposes for a table, as far as its columns are there."""
    columns = [str(one.get("name", "")) for one in fields_of(resource)]
    return fitting(propose([*_read(report), *_risks(report)]), columns)


def _read(report: Json | None) -> Iterable[Revealed]:
    for one in (report or {}).get("findings") or []:
        if one["kind"] in set(Kind) and one["place"] in set(Place):
            yield Revealed(
                kind=Kind(one["kind"]),
                place=Place(one["place"]),
                count=int(one["count"]),
                severity=Severity(one["severity"]),
                confidence=float(one["confidence"]),
                sample=str(one["sample"]),
                rule=str(one["rule"]),
                remedy=str(one["remedy"]),
                column=one.get("column"),
                masked=bool(one.get("masked")),
            )


def _risks(report: Json | None) -> Iterable[Risk]:
    for table in _tables(report):
        for one in table.get("findings") or []:
            yield Risk(
                one["code"], Severity(one["severity"]), tuple(one["columns"]), int(one["count"]), str(one["remedy"])
            )


def _tables(report: Json | None) -> list[Json]:
    return list(((report or {}).get("reidentification") or {}).get("tables") or [])


def _measured(report: Json | None) -> Measured | None:
    tables = _tables(report)
    if not tables:
        return None
    known = [one["k"] for one in tables if one.get("k") is not None]
    risks = [
        (
            str(one["severity"]),
            f"disclosure.{one['code']}",
            {**one.get("params", {}), "count": one["count"], "columns": ", ".join(one["columns"])},
        )
        for table in tables
        for one in table.get("findings") or []
    ]
    return Measured(
        columns=proposed_quasi(report),
        k=min(known, default=None),
        unique_rows=sum(int(one.get("unique_rows") or 0) for one in tables),
        small_cells=sum(int(one.get("small_cells") or 0) for one in tables),
        risks=risks,
    )


def _boxes(resource: Json, report: Json | None) -> list[Box]:
    """Offer the columns, those that name a person by themselves left out unless they are chosen."""
    chosen = chosen_quasi(resource)
    wanted = set(proposed_quasi(report) if chosen is None else chosen)
    named = {
        one.get("column")
        for one in (report or {}).get("findings") or []
        if one.get("severity") != Severity.INFO.value and one.get("kind") not in _DIRECT
    }
    offered = [
        Box(place, name, name in wanted)
        for place, name in enumerate(str(one.get("name", "")) for one in fields_of(resource))
        if name in wanted or name not in named
    ]
    kept = {one.place for one in offered if not one.checked}
    first = set(sorted(kept)[:_BOXES])
    return [one for one in offered if one.checked or one.place in first]


def columns_of(resource: Json, places: Iterable[str]) -> list[str]:
    """Return the names of columns that a form sent by their place."""
    names = [str(one.get("name", "")) for one in fields_of(resource)]
    return [names[int(one)] for one in places if one.isascii() and one.isdigit() and int(one[:9]) < len(names)]
