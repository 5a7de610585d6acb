"""What the page of a draft shows: the form, the files with their columns and first rows, what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts import Person, Role
from portal.canonical import Json
from portal.catalog import public
from portal.catalog.licenses import match_license
from portal.catalog.models import Dataset, Draft, DraftFile, Revision
from portal.catalog.words import RevisionState
from portal.errors import PortalError
from portal.finding import Finding
from portal.review.drafts import DraftChanged, draft_descriptor, get_draft, publishers_with
from portal.review.inbox import decisions_of
from portal.review.models import Decision
from portal.review.outlook import outlook
from portal.review.remedies import proposed_for
from portal.web.desk.blueprint import publisher_title
from portal.web.desk.forms import MetadataForm
from portal.web.desk.masking import Masks
from portal.web.desk.metadata import License, dicts_of, form_data
from portal.web.desk.revealed import Revealing, revealing
from portal.web.language import current_language
from portal.web.reading import services
from portal.web.rows import first_rows
from portal.wording.remedies import step_words

__all__ = ["Problem", "fields_of", "license_of", "make_form", "show_draft"]

_ROWS = 5
_PREVIEWED = 20  # tables whose first rows are shown
_ANCHORS = {
    "title": "title",
    "description": "description",
    "keywords": "keywords",
    "theme": "theme-0",
    "publisher": "publisher",
    "licenses": "license",
    "opening": "opening-0",
    "grade": "grade",
    "cadence": "cadence",
    "temporal": "start",
    "spatial": "place",
    "contributors": "contact",
    "translations": "title_en",
}
"""Where in the form each property of a descriptor is filled in."""
_SUBJECTS = {"licence": "licenses", "grade": "grade", "opening": "opening", "theme": "theme"}
"""Which property the codes of a check are about, by their first part."""
_COLUMNS = 30  # whose names and types are listed; a wide table has a page of its own for the rest


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not done. place: the upload that it happened to, or the field's id to link to."""

    error: PortalError
    file: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file of a draft. columns: the first ones; rows: the first ones, masked; revealing: what it would reveal.

    repeatable: what the steps of the last release that can be done again would do, in words.
    """

    resource: Json
    file: DraftFile
    revealing: Revealing
    repeatable: Sequence[str] = ()
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
        again = {
            name: [step_words(step.as_json()) for step in steps] for name, steps in proposed_for(session, draft).items()
        }
        missing = [(one, _anchor_of(one)) for one in outlook(session, services().storage, draft, today)]
        return render_template(
            "desk/draft.html",
            draft=draft,
            form=form,
            files=[
                _file_view(one, draft.descriptor, again.get(one.resource, ()), previewed=place < _PREVIEWED)
                for place, one in enumerate(draft.files)
            ],
            returned=_last_return(session, draft),
            missing=missing,
            ready=[key for key, place in _ANCHORS.items() if place not in {anchor for _, anchor in missing}],
            anchors=_ANCHORS,
            problems=problems,
            limit=services().settings.max_upload_bytes,
        )


def _anchor_of(finding: Finding) -> str:
    """Return the field in which a finding is mended; empty for one that no field mends."""
    named = str(finding.params.get("property", ""))
    return _ANCHORS.get(named) or _ANCHORS.get(_SUBJECTS.get(finding.code.partition(".")[0], ""), "")


def make_form(session: Session, draft: Draft, person: Person, *, sent: bool) -> MetadataForm:
    """Make the form of a draft, filled from it; sent: over it, from what was just sent."""
    descriptor = draft_descriptor(draft)
    named = next(iter(dicts_of(descriptor.get("licenses"))), {})
    known = match_license(session, str(named.get("name") or ""))
    values = form_data(
        descriptor, publisher=draft.publisher.name, version=draft.version, license_id=known.id if known else ""
    )
    form = MetadataForm(data=values) if sent else MetadataForm(formdata=None, data=values)
    language = current_language()
    stewarded = publishers_with(session, person, Role.STEWARD)
    form.offer(
        publishers=[(one.name, publisher_title(one)) for one in stewarded],
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


def _last_return(session: Session, draft: Draft) -> Decision | None:
    """Return the decision that sent the dataset's newest revision back; None if nothing has to be mended."""
    newest = session.scalar(
        select(Revision)
        .join(Dataset, Dataset.id == Revision.dataset_id)
        .where(Dataset.name == draft.name, Dataset.publisher_id == draft.publisher_id)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    if newest is None or newest.state != RevisionState.RETURNED:
        return None
    return next((one for one in reversed(decisions_of(session, newest.id)) if one.verdict == newest.state), None)


def fields_of(resource: Json) -> list[Json]:
    """Return the columns of a resource; what is no object among them is passed over."""
    schema = resource.get("schema")
    return dicts_of(schema.get("fields")) if isinstance(schema, dict) else []


def _file_view(file: DraftFile, descriptor: Json, again: Sequence[str], *, previewed: bool) -> FileView:
    resource = next(one for one in descriptor["resources"] if one["name"] == file.resource)
    fields = fields_of(resource)
    shown_of = revealing(resource, file.report, file.scanned)
    if resource.get("type") != "table":
        return FileView(resource, file, shown_of)
    rows = first_rows(services().storage.path(file.sha256), fields, _ROWS) if previewed else []
    columns = fields[:_COLUMNS]
    names = [str(one.get("name", "")) for one in columns]
    shown = Masks(file.report, services().policy.patterns).rows(names, [row[:_COLUMNS] for row in rows])
    return FileView(resource, file, shown_of, again, columns, max(0, len(fields) - _COLUMNS), shown)
