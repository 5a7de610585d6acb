"""Values of a release's tables that its pages show: first rows and profiles; none of a conditional release."""

import json
from typing import Any

from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.web.reading import services
from portal.web.rows import first_rows

__all__ = ["previews_of", "profile_of", "rows_of"]

_PREVIEW_ROWS = 5
_PREVIEWED = 8  # tables of a dataset's page whose first rows are shown


def previews_of(release: ReleaseView) -> dict[str, list[list[str]]]:
    """Return the first rows of the first tables; none of a conditional release."""
    tables = [one for one in release.view.resources if one.is_table][:_PREVIEWED]
    found = {one.name: rows_of(release, one, _PREVIEW_ROWS) for one in tables}
    return {name: rows for name, rows in found.items() if rows is not None}


def rows_of(release: ReleaseView, resource: ResourceView, limit: int) -> list[list[str]] | None:
    """Return the first rows of a table; None where there is none, or where rows are given by application only."""
    if release.view.is_conditional or not resource.is_table:
        return None
    return first_rows(services().storage.path(resource.sha256), resource.fields, limit)


def profile_of(release: ReleaseView, resource: ResourceView) -> dict[str, Any] | None:
    """Return the profile of a table; None where there is none, or where values are given by application only."""
    if release.view.is_conditional or not resource.profile_sha256:
        return None
    profile: dict[str, Any] = json.loads(services().storage.path(resource.profile_sha256).read_bytes())
    return profile
