"""Validate a table or a package with frictionless, the reference: all errors counted, the first ones kept.

frictionless runs without network: `portal.intake.reference` takes its HTTP session away, `portal.intake.confine`
refuses paths that lead out of the package.
"""

import codecs
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from portal.errors import PortalError
from portal.finding import Finding, Severity
from portal.intake.confine import leading_out
from portal.intake.validity import STANDARD_DIALECT, ValidationReport
from portal.tables.check import Columns, open_columns
from portal.tables.fields import Reading, reading_of

__all__ = ["STANDARD_DIALECT", "ValidationReport", "prove", "proved_rows", "validate", "validate_package", "verdict"]

_NO_DESCRIPTOR = (yaml.YAMLError, ValueError, TypeError, RecursionError)
"""What reading raises over text that is no descriptor: broken, nested without end, with keys that are no text."""

_PLAIN_TYPES = frozenset({"string", "any"})  # to these every text is a value


def validate(csv: Path, schema: Mapping[str, Any], *, resource: str, limit: int = 100) -> ValidationReport:
    """Validate a standard CSV against a Table Schema.

    Foreign keys to other resources are not looked at: `validate_package` does. limit: findings kept.
    """
    from portal.intake import collector  # noqa: PLC0415 - with frictionless: loaded when it is asked

    return collector.judge(collector.Collector(limit, resource), lambda: collector.table(csv, schema, resource))


def prove(csv: Path, schema: Mapping[str, Any], *, resource: str, limit: int = 100) -> ValidationReport:
    """Validate as `validate` does, some twenty times faster where the file is valid and the schema is plain.

    For schemas that `portal.intake.inference.infer` made: every cell, every row's width and the header are proved by
    DuckDB. Whatever is not proved (an invalid file, constraints, keys, formats unknown here) frictionless decides.
    """
    with open_columns(csv) as table:
        rows = proved_rows(table, schema)
    if rows is None:
        return validate(csv, schema, resource=resource, limit=limit)
    return ValidationReport(valid=True, rows=rows, errors=0)


def validate_package(root: Path, descriptor: Mapping[str, Any], *, limit: int = 100) -> ValidationReport:
    """Validate a whole package folder, foreign keys between its resources too; each finding names its resource.

    root: the folder that the descriptor's paths start from.
    """
    return _guarded(descriptor, limit, lambda asked: asked.package(descriptor, root))


def verdict(path: Path, *, limit: int = 100) -> tuple[bool, ValidationReport]:
    """Say what ``frictionless validate`` says of a package folder, a descriptor or a data file.

    A descriptor in YAML or with a byte-order mark is read all the same; a finding ``descriptor.normalised`` (info)
    says so. Remote paths, which frictionless would fetch, are refused.
    Raises PortalError ``validate.unreadable`` if the path cannot be opened.
    """
    target = _target_file(path)
    if target.name.startswith("datapackage.") and (given := _normalised(target)) is not None:
        report = validate_package(target.parent, given[0], limit=limit)
        note = Finding("descriptor.normalised", Severity.INFO, params={"how": given[1]})
        report = replace(report, findings=(*report.findings, note))
        return report.valid, report
    descriptor = _described(target)
    report = _guarded(descriptor, limit, lambda asked: asked.source(target))
    return report.valid, report


def _guarded(descriptor: Mapping[str, Any], limit: int, make: Callable[[Any], Any]) -> ValidationReport:
    """Validate what stays inside its folder. make: asks the module `portal.intake.collector` for it."""
    from portal.intake import collector  # noqa: PLC0415 - as above

    found = collector.Collector(limit)
    for finding in leading_out(descriptor):
        found.add(finding)
    return found.report() if found.counts else collector.judge(found, lambda: make(collector))


def proved_rows(table: Columns, schema: Mapping[str, Any], *, cells_known: bool = False) -> int | None:
    """Return the number of rows if the table is proved valid, None if the reference has to decide.

    cells_known: every cell was tested against this schema already.
    """
    readings = _plain_readings(schema)
    names = [field.get("name") for field in schema.get("fields", [])] if readings else []
    if readings is None or [name.strip() for name in table.header] != names:
        return None
    if len(set(names)) != len(names) or not all(names) or table.ragged():
        return None
    if not cells_known and any(outcome.rejected for outcome in table.test(readings).values()):
        return None
    return None if table.blank_rows(readings).rows else table.rows()


def _plain_readings(schema: Mapping[str, Any]) -> dict[int, Reading] | None:
    """Make the readings of a schema of nothing but fields without constraints; None if it is more than that."""
    fields = schema.get("fields")
    if not set(schema) <= {"fields", "missingValues", "$schema"} or not isinstance(fields, list) or not fields:
        return None
    readings = {}
    for index, given in enumerate(fields):
        if given.get("constraints") or not isinstance(given.get("name"), str):
            return None
        reading = reading_of(given, schema.get("missingValues", [""]))
        plain = given.get("type") in _PLAIN_TYPES and given.get("format", "default") == "default"
        if "" not in reading.missing or not (plain or reading.pattern):
            return None
        readings[index] = reading
    return readings


def _target_file(path: Path) -> Path:
    names = ("datapackage.json", "datapackage.yaml", "datapackage.yml")
    target = next((path / name for name in names if (path / name).is_file()), path) if path.is_dir() else path
    try:
        target.open("rb").close()
    except OSError as error:
        raise PortalError("validate.unreadable", path=target.name) from error
    return target


def _normalised(target: Path) -> tuple[dict[str, Any], str] | None:
    """Read a descriptor that frictionless would not: YAML, or JSON with a byte-order mark. None: it needs no help."""
    raw = target.read_bytes()
    try:
        if target.suffix in {".yaml", ".yml"}:
            given, how = yaml.safe_load(raw.decode("utf-8-sig")), "yaml"
        elif raw.startswith(codecs.BOM_UTF8):
            given, how = json.loads(raw.decode("utf-8-sig")), "bom"
        else:
            return None
        return (json.loads(json.dumps(given, default=str)), how) if isinstance(given, dict) else None
    except _NO_DESCRIPTOR:
        return None


def _described(target: Path) -> Mapping[str, Any]:
    """Read a descriptor as frictionless will; what it cannot read, or is data, is left for it to judge."""
    if target.suffix not in {".json", ".yaml"}:
        return {}
    try:
        given = json.loads(target.read_bytes()) if target.suffix == ".json" else yaml.safe_load(target.read_bytes())
    except _NO_DESCRIPTOR:
        return {}
    return given if isinstance(given, Mapping) else {}
