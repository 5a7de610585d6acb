"""A dataset's releases, and the page of one."""

from flask import Response, render_template, request, url_for

from portal.catalog import public
from portal.web.charts import charts_shown
from portal.web.describing import described, signposted
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import MOST, public_pages, standing_dataset, standing_release
from portal.web.public.body import body_of
from portal.web.public.differences import differences_of
from portal.web.reading import read_session

__all__ = ["release", "releases"]

_LISTED = 50


@public_pages.get("/datasets/<name>/releases")
def releases(name: str) -> str:
    """List the releases, newest first, the withdrawn ones as tombstones."""
    latest = standing_dataset(name)
    page, _per_page = page_numbers(take_known(request.args, ("page",), strict=False))
    found, total = public.list_releases(read_session(), name, start=(page - 1) * _LISTED, count=_LISTED)
    return render_template(
        "public/releases.html",
        view=latest.view,
        releases=found,
        page=page,
        pages=max(1, -(-total // _LISTED)),
        link=lambda number: url_for("public.releases", name=name, page=number),
    )


@public_pages.get(f"/datasets/<name>/releases/<int(max={MOST}):number>")
def release(name: str, number: int) -> Response:
    """Show a release: what was released then, its files, checksums and entry in the ledger."""
    found = standing_release(name, number)
    more = {**body_of(found), **described(found), "charts": charts_shown(found), "differences": differences_of(found)}
    page = render_template("public/release.html", release=found, view=found.view, previews={}, **more)
    return signposted(page, found)
