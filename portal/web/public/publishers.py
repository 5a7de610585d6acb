"""Who answers for data: the list, and the page of one."""

from collections.abc import Mapping, Sequence

from flask import abort, render_template, request, url_for

from portal.catalog import public
from portal.catalog.public import Filters, PublisherView
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session

__all__ = ["publisher", "publishers"]


@public_pages.get("/publishers")
def publishers() -> str:
    """List the publishers, each under the one it belongs to."""
    found = public.publishers(read_session())
    return render_template("public/publishers.html", tree=_tree(found, None), total=len(found))


@public_pages.get("/publishers/<name>")
def publisher(name: str) -> str:
    """Show a publisher and what it has published."""
    known = {one.name: one for one in public.publishers(read_session())}
    if name not in known:
        abort(404)
    number, per_page = page_numbers(take_known(request.args, ("page",), strict=False))
    filters = Filters(publisher=name)
    page = public.list_datasets(read_session(), filters, sort="-modified", page=number, per_page=per_page)
    return render_template(
        "public/publisher.html",
        publisher=known[name],
        above=_above(known, known[name]),
        below=[one for one in known.values() if one.parent == name],
        page=page,
        link=lambda wanted: url_for("public.publisher", name=name, page=wanted),
    )


def _tree(found: Sequence[PublisherView], parent: str | None) -> list[tuple[int, PublisherView]]:
    """Put each publisher after the one it belongs to, with its depth."""
    below: dict[str | None, list[PublisherView]] = {}
    for one in found:
        below.setdefault(one.parent, []).append(one)
    ordered: list[tuple[int, PublisherView]] = []
    waiting = [(0, one) for one in reversed(below.get(parent, []))]
    while waiting:
        depth, one = waiting.pop()
        ordered.append((depth, one))
        waiting += [(depth + 1, child) for child in reversed(below.get(one.name, []))]
    return ordered


def _above(known: Mapping[str, PublisherView], publisher: PublisherView) -> list[PublisherView]:
    """Return those a publisher belongs to, the highest first."""
    chain: list[PublisherView] = []
    step = publisher.parent
    while step is not None and known[step] not in chain:
        chain.insert(0, known[step])
        step = known[step].parent
    return chain
