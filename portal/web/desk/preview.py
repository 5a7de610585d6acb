"""A revision as the public would see it: the same templates, the same files."""

import json
import mimetypes
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, abort, render_template, send_file, url_for
from sqlalchemy.orm import Session

from portal.canonical import pretty
from portal.catalog import public
from portal.catalog.licenses import match_license
from portal.catalog.models import Revision
from portal.catalog.presentation import DatasetView, LicenseView, Named, Text, dataset_view
from portal.review.inbox import visible_revision
from portal.web.bodies import BodyUrls, cited_packages, contacts, coverage, no_link, sources
from portal.web.desk.blueprint import desk
from portal.web.desk.masking import Masks
from portal.web.desk.session import signed_in
from portal.web.reading import read_session, services
from portal.web.rows import first_rows

__all__ = ["preview", "preview_resource", "revision_file", "view_of"]

_PREVIEW_ROWS, _ROWS = 5, 100
_PREVIEWED = 8  # tables whose first rows are shown, as on the public page
_DESCRIPTOR = "datapackage.json"


@desk.get("/desk/reviews/<uuid:revision_id>/preview")
def preview(revision_id: UUID) -> str:
    """Show the page that the dataset would have."""
    revision = visible_revision(read_session(), signed_in(), revision_id)
    view = view_of(read_session(), revision)
    tables = [one for one in view.resources if one.is_table][:_PREVIEWED]
    shown = {} if view.is_conditional else {one.name: _rows(revision, one, _PREVIEW_ROWS) for one in tables}
    return render_template("desk/preview.html", revision=revision, view=view, previews=shown, **_body(revision, view))


@desk.get("/desk/reviews/<uuid:revision_id>/preview/<resource>")
def preview_resource(revision_id: UUID, resource: str) -> str:
    """Show the page that a file would have."""
    revision = visible_revision(read_session(), signed_in(), revision_id)
    view = view_of(read_session(), revision)
    found = view.resource(resource)
    if found is None:
        abort(404)
    rows = None if view.is_conditional or not found.is_table else _rows(revision, found, _ROWS)
    return render_template(
        "desk/preview_resource.html",
        revision=revision,
        view=view,
        resource=found,
        rows=rows,
        profile=None if view.is_conditional else _masks(revision, resource).profile(_profile(revision, resource)),
        **_body(revision, view),
    )


@desk.get("/desk/reviews/<uuid:revision_id>/files/<path:path>")
def revision_file(revision_id: UUID, path: str) -> Response:
    """Give a file exactly as it would be released, or the descriptor (without the number that a release adds)."""
    revision = visible_revision(read_session(), signed_in(), revision_id)
    if path == _DESCRIPTOR:
        return Response(pretty(revision.descriptor), content_type="application/json")
    file = next((one for one in revision.files if one.path == path), None)
    if file is None:
        abort(404)
    name = path.rpartition("/")[2]
    mediatype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = services().storage.path(file.sha256)
    answer = send_file(
        stored.open("rb"), mimetype=mediatype, as_attachment=True, download_name=name, etag=False, conditional=False
    )
    answer.content_length = file.bytes
    return answer


def view_of(session: Session, revision: Revision) -> DatasetView:
    """Return the view of a revision, as the public side makes it of a release."""
    record = revision.dataset.publisher
    title = Text(record.title, "zh", {"en": record.title_en} if record.title_en else {})
    return dataset_view(
        (revision.dataset_id, revision.dataset.name),
        revision.descriptor,
        publisher=Named(record.name, title),
        themes={one.name: Named(one.name, one.title) for one in public.themes(session)},
        license_=_license(session, revision.descriptor),
        files={
            one.resource: {"is_table": one.is_table, "profile_sha256": one.profile_sha256} for one in revision.files
        },
    )


def _license(session: Session, descriptor: Mapping[str, Any]) -> LicenseView | None:
    named = next(iter(descriptor.get("licenses") or []), None)
    if not isinstance(named, dict):
        return None
    found = match_license(session, str(named.get("name") or named.get("id") or ""))
    return public.license_view(found) if found else None


def _body(revision: Revision, view: DatasetView) -> dict[str, Any]:
    def resource(one: Any) -> str:
        return url_for("desk.preview_resource", revision_id=revision.id, resource=one.name)

    def file(one: Any) -> str:
        return url_for("desk.revision_file", revision_id=revision.id, path=one.path)

    cited = cited_packages(view)
    lists = {one.name: one for one in public.all_datasets(read_session(), sorted(cited))} if cited else {}

    def code_list(column: Mapping[str, str]) -> str:
        package, name = column.get("package", ""), column.get("resource", "")
        known = package in lists and lists[package].resource(name) is not None
        return url_for("public.resource", name=package, resource=name) if known else ""

    links = BodyUrls(resource, no_link if view.is_conditional else file, no_link, code_list)
    given = view.descriptor
    return {"urls": links, "contacts": contacts(given), "sources": sources(given), "coverage": coverage(given)}


def _rows(revision: Revision, resource: Any, limit: int) -> list[list[str]]:
    rows = first_rows(services().storage.path(resource.sha256), resource.fields, limit)
    return _masks(revision, resource.name).rows([one.name for one in resource.fields], rows)


def _masks(revision: Revision, resource: str) -> Masks:
    return Masks(
        next((one.report for one in revision.files if one.resource == resource), None), services().policy.patterns
    )


def _profile(revision: Revision, resource: str) -> dict[str, Any] | None:
    sha256 = next((one.profile_sha256 for one in revision.files if one.resource == resource), None)
    if sha256 is None:
        return None
    profile: dict[str, Any] = json.loads(services().storage.path(sha256).read_bytes())
    return profile
