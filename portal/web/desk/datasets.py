"""What the person's publishers have, release by release, and taking a release back."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.accounts import Person, Role
from portal.catalog.models import Dataset, Release
from portal.catalog.publishers import lineage
from portal.errors import NotFound, PortalError
from portal.release import withdraw
from portal.review.inbox import publishers_of
from portal.web.desk.blueprint import desk
from portal.web.desk.session import signed_in
from portal.web.public.blueprint import MOST
from portal.web.reading import services

__all__ = ["datasets", "take_release_back"]

Answer = str | WerkzeugResponse | tuple[str, int]


@desk.get("/desk/datasets")
def datasets() -> str:
    """List the datasets with their releases, the withdrawn ones too."""
    return _show(signed_in())


@desk.post(f"/desk/datasets/<name>/releases/<int(max={MOST}):number>/withdraw")
def take_release_back(name: str, number: int) -> Answer:
    """Withdraw a release, with the reason that the public will read."""
    person, reason = signed_in(), request.form.get("reason", "")
    try:
        with services().database.write() as session:
            owner = session.scalar(select(Dataset.publisher_id).where(Dataset.name == name))
            if owner is None or not person.is_official_of(lineage(session, owner)):
                raise NotFound("release.unknown", name=name[:100], number=number)
            signer, now = services().signer, services().clock.now()
            withdraw(session, now, signer, dataset=name, number=number, by=person, reason=reason)
    except NotFound:
        raise
    except PortalError as error:
        return _show(person, problem=error, typed=(name, number, reason)), 400
    flash(gettext("The release is withdrawn; its address tells why."), "success")
    return redirect(url_for("desk.datasets"), 303)


def _show(person: Person, *, problem: PortalError | None = None, typed: tuple[str, int, str] | None = None) -> str:
    with services().database.read() as session:
        visible = publishers_of(session, person)
        query = select(Dataset).options(selectinload(Dataset.publisher)).order_by(Dataset.name)
        if visible is not None:
            query = query.where(Dataset.publisher_id.in_(visible))
        found = session.scalars(query).all()
        releases: dict[UUID, list[Release]] = {}
        own = select(Release).where(Release.dataset_id.in_([one.id for one in found]))
        for release in session.scalars(own.order_by(Release.number.desc())):
            releases.setdefault(release.dataset_id, []).append(release)
        places = {one.publisher_id: lineage(session, one.publisher_id) for one in found}
        return render_template(
            "desk/datasets.html",
            datasets=found,
            releases=releases,
            withdraws={one for one, chain in places.items() if person.has(Role.RELEASE, chain)},
            stewards={one for one, chain in places.items() if person.has(Role.STEWARD, chain)},
            problem=problem,
            typed=typed,
        )
