"""What would the revision reveal about a person: its files, its uploads, its own description?"""

from collections.abc import Iterable

from portal.disclosure import scan_metadata
from portal.disclosure.findings import as_finding, risk_findings
from portal.finding import Finding, Severity
from portal.review.checks.context import CheckContext

__all__ = ["check_disclosure"]

_NAMED = 5  # files named of those that no rule can look into


def check_disclosure(context: CheckContext) -> Iterable[Finding]:
    """Give ``disclosure.<kind>`` a column and place, ``disclosure.<risk>`` a table; the policy grades them."""
    for resource, report in context.reports.items():
        yield from map(as_finding, report.findings)
        for table in report.tables:
            yield from risk_findings(table)
        if report.unread:
            names = ", ".join(report.unread[:_NAMED])
            yield Finding(
                "disclosure.unread", Severity.INFO, resource, params={"count": len(report.unread), "names": names}
            )
    yield from map(as_finding, scan_metadata(context.descriptor, today=context.today, policy=context.policy))
