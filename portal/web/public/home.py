"""The first page."""

from flask import render_template

from portal.catalog import public
from portal.catalog.public import Filters
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session

__all__ = ["home"]

_NEWEST = 6


@public_pages.get("/")
def home() -> str:
    """Search, themes, newest releases; every number is counted now."""
    session = read_session()
    return render_template(
        "public/home.html",
        datasets=public.count_datasets(session),
        publishers=[one for one in public.publishers(session) if one.datasets],
        themes=public.themes(session),
        newest=public.list_datasets(session, Filters(), sort="-modified", page=1, per_page=_NEWEST).items,
    )
