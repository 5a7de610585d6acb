"""May data of this grade be released on these terms?"""

from collections.abc import Iterable

from portal.finding import Finding, Severity
from portal.review.checks.context import CheckContext
from portal.review.policy import releasable

__all__ = ["check_grade"]


def check_grade(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK where policy forbids the release; a missing grade or opening is the metadata check's."""
    grade, opening = context.descriptor.get("grade"), context.descriptor.get("opening")
    if not isinstance(grade, str) or not isinstance(opening, str):
        return
    code = releasable(grade, opening)
    if code is not None:
        yield Finding(code, Severity.BLOCK, params={"grade": grade, "opening": opening})
