"""The page on which a steward says what a file and its columns are."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.accounts import Person
from portal.canonical import Json
from portal.errors import NotFound, PortalError
from portal.review.draft_files import COLUMN_TYPES, ColumnEdit, ResourceEdit, save_columns
from portal.review.drafts import DraftChanged, get_draft
from portal.web.desk.blueprint import desk
from portal.web.desk.draft_page import Problem, fields_of
from portal.web.desk.drafts import version_of_form
from portal.web.desk.masking import Masks
from portal.web.desk.session import signed_in
from portal.web.listing import page_numbers, take_known
from portal.web.reading import services
from portal.web.rows import first_rows

__all__ = ["columns", "save_column_words"]

Answer = str | WerkzeugResponse | tuple[str, int]
_PER_PAGE = 50
_DIGITS = 10
_WORDS = ("title", "title_en", "description", "description_en")


@desk.get("/desk/drafts/<uuid:draft_id>/columns/<resource>")
def columns(draft_id: UUID, resource: str) -> str:
    """Show a file's words and its columns, fifty a page."""
    return _show(draft_id, resource, signed_in(), edit=None)


@desk.post("/desk/drafts/<uuid:draft_id>/columns/<resource>")
def save_column_words(draft_id: UUID, resource: str) -> Answer:
    """Save them."""
    person, edit = signed_in(), _edit()
    try:
        misfits = save_columns(
            services().database,
            services().storage,
            services().clock,
            draft_id=draft_id,
            version=version_of_form(),
            by=person,
            resource=resource,
            edit=edit,
        )
    except NotFound:
        raise
    except PortalError as error:
        status = 409 if isinstance(error, DraftChanged) else 400
        return _show(draft_id, resource, person, edit=edit, problems=[Problem(error)]), status
    flash(gettext("The columns are saved."), "success")
    if misfits:
        flash(gettext("Some cells do not fit the type that you chose; they are listed with the file."), "warning")
    number = _number()
    if "next" in request.form:
        return redirect(url_for("desk.columns", draft_id=draft_id, resource=resource, page=number + 1), 303)
    return redirect(url_for("desk.draft", draft_id=draft_id, _anchor=f"file-{resource}"), 303)


def _show(
    draft_id: UUID, resource: str, person: Person, *, edit: ResourceEdit | None, problems: Sequence[Problem] = ()
) -> str:
    number = _number()
    with services().database.read() as session:
        draft = get_draft(session, draft_id, by=person)
        file = next((one for one in draft.files if one.resource == resource), None)
        if file is None:
            raise NotFound("draft.resource", name=resource[:100])
        given = next(one for one in draft.descriptor["resources"] if one["name"] == resource)
        fields = fields_of(given)
        is_table = given.get("type") == "table"
        plain = first_rows(services().storage.path(file.sha256), fields, 3) if is_table else []
        rows = Masks(file.report, services().policy.patterns).rows([str(one.get("name", "")) for one in fields], plain)
        changed = any(isinstance(one.error, DraftChanged) for one in problems)
        start = (number - 1) * _PER_PAGE
        return render_template(
            "desk/columns.html",
            draft=draft,
            version=draft.version if edit is None or changed else version_of_form(),
            resource=given,
            said=edit or _said(given, fields),
            columns=[
                (place, column, [row[place] for row in rows])
                for place, column in enumerate(fields[start : start + _PER_PAGE], start=start)
            ],
            types=COLUMN_TYPES,
            page=number,
            pages=max(1, -(-len(fields) // _PER_PAGE)),
            problems=problems,
        )


def _number() -> int:
    number, _ = page_numbers(take_known(request.args, ("page",), strict=False))
    return number


def _edit() -> ResourceEdit:
    """Read what was typed; columns are sent by their place."""
    form = request.form
    places = [int(one) for one in form.getlist("column") if one.isascii() and one.isdigit() and len(one) < _DIGITS]
    return ResourceEdit(
        **{key: form.get(key, "") for key in _WORDS},
        columns={
            place: ColumnEdit(
                type=form.get(f"type-{place}", ""), **{key: form.get(f"{key}-{place}", "") for key in _WORDS}
            )
            for place in places
        },
    )


def _said(resource: Json, fields: Sequence[Json]) -> ResourceEdit:
    return ResourceEdit(
        **_words(resource),
        columns={
            place: ColumnEdit(type=str(column.get("type") or "any"), **_words(column))
            for place, column in enumerate(fields)
        },
    )


def _words(thing: Json) -> dict[str, str]:
    english = (thing.get("translations") or {}).get("en") or {}
    return {
        "title": str(thing.get("title") or ""),
        "title_en": str(english.get("title") or ""),
        "description": str(thing.get("description") or ""),
        "description_en": str(english.get("description") or ""),
    }
