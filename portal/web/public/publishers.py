"""Who answers for data: the list, and the page of one."""

from collections.abc import Mapping

from flask import abort, render_template, request, url_for

from portal.catalog import public
from portal.catalog.freshness import is_overdue
from portal.catalog.presentation import DatasetView
from portal.catalog.public import Filters, PublisherView
from portal.catalog.words import PublisherKind
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session, services

__all__ = ["publisher", "publishers"]


@public_pages.get("/publishers")
def publishers() -> str:
    """List the publishers by kind, in the order in which the city opens them."""
    found = public.publishers(read_session())
    groups = [(kind, [one for one in found if one.kind == kind]) for kind in PublisherKind]
    return render_template(
        "public/publishers.html",
        groups=[(kind, ones) for kind, ones in groups if ones],
        titles={one.name: one.title for one in found},
    )


@public_pages.get("/publishers/<name>")
def publisher(name: str) -> str:
    """Show a publisher and what it has published."""
    known = {one.name: one for one in public.publishers(read_session())}
    if name not in known:
        abort(404)
    number, per_page = page_numbers(take_known(request.args, ("page",), strict=False))
    filters = Filters(publisher=name)
    page = public.list_datasets(read_session(), filters, sort="-modified", page=number, per_page=per_page)
    return render_template(
        "public/publisher.html",
        publisher=known[name],
        above=_above(known, known[name]),
        below=[one for one in known.values() if one.parent == name],
        page=page,
        overdue=_overdue,
        link=lambda wanted: url_for("public.publisher", name=name, page=wanted),
    )


def _overdue(view: DatasetView) -> bool:
    """Tell whether the promised cadence has not been kept, by the day in the site's zone."""
    zone = services().settings.zone
    if view.modified is None:
        return False
    return is_overdue(
        view.cadence, view.modified.astimezone(zone).date(), services().clock.now().astimezone(zone).date()
    )


def _above(known: Mapping[str, PublisherView], publisher: PublisherView) -> list[PublisherView]:
    """Return those a publisher belongs to, the highest first."""
    chain: list[PublisherView] = []
    step = publisher.parent
    while step is not None and known[step] not in chain:
        chain.insert(0, known[step])
        step = known[step].parent
    return chain
