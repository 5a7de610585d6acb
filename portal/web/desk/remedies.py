"""The page on which a steward mends what a table would reveal: choose, look at what it does, do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.accounts import Person
from portal.canonical import Json
from portal.catalog.models import Draft, DraftFile
from portal.disclosure.remedies import Preview, Step
from portal.errors import NotFound, PortalError
from portal.review.drafts import DraftChanged, get_draft
from portal.review.remedies import apply_remedies, preview_remedy, proposed_for, salt_of
from portal.tables.source import read_header
from portal.web.desk.blueprint import desk
from portal.web.desk.draft_page import Problem
from portal.web.desk.drafts import refused, save_first, to_its_revision, version_of_form
from portal.web.desk.remedy_form import choices_of, options_of, read_form, typed
from portal.web.desk.revealed import proposed_steps, revealing
from portal.web.desk.session import signed_in
from portal.web.reading import services

__all__ = ["apply_steps", "back_to_remedies", "preview_steps", "remedies", "repeat_steps"]

Answer = str | WerkzeugResponse | tuple[str, int]
_LISTED = 30  # columns shown in which nothing was found
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class _Given:
    """The table as it stands. header: of its file; has_upload: whether anything could stand beside it."""

    draft: Draft
    file: DraftFile
    resource: Json
    header: Sequence[str]

    @property
    def has_upload(self) -> bool:
        return self.file.upload_sha256 != self.file.sha256


@desk.get("/desk/drafts/<uuid:draft_id>/remedies/<resource>")
def remedies(draft_id: UUID, resource: str) -> Answer:
    """Show what was found in a table, the proposed steps chosen."""
    person = signed_in()
    return to_its_revision(draft_id, person) or _show(_given(draft_id, resource, person))


@desk.get("/desk/drafts/<uuid:draft_id>/remedies/<resource>/preview")
@desk.get("/desk/drafts/<uuid:draft_id>/remedies/<resource>/apply")
@desk.get("/desk/drafts/<uuid:draft_id>/remedies/<resource>/repeat")
def back_to_remedies(draft_id: UUID, resource: str) -> WerkzeugResponse:
    """Lead to the page from where forms go: a page that was refused is loaded again, or in the other language."""
    return redirect(url_for("desk.remedies", draft_id=draft_id, resource=resource), 303)


@desk.post("/desk/drafts/<uuid:draft_id>/remedies/<resource>/preview")
def preview_steps(draft_id: UUID, resource: str) -> Answer:
    """Show what the chosen steps would do; nothing is kept."""
    person = signed_in()
    given = _given(draft_id, resource, person)
    steps, problems = read_form(request.form, given.header)
    seen: Preview | None = None
    if not problems:
        try:
            seen = preview_remedy(
                services().database,
                services().storage,
                draft_id=draft_id,
                by=person,
                resource=resource,
                steps=steps,
                salt=_salt(given.draft),
                rows=_SAMPLES,
            )
        except NotFound:
            raise
        except PortalError as error:
            problems = [Problem(error)]
    page = _show(given, form=request.form, problems=problems, preview=seen)
    return (page, 400) if problems else page


@desk.post("/desk/drafts/<uuid:draft_id>/remedies/<resource>/apply")
def apply_steps(draft_id: UUID, resource: str) -> Answer:
    """Do the chosen steps, and lead back to the draft."""
    person = signed_in()
    given = _given(draft_id, resource, person)
    steps, problems = read_form(request.form, given.header)
    if not problems:
        problems = _apply(given, person, steps, version_of_form())
    if not problems:
        return redirect(url_for("desk.draft", draft_id=draft_id, _anchor=f"file-{resource}"), 303)
    elsewhere = to_its_revision(draft_id, person)
    changed = any(isinstance(one.error, DraftChanged) for one in problems)
    return elsewhere or (_show(given, form=request.form, problems=problems), 409 if changed else 400)


@desk.post("/desk/drafts/<uuid:draft_id>/remedies/<resource>/repeat")
def repeat_steps(draft_id: UUID, resource: str) -> Answer:
    """Do what was done to the same table of the last release; what was typed on the draft's page is saved first."""
    person = signed_in()
    form, problems = save_first(draft_id, person)
    if not problems:
        given = _given(draft_id, resource, person)
        with services().database.read() as session:
            steps = proposed_for(session, get_draft(session, draft_id, by=person)).get(resource, [])
        version = given.draft.version if form is not None else version_of_form()
        problems = _apply(given, person, steps, version)
    if problems:
        return refused(draft_id, person, form, problems)
    return redirect(url_for("desk.draft", draft_id=draft_id, _anchor=f"file-{resource}"), 303)


def _given(draft_id: UUID, resource: str, person: Person) -> _Given:
    """Read a table of a draft. Raises NotFound, PortalError ``remedy.not_table``."""
    with services().database.read() as session:
        draft = get_draft(session, draft_id, by=person)
        file = next((one for one in draft.files if one.resource == resource), None)
        described = [one for one in draft.descriptor["resources"] if one["name"] == resource]
        if file is None or not described:
            raise NotFound("draft.resource", name=resource[:100])
        if described[0].get("type") != "table":
            raise PortalError("remedy.not_table", name=resource)
        return _Given(draft, file, described[0], read_header(services().storage.path(file.sha256)))


def _apply(given: _Given, person: Person, steps: Sequence[Step], version: int) -> list[Problem]:
    try:
        apply_remedies(
            services().database,
            services().storage,
            services().clock,
            draft_id=given.draft.id,
            version=version,
            by=person,
            resource=given.file.resource,
            steps=steps,
            salt=_salt(given.draft),
            policy=services().policy,
        )
    except NotFound:
        raise
    except PortalError as error:
        return [Problem(error)]
    name = given.resource.get("title") or given.file.resource
    flash(
        gettext("The steps are done to “%(name)s”. What it would still reveal is examined anew.", name=name), "success"
    )
    return []


def _salt(draft: Draft) -> bytes:
    return salt_of(str(current_app.secret_key), draft)


def _show(
    given: _Given,
    *,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    preview: Preview | None = None,
) -> str:
    report = given.file.report
    proposed = proposed_steps(given.resource, report)
    choices = choices_of(given.header, report, proposed if form is None else [])
    if form is not None:
        choices = typed(choices, form)
    told = [one for one in choices if one.found or one.value]
    rest = [one for one in choices if not one.found and not one.value]
    listed = rest if "all" in request.args else rest[:_LISTED]
    strip = bool(form.get("strip")) if form is not None else any(step.step == "strip" for step in proposed)
    return render_template(
        "desk/remedies.html",
        draft=given.draft,
        version=version_of_form() if form is not None and not _is_changed(problems) else given.draft.version,
        resource=given.resource,
        view=revealing(given.resource, report, given.file.scanned),
        choices=sorted([*told, *listed], key=lambda one: one.place),
        hidden=len(rest) - len(listed),
        options_of=options_of,
        has_upload=given.has_upload,
        strip=strip,
        preview=preview,
        problems=problems,
    )


def _is_changed(problems: Sequence[Problem]) -> bool:
    return any(isinstance(one.error, DraftChanged) for one in problems)
