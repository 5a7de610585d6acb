"""The audit log: whole for administrators and the city's release officers, a publisher's own part for its own."""

from typing import Any

from flask import abort, render_template, request, url_for
from sqlalchemy import ColumnElement, String, cast, func, or_, select, true
from sqlalchemy.orm import Session

from portal.accounts import Person, Role
from portal.audit import AuditEntry
from portal.catalog.models import Dataset, Revision
from portal.review.drafts import publishers_with
from portal.web.desk.blueprint import desk
from portal.web.desk.session import signed_in
from portal.web.listing import page_numbers, take_known
from portal.web.reading import read_session

__all__ = ["audit_log"]

_PER_PAGE = 50


@desk.get("/desk/audit")
def audit_log() -> str:
    """List the acts, newest first."""
    session = read_session()
    visible = _visible(session, signed_in())
    number, _ = page_numbers(take_known(request.args, ("page",), strict=False))
    total = session.scalar(select(func.count()).select_from(AuditEntry).where(visible)) or 0
    entries = session.scalars(
        select(AuditEntry)
        .where(visible)
        .order_by(AuditEntry.number.desc())
        .limit(_PER_PAGE)
        .offset((number - 1) * _PER_PAGE)
    ).all()
    return render_template(
        "desk/audit.html",
        entries=entries,
        total=total,
        page=number,
        pages=max(1, -(-total // _PER_PAGE)),
        link=lambda wanted: url_for("desk.audit_log", page=wanted),
    )


def _visible(session: Session, person: Person) -> ColumnElement[bool]:
    """Return which entries a person may read; what is not released of other publishers is not theirs to know."""
    if person.is_administrator or person.has(Role.RELEASE, ()):
        return true()
    if Role.RELEASE.value not in person.roles:
        abort(404)
    own = [one.id for one in publishers_with(session, person, Role.RELEASE)]
    datasets = select(Dataset.name).where(Dataset.publisher_id.in_(own))
    revisions = (
        select(_bare(cast(Revision.id, String)))
        .join(Dataset, Dataset.id == Revision.dataset_id)
        .where(Dataset.publisher_id.in_(own))
    )
    return or_(AuditEntry.subject.in_(datasets), _bare(AuditEntry.subject).in_(revisions))


def _bare(text: Any) -> Any:
    """Take the dashes out: the two databases write an id differently."""
    return func.replace(text, "-", "")
