"""What the person's publishers have, release by release, and taking a release back."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy import func, select, true
from sqlalchemy.orm import defer, selectinload
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.accounts import Person, Role
from portal.catalog.models import Dataset, Release
from portal.catalog.publishers import lineage
from portal.errors import NotFound, PortalError
from portal.release import undrawn_of, withdraw
from portal.review.drafts import publishers_with
from portal.review.inbox import publishers_of
from portal.web.desk.blueprint import desk
from portal.web.desk.session import signed_in
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import MOST
from portal.web.reading import services

__all__ = ["datasets", "take_release_back"]

Answer = str | WerkzeugResponse | tuple[str, int]
_PER_PAGE = 50


@desk.get("/desk/datasets")
def datasets() -> str:
    """List the datasets by name, fifty a page, with their releases, the withdrawn ones too."""
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
    return redirect(url_for("desk.datasets", page=request.args.get("page")), 303)


def _show(person: Person, *, problem: PortalError | None = None, typed: tuple[str, int, str] | None = None) -> str:
    number, _ = page_numbers(take_known(request.args, ("page",), strict=False))
    with services().database.read() as session:
        visible = publishers_of(session, person)
        theirs = true() if visible is None else Dataset.publisher_id.in_(visible)
        total = session.scalar(select(func.count()).select_from(Dataset).where(theirs)) or 0
        query = select(Dataset).where(theirs).options(selectinload(Dataset.publisher)).order_by(Dataset.name)
        found = session.scalars(query.limit(_PER_PAGE).offset((number - 1) * _PER_PAGE)).all()
        releases: dict[UUID, list[Release]] = {}
        own = select(Release).where(Release.dataset_id.in_([one.id for one in found]))
        for release in session.scalars(own.options(defer(Release.descriptor)).order_by(Release.number.desc())):
            releases.setdefault(release.dataset_id, []).append(release)
        return render_template(
            "desk/datasets.html",
            datasets=found,
            releases=releases,
            undrawn=undrawn_of(session, [one.name for one in found]),
            withdraws={one.id for one in publishers_with(session, person, Role.RELEASE)},
            stewards={one.id for one in publishers_with(session, person, Role.STEWARD)},
            page=number,
            pages=max(1, -(-total // _PER_PAGE)),
            link=lambda wanted: url_for("desk.datasets", page=wanted),
            problem=problem,
            typed=typed,
        )
