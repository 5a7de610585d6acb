"""The licences that the portal knows, in plain words, and which of them go together."""

from collections.abc import Sequence

from flask import abort, render_template

from portal.catalog import public
from portal.catalog.presentation import LicenseView
from portal.catalog.public import Filters
from portal.web.public.blueprint import public_pages
from portal.web.public.combining import combinations, pairs_of, short_names
from portal.web.reading import read_session, services

__all__ = ["license_compatibility", "license_page", "licenses"]

_CONFORMANCE = ("listed", "compared", "none")
_DATASETS = 6


@public_pages.get("/licenses")
def licenses() -> str:
    """List the licences by how open they are, each with how many datasets stand under it."""
    session = read_session()
    known = _ordered(public.licenses(session))
    groups = [(one, [view for view in known if _conformance(view) == one]) for one in _CONFORMANCE]
    return render_template(
        "public/licenses.html",
        groups=[(conformance, views) for conformance, views in groups if views],
        counts=public.facets(session, Filters(), ("license",))["license"],
    )


@public_pages.get("/licenses/compatibility")
def license_compatibility() -> str:
    """Show for every two licences whether they go together: a table, and each answer with its source."""
    known = _ordered(public.licenses(read_session()))
    matrix = combinations(known, services().pairings)
    return render_template("public/license_compatibility.html", matrix=matrix, short=short_names(known))


@public_pages.get("/licenses/<id_>", endpoint="license")
def license_page(id_: str) -> str:
    """Say what a licence permits, requires and forbids, what it goes together with, and what stands under it."""
    session = read_session()
    known = _ordered(public.licenses(session))
    found = next((one for one in known if one.id == id_), None)
    if found is None:
        abort(404)
    pairs = pairs_of(found, known, services().pairings)
    told = {pair.second.id for pair in pairs}
    return render_template(
        "public/license.html",
        license=found,
        conformance=_conformance(found),
        pairs=pairs,
        silent=[one for one in known if one.id not in told and one != found],
        page=public.list_datasets(session, Filters(license=id_), sort="-modified", page=1, per_page=_DATASETS),
    )


def _conformance(view: LicenseView) -> str:
    """Return how conformance is known; of a record from before that was asked, no more than it says."""
    return str(view.record.get("conformance") or ("compared" if view.open else "none"))


def _ordered(views: Sequence[LicenseView]) -> list[LicenseView]:
    return sorted(views, key=lambda one: (_CONFORMANCE.index(_conformance(one)), one.id.casefold()))
