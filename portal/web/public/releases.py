"""A dataset's releases, and the page of one."""

from flask import render_template

from portal.catalog import public
from portal.web.public.blueprint import MOST, public_pages, standing_dataset, standing_release
from portal.web.public.parts import body_of
from portal.web.reading import read_session

__all__ = ["release", "releases"]


@public_pages.get("/datasets/<name>/releases")
def releases(name: str) -> str:
    """List the releases, newest first, the withdrawn ones as tombstones."""
    latest = standing_dataset(name)
    return render_template(
        "public/releases.html", view=latest.view, releases=public.list_releases(read_session(), name)
    )


@public_pages.get(f"/datasets/<name>/releases/<int(max={MOST}):number>")
def release(name: str, number: int) -> str:
    """Show a release: what was released then, its files, checksums and entry in the ledger."""
    found = standing_release(name, number)
    return render_template("public/release.html", release=found, view=found.view, previews={}, **body_of(found))
