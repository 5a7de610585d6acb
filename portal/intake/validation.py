"""Validate a table or a package with frictionless, the reference: all errors counted, the first ones kept.

frictionless runs without network: `portal.intake.reference` takes its HTTP session away, `portal.intake.confine`
refuses paths that lead out of the package.
"""

import codecs
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from frictionless import Checklist, Dialect, FrictionlessException, Package, Resource, Schema
from frictionless.resources import TableResource

from portal.errors import PortalError
from portal.finding import Finding, Severity
from portal.intake.confine import leading_out
from portal.intake.reference import FROM_BELOW, finding_of
from portal.tables.check import Columns, open_columns
from portal.tables.fields import Reading, reading_of

__all__ = ["STANDARD_DIALECT", "ValidationReport", "prove", "proved_rows", "validate", "validate_package", "verdict"]

STANDARD_DIALECT: dict[str, Any] = {
    "header": True,
    "headerRows": [1],
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
"""The dialect of a standard CSV in full (Data Package v2). Every table's resource should carry it: without one,
frictionless guesses, and takes ``"x";"y",1`` for a table cut by semicolons."""

_NO_DESCRIPTOR = (yaml.YAMLError, ValueError, TypeError, RecursionError)
"""What reading raises over text that is no descriptor: broken, nested without end, with keys that are no text."""

_PLAIN_TYPES = frozenset({"string", "any"})  # to these every text is a value


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The verdict, and why.

    rows: rows below the header, in all tables together.
    errors: all of them; by_code: the same, by finding code; findings: the first ones, all of them blocking.
    """

    valid: bool
    rows: int
    errors: int
    by_code: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class _Collector(Checklist):
    """A checklist that takes every error as it comes and keeps the first: a report in bounded memory."""

    def __init__(self, limit: int, name: str | None = None) -> None:
        super().__init__()
        self.limit = limit
        self.fixed_name = name
        self.counts: Counter[str] = Counter()
        self.findings: list[Finding] = []
        self.seen: list[Any] = []

    def connect(self, resource: Any) -> Any:
        """Begin a resource."""
        self.seen.append(resource)
        return super().connect(resource)

    def match(self, error: Any) -> bool:
        """Take an error that would go on the report's list; it goes on ours."""
        if super().match(error):
            self.take(error)
        return False

    def take(self, error: Any, name: str | None = None) -> None:
        """Count an error, and keep it while there is room."""
        self.add(finding_of(error, name or self.current()))

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it while there is room."""
        self.counts[finding.code] += 1
        if len(self.findings) < self.limit:
            self.findings.append(finding)

    def current(self) -> str | None:
        """Name the resource being validated."""
        return self.fixed_name or (self.seen[-1].name if self.seen else None)

    def report(self) -> ValidationReport:
        """Make the report."""
        rows = sum(resource.stats.rows or 0 for resource in self.seen)
        errors = self.counts.total()
        return ValidationReport(not errors, rows, errors, dict(self.counts), tuple(self.findings[: self.limit]))


def validate(csv: Path, schema: Mapping[str, Any], *, resource: str, limit: int = 100) -> ValidationReport:
    """Validate a standard CSV against a Table Schema.

    Foreign keys to other resources are not looked at: `validate_package` does. limit: findings kept.
    """
    own = [key for key in schema.get("foreignKeys", []) if _reference(key) in ("", resource)]

    def make() -> Any:
        return TableResource(
            name=resource,
            path=csv.name,
            basepath=str(csv.parent),
            scheme="file",
            format="csv",
            encoding="utf-8",
            dialect=Dialect.from_descriptor(STANDARD_DIALECT),
            schema=Schema.from_descriptor({**schema, "foreignKeys": own}, datapackage_version="v2"),
            datapackage_version="v2",
        )

    return _run(_Collector(limit, resource), make)


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
    return _guarded(descriptor, limit, lambda: Package.from_descriptor(dict(descriptor), basepath=str(root)))


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
    source = partial(Resource, source=target.name, basepath=str(target.parent))
    report = _guarded(descriptor, limit, source)
    return report.valid, report


def _guarded(descriptor: Mapping[str, Any], limit: int, make: Callable[[], Any]) -> ValidationReport:
    collector = _Collector(limit)
    for finding in leading_out(descriptor):
        collector.add(finding)
    return collector.report() if collector.counts else _run(collector, make)


def _run(collector: _Collector, make: Callable[[], Any]) -> ValidationReport:
    """Validate as the frictionless command does: it, too, calls an input invalid on which a library breaks."""
    try:
        answer = make().validate(collector, limit_errors=0)
    except FrictionlessException as exception:
        for error in exception.to_errors():
            collector.take(error)
    except FROM_BELOW:
        collector.add(Finding("file.unreadable", Severity.BLOCK, collector.current()))
    else:
        for error in answer.errors:
            collector.take(error)
        for task in answer.tasks:
            for error in task.errors:
                collector.take(error, task.name)
    return collector.report()


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


def _reference(key: Any) -> Any:
    reference = key.get("reference") if isinstance(key, Mapping) else None
    return reference.get("resource", "") if isinstance(reference, Mapping) else ""
