"""What the page of a draft shows: the form, the files with their columns and first rows, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from portal.accounts import Person
from portal.canonical import Json
from portal.catalog import public
from portal.catalog.licenses import match_license
from portal.catalog.models import Draft, DraftFile
from portal.errors import PortalError
from portal.review.drafts import DraftChanged, draft_descriptor, get_draft, steward_publishers
from portal.review.outlook import outlook
from portal.web.desk.forms import MetadataForm
from portal.web.desk.metadata import License, form_data
from portal.web.language import current_language
from portal.web.reading import services
from portal.web.rows import first_rows

__all__ = ["Problem", "license_of", "make_form", "show_draft"]

_ROWS = 5
_COLUMNS = 30  # whose names and types are listed; a wide table has a page of its own for the rest


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not done. place: the upload that it happened to, or the field's id to link to."""

    error: PortalError
    file: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file of a draft. columns: the first ones; notes: what was noticed, as findings."""

    resource: Json
    file: DraftFile
    columns: Sequence[Json] = ()
    more_columns: int = 0
    rows: Sequence[Sequence[str]] = field(default=())

    @property
    def is_table(self) -> bool:
        """Whether the file has columns that can be described."""
        return self.resource.get("type") == "table"


def show_draft(
    draft_id: UUID, person: Person, *, form: MetadataForm | None = None, problems: Sequence[Problem] = ()
) -> str:
    """Render a draft as it is stored now; form: what was typed and not taken, which then stands in the fields."""
    with services().database.read() as session:
        draft = get_draft(session, draft_id, by=person)
        if form is None:
            form = make_form(session, draft, person, sent=False)
        elif any(isinstance(one.error, DraftChanged) for one in problems):
            # The person is told: what they save next replaces what stands now.
            form.version.data = str(draft.version)
        today = services().clock.now().astimezone(services().settings.zone).date()
        return render_template(
            "desk/draft.html",
            draft=draft,
            form=form,
            files=[_file_view(one, draft.descriptor) for one in draft.files],
            missing=outlook(session, services().storage, draft, today),
            problems=problems,
            limit=services().settings.max_upload_bytes,
        )


def make_form(session: Session, draft: Draft, person: Person, *, sent: bool) -> MetadataForm:
    """Make the form of a draft, filled from it; sent: over it, from what was just sent."""
    descriptor = draft_descriptor(draft)
    named = descriptor.get("licenses") or [{}]
    known = match_license(session, str(named[0].get("name") or "")) if isinstance(named[0], Mapping) else None
    values = form_data(
        descriptor, publisher=draft.publisher.name, version=draft.version, license_id=known.id if known else ""
    )
    form = MetadataForm(data=values) if sent else MetadataForm(formdata=None, data=values)
    language = current_language()
    form.offer(
        publishers=[(one.name, _title(one.title, one.title_en)) for one in steward_publishers(session, person)],
        themes=[(one.name, one.title.in_language(language)) for one in public.themes(session)],
        licenses=[(one.id, one.title.in_language(language)) for one in public.licenses(session)],
    )
    return form


def license_of(session: Session, id_: str) -> License | None:
    """Return a licence as it stands in a descriptor; None if the portal does not know it."""
    found = next((one for one in public.licenses(session) if one.id == id_), None)
    if found is None:
        return None
    told: dict[str, Any] = {"name": found.id, "title": found.title.first}
    return told | ({"path": found.record["url"]} if found.record.get("url") else {})


def _title(title: str, title_en: str | None) -> str:
    return (title_en or title) if current_language() == "en" else title


def _file_view(file: DraftFile, descriptor: Json) -> FileView:
    resource = next(one for one in descriptor["resources"] if one["name"] == file.resource)
    fields = resource.get("schema", {}).get("fields", [])
    if resource.get("type") != "table":
        return FileView(resource, file)
    rows = first_rows(services().storage.path(file.sha256), fields, _ROWS)
    shown = [row[:_COLUMNS] for row in rows]
    return FileView(resource, file, fields[:_COLUMNS], max(0, len(fields) - _COLUMNS), shown)
