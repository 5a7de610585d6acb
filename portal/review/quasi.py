"""By which columns together a person could be recognised: proposed by the scan, chosen by the steward."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import Person
from portal.canonical import Json
from portal.review.drafts import lock_draft
from portal.review.remedied import fields_of

__all__ = ["choose_quasi", "chosen_quasi", "proposed_quasi"]


def chosen_quasi(resource: Json) -> list[str] | None:
    """Return the columns that a steward chose, as far as the table still has them; None: nobody has chosen."""
    given = resource.get("quasiIdentifiers")
    if not isinstance(given, list):
        return None
    known = {str(one.get("name", "")) for one in fields_of(resource)}
    return [one for one in given if isinstance(one, str) and one in known]


def proposed_quasi(report: Json | None) -> list[str]:
    """Return the columns that a file's report was measured by; report: as of `portal.catalog.models.DraftFile`."""
    measured = (report or {}).get("reidentification") or {}
    tables = measured.get("tables") or []
    return [str(name) for table in tables for name in table.get("quasi_identifiers") or []]


def choose_quasi(session: Session, *, draft_id: UUID, by: Person, chosen: Mapping[str, Sequence[str]]) -> list[str]:
    """Keep by which columns each resource is to be measured; returns those that have to be measured anew.

    chosen: names of columns by resource; a resource for which it is what stands already is passed over. Part of a
    save that counts itself (`portal.review.drafts.touch`).  Raises NotFound, PortalError if it was handed in.
    """
    draft = lock_draft(session, draft_id, by=by)
    files = {file.resource: file for file in draft.files}
    resources, changed = [], []
    for one in draft.descriptor.get("resources", []):
        file, wanted = files.get(one["name"]), chosen.get(one["name"])
        stands = chosen_quasi(one)
        if file is None or wanted is None or one.get("type") != "table":
            resources.append(one)
            continue
        if set(wanted) == set(proposed_quasi(file.report) if stands is None else stands):
            resources.append(one)
            continue
        resources.append({**one, "quasiIdentifiers": list(dict.fromkeys(wanted))})
        file.report, file.scanned = None, None
        changed.append(one["name"])
    if changed:
        draft.descriptor = {**draft.descriptor, "resources": resources}
        session.flush()
    return changed
