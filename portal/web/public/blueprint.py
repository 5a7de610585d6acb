"""The blueprint of the public pages, and how their views find a release."""

import re

from flask import Blueprint, abort

from portal.catalog import public
from portal.catalog.public import ReleaseView, Tombstone
from portal.web.gone import Withdrawn
from portal.web.reading import read_session

__all__ = ["MOST", "public_pages", "standing_dataset", "standing_release"]

public_pages = Blueprint("public", __name__)

MOST = 2_147_483_647
"""The largest number that an address may hold: what both databases can compare with."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,99}")


def standing_dataset(name: str) -> ReleaseView:
    """Return the highest standing release of a dataset; 404 if there never was one, 410 if all were withdrawn."""
    found = public.get_dataset(read_session(), name) if _NAME.fullmatch(name) else None
    if isinstance(found, Tombstone):
        raise Withdrawn(found)
    if found is None:
        abort(404)
    return found


def standing_release(name: str, number: int) -> ReleaseView:
    """Return a release; 410 if it was withdrawn, or if all of its dataset were; 404 if it never was."""
    found = public.get_release(read_session(), name, number) if _NAME.fullmatch(name) else None
    if isinstance(found, Tombstone):
        raise Withdrawn(found)
    if found is None:
        standing_dataset(name)  # all withdrawn: everything under the dataset's address says so
        abort(404)
    return found
