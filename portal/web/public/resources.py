"""The page of one file: its first rows and its columns."""

from flask import abort, render_template

from portal.web.public.blueprint import public_pages, standing_dataset
from portal.web.public.parts import body_of, profile_of, rows_of

__all__ = ["resource"]

_ROWS = 100


@public_pages.get("/datasets/<name>/resources/<resource>")
def resource(name: str, resource: str) -> str:
    """Show a file of the highest standing release."""
    release = standing_dataset(name)
    found = release.view.resource(resource)
    if found is None:
        abort(404)
    return render_template(
        "public/resource.html",
        release=release,
        view=release.view,
        resource=found,
        rows=rows_of(release, found, _ROWS),
        profile=profile_of(release, found),
        **body_of(release),
    )
