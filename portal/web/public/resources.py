"""The page of one file: the whole table by page, and its columns."""

from flask import abort, render_template
from werkzeug.wrappers import Response

from portal.web.charts import charts_shown
from portal.web.public.blueprint import public_pages, standing_dataset
from portal.web.public.body import body_of
from portal.web.public.elements import element_names
from portal.web.public.table import filter_form, table_of
from portal.web.public.values import profile_of, rows_of

__all__ = ["resource"]

_ROWS = 100


@public_pages.get("/datasets/<name>/resources/<resource>")
def resource(name: str, resource: str) -> str | Response:
    """Show a file of the highest standing release; what the form of the table sends leads to a filter's address."""
    release = standing_dataset(name)
    found = release.view.resource(resource)
    if found is None:
        abort(404)
    formed = filter_form(release, found)
    if formed is not None:
        return formed
    table = table_of(release, found)
    return render_template(
        "public/resource.html",
        release=release,
        view=release.view,
        resource=found,
        table=table,
        rows=None if table else rows_of(release, found, _ROWS),
        profile=profile_of(release, found),
        elements=element_names() if any(one.element for one in found.fields) else {},
        charts=charts_shown(release, found.name),
        **body_of(release),
    )
