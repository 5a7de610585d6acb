"""Subjects that citizens look under."""

from flask import abort, render_template, request, url_for

from portal.catalog import public
from portal.catalog.public import Filters
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session

__all__ = ["theme", "themes"]


@public_pages.get("/themes")
def themes() -> str:
    """List the themes, each with how many datasets stand under it."""
    return render_template("public/themes.html", themes=public.themes(read_session()))


@public_pages.get("/themes/<name>")
def theme(name: str) -> str:
    """Show what stands under a theme."""
    found = next((one for one in public.themes(read_session()) if one.name == name), None)
    if found is None:
        abort(404)
    number, per_page = page_numbers(take_known(request.args, ("page",), strict=False))
    filters = Filters(theme=name)
    page = public.list_datasets(read_session(), filters, sort="-modified", page=number, per_page=per_page)
    return render_template(
        "public/theme.html",
        theme=found,
        page=page,
        link=lambda wanted: url_for("public.theme", name=name, page=wanted),
    )
