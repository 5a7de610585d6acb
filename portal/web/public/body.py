"""What the body of a release's pages takes beside the view: where links lead, whom it names."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from portal.catalog import public
from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.web.bodies import BodyUrls, cited_packages, contacts, coverage, no_link, sources
from portal.web.language import neutral_url_for
from portal.web.reading import read_session

__all__ = ["body_of"]


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
        return _file_url(view.name, number, one.path)

    def parquet(one: ResourceView) -> str:
        return _file_url(view.name, number, f"data/{one.name}.parquet") if one.parquet_sha256 else ""

    given = not view.is_conditional
    return {
        "urls": BodyUrls(resource, file if given else no_link, parquet if given else no_link, code_list),
        "contacts": contacts(view.descriptor),
        "sources": sources(view.descriptor),
        "coverage": coverage(view.descriptor),
    }


def _file_url(name: str, number: int, path: str) -> str:
    """Return the address of a member of a release, the same in both languages."""
    return neutral_url_for("downloads.data", name=name, number=number, file=path.removeprefix("data/"))
