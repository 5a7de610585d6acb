"""What a scan tells: values only, each sample masked. The JSON form is the contract of ``portal scan --json``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from portal.canonical import Json
from portal.errors import Fact
from portal.finding import Severity

__all__ = ["FIRST_ROWS", "Kind", "Place", "Report", "Revealed", "Risk", "TableRisk"]

FIRST_ROWS = 10
"""How many rows a finding names; the rest is counted."""


class Kind(StrEnum):
    """What of a person is revealed."""

    RESIDENT_ID = "resident_id"
    MOBILE = "mobile"
    LANDLINE = "landline"
    BANK_CARD = "bank_card"
    PASSPORT = "passport"
    HMT_PERMIT = "hmt_permit"
    MILITARY_ID = "military_id"
    PLATE = "plate"
    EMAIL = "email"
    IP = "ip"
    PERSON_NAME = "person_name"
    HOME_ADDRESS = "home_address"
    BIRTH_DATE = "birth_date"
    SOCIAL_SECURITY = "social_security"
    MEDICAL_RECORD = "medical_record"
    COORDINATES_DWELLING = "coordinates_dwelling"
    FREE_TEXT = "free_text"
    CREDIT_CODE = "credit_code"


class Place(StrEnum):
    """Where in a file it stands."""

    CELL = "cell"
    FREE_TEXT = "free_text"
    TEXT = "text"
    PROPERTY = "property"
    GEOMETRY = "geometry"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_COLUMN = "hidden_column"
    COMMENT = "comment"
    AUTHOR = "author"
    HEADER = "header"
    FILE_NAME = "file_name"


@dataclass(frozen=True, slots=True)
class Revealed:
    """One kind in one column, or in one place that has no columns.

    count: values.  rows: the first data rows that hold one, from 1, the header not counted; of a text, its lines.
    confidence: 0 to 1.  sample: one value, masked.  rule: id of the rule that found it, explained in
    docs/disclosure.md.  remedy: the step that is proposed (a name of `portal.disclosure.remedies`).
    """

    kind: Kind
    place: Place
    count: int
    severity: Severity
    confidence: float
    sample: str
    rule: str
    remedy: str
    resource: str | None = None
    sheet: str | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()
    masked: bool = False

    def as_json(self) -> Json:
        """Return it as the contract has it."""
        return {
            "kind": self.kind.value,
            "resource": self.resource,
            "sheet": self.sheet,
            "column": self.column,
            "place": self.place.value,
            "count": self.count,
            "rows": list(self.rows),
            "severity": self.severity.value,
            "masked": self.masked,
            "confidence": round(self.confidence, 2),
            "sample": self.sample,
            "rule": self.rule,
            "remedy": self.remedy,
        }


@dataclass(frozen=True, slots=True)
class Risk:
    """One way in which a table would let a person be recognised without being named.

    code: ``k_anonymity``, ``l_diversity``, ``small_cells``, ``dominance``, ``recoverable``, ``differencing``.
    count: rows, groups or cells concerned.  params: thresholds and figures, never a cell's value.
    """

    code: str
    severity: Severity
    columns: tuple[str, ...]
    count: int
    remedy: str
    params: Mapping[str, Fact] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return it as a JSON object."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "columns": list(self.columns),
            "count": self.count,
            "remedy": self.remedy,
            "params": dict(self.params),
        }


@dataclass(frozen=True, slots=True)
class TableRisk:
    """What re-identification means for one table.

    k: size of the smallest group that shares all quasi-identifiers; None where rows are not persons.
    unique_rows: rows that stand alone.  small_cells: counts of persons below the policy's bound.
    """

    resource: str | None
    quasi_identifiers: tuple[str, ...] = ()
    k: int | None = None
    unique_rows: int = 0
    small_cells: int = 0
    risks: tuple[Risk, ...] = ()

    def as_json(self) -> Json:
        """Return it as a JSON object."""
        return {
            "resource": self.resource,
            "quasi_identifiers": list(self.quasi_identifiers),
            "k": self.k,
            "unique_rows": self.unique_rows,
            "small_cells": self.small_cells,
            "findings": [one.as_json() for one in self.risks],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All that one file or package would reveal.

    path: as it was named, for whoever asked.  unread: names of files and members that no rule can look into.
    """

    path: str
    findings: Sequence[Revealed] = ()
    tables: Sequence[TableRisk] = ()
    unread: Sequence[str] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing stands above ``info``."""
        told = [one.severity for one in self.findings] + [risk.severity for one in self.tables for risk in one.risks]
        return all(severity is Severity.INFO for severity in told)

    def as_json(self) -> Json:
        """Return it as the contract has it; with several tables ``k`` and its columns are the weakest table's."""
        measured = [one for one in self.tables if one.k is not None]
        weakest = min(measured, key=lambda one: one.k or 0, default=TableRisk(None))
        return {
            "path": self.path,
            "clean": self.clean,
            "findings": [one.as_json() for one in self.findings],
            "reidentification": {
                "quasi_identifiers": list(weakest.quasi_identifiers),
                "k": weakest.k,
                "unique_rows": sum(one.unique_rows for one in self.tables),
                "small_cells": sum(one.small_cells for one in self.tables),
                "tables": [one.as_json() for one in self.tables],
            },
            "unread": list(self.unread),
        }
