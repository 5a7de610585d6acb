"""Are the descriptor and the data valid, and does the data fit its schema and foreign keys? Judged by frictionless."""

from collections.abc import Iterable

from portal import intake
from portal.finding import Finding
from portal.review.checks.context import CheckContext

__all__ = ["FINDINGS_A_RESOURCE", "check_data"]

FINDINGS_A_RESOURCE = 100
"""How many places of errors are kept of one resource; the rest is counted."""


def check_data(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK for each place that does not fit."""
    return intake.validate_package(context.root, context.descriptor, limit=FINDINGS_A_RESOURCE).findings
