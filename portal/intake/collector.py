"""frictionless at work: its errors counted, the first ones kept, and what it is given to judge.

A module by itself: frictionless takes a fifth of a second to load, and most commands never ask it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from frictionless import Checklist, Dialect, FrictionlessException, Package, Resource, Schema
from frictionless.resources import TableResource

from portal.finding import Finding, Severity
from portal.intake.reference import FROM_BELOW, finding_of
from portal.intake.validity import STANDARD_DIALECT, ValidationReport

__all__ = ["Collector", "judge", "package", "source", "table"]


class Collector(Checklist):
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


def judge(collector: Collector, make: Callable[[], Any]) -> ValidationReport:
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


def table(csv: Path, schema: Mapping[str, Any], resource: str) -> TableResource:
    """Make a standard CSV what frictionless validates. Foreign keys to other resources are left out."""
    own = [key for key in schema.get("foreignKeys", []) if _reference(key) in ("", resource)]
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


def package(descriptor: Mapping[str, Any], root: Path) -> Package:
    """Make a package what frictionless validates."""
    return Package.from_descriptor(dict(descriptor), basepath=str(root))


def source(path: Path) -> Resource:
    """Make a file, of data or a descriptor, what frictionless validates."""
    return Resource(source=path.name, basepath=str(path.parent))


def _reference(key: Any) -> Any:
    reference = key.get("reference") if isinstance(key, Mapping) else None
    return reference.get("resource", "") if isinstance(reference, Mapping) else ""
