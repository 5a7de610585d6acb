"""What dataset, release and resource pages have in common: links of the body, first rows, profile."""

import json
from collections.abc import Mapping
from typing import Any

from flask import url_for

from portal.catalog import public
from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.web.bodies import BodyUrls, cited_packages, contacts, coverage, no_link, sources
from portal.web.charts import ChartView, chart_view
from portal.web.differences import ReleaseDiff, compare_releases
from portal.web.language import neutral_url_for
from portal.web.reading import read_session, services
from portal.web.rows import first_rows

__all__ = ["body_of", "charts_shown", "differences_of", "file_url", "previews_of", "profile_of", "rows_of"]

_COMPARED = 200_000  # rows of both tables together: a moment; the API compares more
_EXAMPLES = 5
_PREVIEW_ROWS = 5
_CHARTS = 3  # pictures of a dataset's page, one a table
_PREVIEWED = 8  # tables of a dataset's page whose first rows are shown


def body_of(release: ReleaseView) -> dict[str, Any]:
    """Return what the bodies' templates take beside the view."""
    view, number = release.view, release.number
    cited = cited_packages(view)
    lists = {one.name: one for one in public.all_datasets(read_session(), sorted(cited))} if cited else {}

    def code_list(column: Mapping[str, str]) -> str:
        package, resource = column.get("package", ""), column.get("resource", "")
        if package not in lists or lists[package].resource(resource) is None:
            return ""
        return url_for("public.resource", name=package, resource=resource)

    def resource(one: ResourceView) -> str:
        # The address without a number shows the highest release: from an older one only the file itself leads on.
        return url_for("public.resource", name=view.name, resource=one.name) if release.latest else ""

    def file(one: ResourceView) -> str:
        return file_url(view.name, number, one.path)

    def parquet(one: ResourceView) -> str:
        return file_url(view.name, number, f"data/{one.name}.parquet") if one.parquet_sha256 else ""

    given = not view.is_conditional
    return {
        "urls": BodyUrls(resource, file if given else no_link, parquet if given else no_link, code_list),
        "contacts": contacts(view.descriptor),
        "sources": sources(view.descriptor),
        "coverage": coverage(view.descriptor),
    }


def charts_shown(release: ReleaseView, resource: str | None = None) -> list[ChartView]:
    """Return the charts of a release's page, the first of each table; or all those of one table."""
    found = public.charts_of(read_session(), release.id)
    if resource is not None:
        found = [one for one in found if one.resource == resource]
    else:
        found = list({one.resource: one for one in reversed(found)}.values())[::-1][:_CHARTS]
    return [chart_view(release.view.name, release.number, one) for one in found]


def differences_of(release: ReleaseView) -> ReleaseDiff | None:
    """Compare a release with the one that stood before it; None if it is the first."""
    before = public.release_before(read_session(), release)
    if before is None:
        return None
    return compare_releases(services().storage, before, release, most_rows=_COMPARED, examples=_EXAMPLES)


def file_url(name: str, number: int, path: str) -> str:
    """Return the address of a member of a release, the same in both languages."""
    return neutral_url_for("downloads.data", name=name, number=number, file=path.removeprefix("data/"))


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
