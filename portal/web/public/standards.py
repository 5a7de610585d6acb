"""The city's data elements: each of them, who uses it, and where the departments still differ."""

from flask import abort, render_template

from portal.catalog import public
from portal.catalog.presentation import Text
from portal.catalog.standards import Difference, ElementUse, compare_columns, traces_of
from portal.web.public.blueprint import public_pages
from portal.web.public.elements import ELEMENTS, element_rows, group_names
from portal.web.reading import read_session

__all__ = ["standard", "standards"]


@public_pages.get("/standards")
def standards() -> str:
    """List the elements by group, and all differences among the columns that cite them."""
    compared, names = compare_columns(element_rows(), public.descriptors(read_session())), group_names()
    groups = [(group, [one for one in compared.uses if one.element.group == group]) for group in names]
    return render_template(
        "public/standards.html",
        groups=groups,
        group_names=names,
        differing=[one for one in compared.uses if _beyond_names(one)],
        beyond_names=_beyond_names,
        used=sum(1 for one in compared.uses if one.columns),
        total=len(compared.uses),
        package=ELEMENTS if compared.uses else None,
    )


@public_pages.get("/standards/<element>")
def standard(element: str) -> str:
    """Show an element: what it means, the columns that cite it, their differences, and those that could cite it."""
    row = next((one for one in element_rows() if one["id"] == element), None)
    if row is None:
        abort(404)
    (found,) = compare_columns([row], public.descriptors(read_session(), holding=traces_of(row))).uses
    return render_template(
        "public/standard.html",
        use=found,
        element=found.element,
        group_names=group_names(),
        publishers=_publishers(),
    )


def _beyond_names(use: ElementUse) -> list[Difference]:
    """Return the differences that keep tables from being joined: a title of their own does not."""
    return [one for one in use.differences if one.aspect != "title"]


def _publishers() -> dict[str, Text]:
    return {one.name: one.title for one in public.publishers(read_session())}
