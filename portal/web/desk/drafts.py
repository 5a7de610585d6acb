"""Drafts: the list, a new one, the page of one, and what is saved from it.

One form holds the words, the files to add and the buttons, so that whatever a person presses, what they typed is
saved first.
"""

from collections.abc import Sequence
from typing import BinaryIO, cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.accounts import Person, Role
from portal.canonical import Json
from portal.catalog.publishers import find_publisher
from portal.errors import NotFound, PortalError
from portal.review.draft_files import add_file, remove_file
from portal.review.drafts import DraftChanged, create_draft, drafts_for, get_draft, publishers_with, save_metadata
from portal.review.quasi import choose_quasi
from portal.review.scanning import scan_new_files
from portal.web.desk.blueprint import desk
from portal.web.desk.draft_page import Problem, license_of, make_form, show_draft
from portal.web.desk.forms import MetadataForm
from portal.web.desk.metadata import properties_of
from portal.web.desk.revealed import columns_of
from portal.web.desk.session import signed_in
from portal.web.reading import read_session, services
from portal.wording.desk import told

__all__ = [
    "add_files",
    "back_to_draft",
    "draft",
    "drafts",
    "new_draft",
    "refused",
    "remove",
    "save_draft",
    "save_first",
    "take_files",
    "to_its_revision",
    "version_of_form",
]

Answer = str | WerkzeugResponse | tuple[str, int]
_DIGITS = 10
_FLASHED = 5  # problems told after a redirect: they travel in the cookie


@desk.get("/desk/drafts")
def drafts() -> str:
    """List the drafts of the publishers that the person is a steward of, with the way to a new one."""
    session, person = read_session(), signed_in()
    return render_template(
        "desk/drafts.html",
        drafts=drafts_for(session, person),
        publishers=publishers_with(session, person, Role.STEWARD),
        limit=services().settings.max_upload_bytes,
    )


@desk.post("/desk/drafts")
def new_draft() -> WerkzeugResponse:
    """Make a draft, of the files that came along if any did."""
    person = signed_in()
    with services().database.write() as session:
        publisher = find_publisher(session, request.form.get("publisher", ""))
        made = create_draft(session, services().clock.now(), by=person, publisher=publisher)
    problems = take_files(made.id, person)
    for problem in problems[:_FLASHED]:
        flash(" ".join(filter(None, (problem.file, *told(problem.error.code, problem.error.params)))), "danger")
    return redirect(url_for("desk.draft", draft_id=made.id), 303)


@desk.get("/desk/drafts/<uuid:draft_id>")
def draft(draft_id: UUID) -> Answer:
    """Show a draft; one that was handed in leads to its revision."""
    person = signed_in()
    return to_its_revision(draft_id, person) or show_draft(draft_id, person)


@desk.post("/desk/drafts/<uuid:draft_id>")
def save_draft(draft_id: UUID) -> Answer:
    """Save what was typed, read the files that were chosen, and go on to where the button leads."""
    person = signed_in()
    form, problems = save_first(draft_id, person)
    problems += take_files(draft_id, person)
    if problems:
        return refused(draft_id, person, form, problems)
    flash(_saved(), "success")
    if measured := request.form.get("measure"):
        return redirect(url_for("desk.draft", draft_id=draft_id, _anchor=f"reveals-{measured}"), 303)
    if remedied := request.form.get("remedies"):
        return redirect(url_for("desk.remedies", draft_id=draft_id, resource=remedied), 303)
    if columns := request.form.get("columns"):
        return redirect(url_for("desk.columns", draft_id=draft_id, resource=columns), 303)
    return redirect(url_for("desk.draft", draft_id=draft_id), 303)


@desk.post("/desk/drafts/<uuid:draft_id>/files")
def add_files(draft_id: UUID) -> Answer:
    """Read the files that were chosen into the draft; what was typed is saved first."""
    person = signed_in()
    form, problems = save_first(draft_id, person)
    if not _chosen():
        problems.append(Problem(PortalError("upload.none"), anchor="files"))
    problems += take_files(draft_id, person)
    if problems:
        return refused(draft_id, person, form, problems)
    flash(_saved(), "success")
    return redirect(url_for("desk.draft", draft_id=draft_id, _anchor="files-heading"), 303)


@desk.get("/desk/drafts/<uuid:draft_id>/files")
@desk.get("/desk/drafts/<uuid:draft_id>/submit")
@desk.get("/desk/drafts/<uuid:draft_id>/remove/<resource>")
def back_to_draft(draft_id: UUID, resource: str = "") -> WerkzeugResponse:  # noqa: ARG001 a part of the address
    """Lead to the draft from where forms go: a page that was refused is loaded again, or in the other language."""
    return redirect(url_for("desk.draft", draft_id=draft_id), 303)


