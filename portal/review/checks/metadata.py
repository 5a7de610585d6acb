"""Is the descriptor complete enough to be found, understood and answered for? (DESIGN: without these, no approval.)"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from portal.catalog.models import Theme
from portal.finding import Finding, Severity
from portal.package import check_extension
from portal.review.checks.context import CheckContext

__all__ = ["check_metadata", "missing_metadata"]

_NEEDED = ("title", "description", "publisher", "theme", "opening", "grade")
_WISHED = ("keywords", "cadence", "temporal", "spatial")


def check_metadata(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK for what an approval needs, INFO for what a reader would miss."""
    yield from missing_metadata(context.descriptor)
    yield from check_extension(context.descriptor)
    yield from _unknown_themes(context)


def missing_metadata(descriptor: Mapping[str, Any]) -> Iterable[Finding]:
    """Name what a descriptor lacks, without asking the portal anything."""
    for key in _NEEDED:
        if not _is_filled(descriptor.get(key)):
            yield Finding("metadata.missing", Severity.BLOCK, params={"property": key})
    for key in _WISHED:
        if not _is_filled(descriptor.get(key)):
            yield Finding("metadata.wished", Severity.INFO, params={"property": key})
    if not any(_has_contact(one) for one in descriptor.get("contributors") or []):
        yield Finding("metadata.wished", Severity.INFO, params={"property": "contributors"})
    english = (descriptor.get("translations") or {}).get("en")
    if not str(descriptor.get("language", "zh")).startswith("en") and not (
        isinstance(english, dict) and english.get("title")
    ):
        yield Finding("metadata.wished", Severity.INFO, params={"property": "translations"})


def _unknown_themes(context: CheckContext) -> Iterable[Finding]:
    value = context.descriptor.get("theme") or []
    named = [value] if isinstance(value, str) else [one for one in value if isinstance(one, str)]
    known = set(context.session.scalars(select(Theme.name).where(Theme.name.in_(named))))
    for name in named:
        if name not in known:
            yield Finding("theme.unknown", Severity.BLOCK, params={"theme": name[:100]})


def _is_filled(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _has_contact(contributor: Any) -> bool:
    return isinstance(contributor, Mapping) and any(contributor.get(key) for key in ("email", "path", "title"))
