"""The licences that the portal knows, in plain words."""

from flask import abort, render_template

from portal.catalog import public
from portal.catalog.public import Filters
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session

__all__ = ["license_page", "licenses"]


@public_pages.get("/licenses")
def licenses() -> str:
    """List the licences, each with how many datasets stand under it."""
    session = read_session()
    counts = public.facets(session, Filters(), ("license",))["license"]
    return render_template("public/licenses.html", licenses=public.licenses(session), counts=counts)


@public_pages.get("/licenses/<id_>", endpoint="license")
def license_page(id_: str) -> str:
    """Say what a licence permits, requires and forbids."""
    found = next((one for one in public.licenses(read_session()) if one.id == id_), None)
    if found is None:
        abort(404)
    return render_template("public/license.html", license=found)
