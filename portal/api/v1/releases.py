"""The releases of a dataset."""

from flask import Response, request

from portal.api.v1.blueprint import answer, api_v1, list_answer, refuse_parameters
from portal.api.v1.shapes import release_json, tombstone_json
from portal.catalog import public
from portal.catalog.public import ReleaseView, Tombstone
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import MOST, standing_dataset, standing_release
from portal.web.reading import read_session

__all__ = ["release", "releases"]


@api_v1.get("/datasets/<name>/releases")
def releases(name: str) -> Response:
    """List the releases, newest first, the withdrawn ones as tombstones."""
    standing_dataset(name)
    given = take_known(request.args, ("page", "per_page"), strict=True)
    page, per_page = page_numbers(given)
    found, total = public.list_releases(read_session(), name, start=(page - 1) * per_page, count=per_page)
    items = [_write(one) for one in found]
    return list_answer(items, total=total, page=page, per_page=per_page, given={**given, "name": name})


@api_v1.get(f"/datasets/<name>/releases/<int(max={MOST}):number>")
def release(name: str, number: int) -> Response:
    """Give a release with its files, checksums and entry in the ledger."""
    found = standing_release(name, number)
    refuse_parameters()
    return answer(release_json(found))


def _write(one: ReleaseView | Tombstone) -> dict[str, object]:
    return tombstone_json(one) if isinstance(one, Tombstone) else release_json(one)
