"""Does a column hold numbers that identify a person, proved by their check digit?"""

from collections.abc import Iterable

from portal.disclosure import scan_csv
from portal.finding import Finding
from portal.review.checks.context import CheckContext

__all__ = ["check_identifiers"]


def check_identifiers(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK for resident IDs and bank cards, a finding a column."""
    for file, _, path in context.tables():
        yield from scan_csv(path, resource=file.resource, today=context.today)
