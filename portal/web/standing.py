"""Tables that stand, found again without asking the database for all of a dataset.

What the public sees is a function of the change number (`portal.ledger.changes`): what was found at a number is right
for as long as the number stands, in the snapshot that the request reads from. Only what may be given is remembered:
what is withdrawn, conditional or unknown is looked up, and refused, each time.
"""

from typing import cast

from flask import abort, current_app

from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.ledger import standing_at
from portal.tables.engine import Table
from portal.web.gone import Conditional
from portal.web.public.blueprint import standing_dataset, standing_release
from portal.web.reading import read_session, services

__all__ = ["standing_table"]

_KEPT = 256
_Key = tuple[int, str, str, int | None]
_Found = tuple[ReleaseView, ResourceView]


def standing_table(name: str, resource: str, number: int | None = None) -> tuple[ReleaseView, ResourceView, Table]:
    """Return an open table of a release. number: None: of the highest that stands.

    Answers 404 for what is not there or is no table, 410 for what was withdrawn, 403 where rows are given by
    application only.
    """
    known = cast(dict[_Key, _Found], current_app.extensions.setdefault("portal.standing", {}))
    key = (standing_at(read_session()), name, resource, number)
    found = known.get(key)
    if found is None:
        found = _find(name, resource, number)
        if len(known) >= _KEPT:
            known.clear()
        known[key] = found
    release, view = found
    sha256 = str(view.parquet_sha256)
    return release, view, services().tables.open(sha256, lambda: services().storage.path(sha256))


def _find(name: str, resource: str, number: int | None) -> _Found:
    release = standing_dataset(name) if number is None else standing_release(name, number)
    found = release.view.resource(resource)
    if found is None:
        abort(404)
    if release.view.is_conditional:
        raise Conditional(name)
    if found.parquet_sha256 is None:
        abort(404)
    return release, found