@desk.post("/desk/drafts/<uuid:draft_id>/remove/<resource>")
def remove(draft_id: UUID, resource: str) -> Answer:
    """Take a file out of the draft; what was typed is saved first."""
    person = signed_in()
    form, problems = save_first(draft_id, person)
    if problems:
        return refused(draft_id, person, form, problems)
    with services().database.write() as session:
        version = get_draft(session, draft_id, by=person).version if form is not None else version_of_form()
        now = services().clock.now()
        remove_file(session, now, draft_id=draft_id, version=version, by=person, resource=resource)
    flash(_saved(), "success")
    return redirect(url_for("desk.draft", draft_id=draft_id, _anchor="files-heading"), 303)


def save_first(draft_id: UUID, person: Person) -> tuple[MetadataForm | None, list[Problem]]:
    """Save the metadata if the form came along. Returns the form, None without one, and why it was not saved."""
    if "title" not in request.form:
        with services().database.read() as session:
            get_draft(session, draft_id, by=person)
        return None, []
    with services().database.read() as session:
        stored = get_draft(session, draft_id, by=person)
        form = make_form(session, stored, person, sent=True)
        if version_of_form() != stored.version:
            return form, [Problem(DraftChanged("draft.changed"))]
        if not form.validate_on_submit():
            return form, [Problem(PortalError("form.fields"), anchor="fields")]
        properties = properties_of(form.data, stored.descriptor, license_of=lambda id_: license_of(session, id_))
        quasi = _quasi(stored.descriptor)
    try:
        with services().database.write() as session:
            save_metadata(
                session,
                services().clock.now(),
                draft_id=draft_id,
                version=version_of_form(),
                by=person,
                publisher=form.publisher.data,
                properties=properties,
            )
            anew = choose_quasi(session, draft_id=draft_id, by=person, chosen=quasi)
    except NotFound:
        raise
    except PortalError as error:
        return form, [Problem(error)]
    if anew:
        scan_new_files(services().database, services().storage, services().clock, draft_id, policy=services().policy)
    return form, []


def _quasi(descriptor: Json) -> dict[str, list[str]]:
    """Return the columns by which tables are to be measured, of those tables whose boxes the form had."""
    asked = set(request.form.getlist("measured"))
    return {
        one["name"]: columns_of(one, request.form.getlist(f"quasi-{one['name']}"))
        for one in descriptor.get("resources", [])
        if one["name"] in asked
    }


def take_files(draft_id: UUID, person: Person) -> list[Problem]:
    """Read the files that were chosen, each for itself. Returns why some could not be read."""
    replaces = request.form.get("replaces") or None
    problems = []
    for upload in _chosen():
        try:
            add_file(
                services().database,
                services().storage,
                services().clock,
                draft_id=draft_id,
                by=person,
                stream=cast(BinaryIO, upload.stream),
                filename=upload.filename or "",
                limit=services().settings.max_upload_bytes,
                replaces=replaces,
                policy=services().policy,
            )
        except NotFound:
            raise
        except PortalError as error:
            problems.append(Problem(error, file=upload.filename or ""))
    return problems


def _chosen() -> list[FileStorage]:
    return [one for one in request.files.getlist("files") if one.filename]


def refused(draft_id: UUID, person: Person, form: MetadataForm | None, problems: Sequence[Problem]) -> Answer:
    """Show the page again with the reasons; what was typed stands in the fields unless it was saved.

    A draft that was handed in meanwhile, by a first click or by a colleague, leads to its revision.
    """
    if elsewhere := to_its_revision(draft_id, person):
        flash(" ".join(told("draft.handed_in", {})), "warning")
        return elsewhere
    status = 409 if any(isinstance(one.error, DraftChanged) for one in problems) else 400
    unsaved = form if any(not one.file and one.error.code != "upload.none" for one in problems) else None
    return show_draft(draft_id, person, form=unsaved, problems=problems), status


def to_its_revision(draft_id: UUID, person: Person) -> WerkzeugResponse | None:
    """Lead from a draft that was handed in to its revision; None from one that stands. Raises NotFound."""
    with services().database.read() as session:  # as it stands now, not as the request began
        revision_id = get_draft(session, draft_id, by=person).revision_id
    return None if revision_id is None else redirect(url_for("desk.review", revision_id=revision_id), 303)


def version_of_form() -> int:
    """Return the version of the draft that the person was shown."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


def _saved() -> str:
    return str(gettext("The draft is saved."))
