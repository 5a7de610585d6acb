"""Is the licence one that the portal knows, and is it open?"""

from collections.abc import Iterable

from portal.catalog.licenses import match_license
from portal.finding import Finding, Severity
from portal.review.checks.context import CheckContext

__all__ = ["check_licence"]


def check_licence(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK without a known licence, JUSTIFY for one that is not open by the Open Definition."""
    licenses = context.descriptor.get("licenses")
    if not isinstance(licenses, list) or not licenses:
        yield Finding("licence.missing", Severity.BLOCK)
        return
    for one in licenses:
        name = str(one.get("name") or one.get("id") or "") if isinstance(one, dict) else ""
        known = match_license(context.session, name)
        if known is None:
            yield Finding("licence.unknown", Severity.BLOCK, params={"licence": name[:100]})
        elif not known.open:
            yield Finding("licence.not_open", Severity.JUSTIFY, params={"licence": known.id})
