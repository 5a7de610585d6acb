"""Infer, prove and profile a standard CSV, opened once: what `portal package` does with each table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.intake.inference import infer_open
from portal.intake.profile import profile, profile_open
from portal.intake.validation import ValidationReport, proved_rows, validate
from portal.tables.check import FastColumns, open_columns

__all__ = ["Examined", "examine"]


@dataclass(frozen=True, slots=True)
class Examined:
    """A table's schema (`infer`), its verdict under it (`prove`), and what it holds (`profile`)."""

    schema: dict[str, Any]
    report: ValidationReport
    profile: dict[str, Any]


def examine(csv: Path, *, resource: str, columns: Sequence[str] | None = None, limit: int = 100) -> Examined:
    """Answer as `infer`, `prove` and `profile` do one after the other, in half the time.

    columns, errors: as `infer`.  limit: findings kept.
    """
    with open_columns(csv) as table:
        schema = infer_open(csv, table, columns=columns)
        rows = proved_rows(table, schema, cells_known=True)
        held = profile_open(csv, table.source, schema) if isinstance(table, FastColumns) else None
    if rows is None:
        report = validate(csv, schema, resource=resource, limit=limit)
    else:
        report = ValidationReport(valid=True, rows=rows, errors=0)
    return Examined(schema, report, profile(csv, schema) if held is None else held)
