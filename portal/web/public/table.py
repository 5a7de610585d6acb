"""A whole table by page: order and filters stand in the address, each link is another address; no scripts.

The grammar is that of the rows API; the form's own three parameters are turned into a filter of that grammar.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.catalog.presentation import Field, ResourceView
from portal.catalog.public import ReleaseView
from portal.tables.engine import Table, answer
from portal.tables.query import OPERATORS, RESERVED, BadQuery, Condition, Plan, parse_query
from portal.tables.values import Kind
from portal.web.language import neutral_url_for
from portal.web.reading import services
from portal.wording.tables import operator_words

__all__ = ["TableView", "filter_form", "table_of"]

ROWS = 50
_MOST_PAGES = 1_000_000
_FORM = ("column", "op", "value")
_OTHERS = (*_FORM, "page", *(word for word in RESERVED if word != "sort"))
_LONGEST_CELL = 300
_DOWNLOADS = ("csv", "xlsx", "json")
_NEXT_SIGN = {"": "", "ascending": "-", "descending": None}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head. order: ``ascending``, ``descending`` or empty; url: where a click leads."""

    name: str
    field: Field | None
    is_number: bool
    order: str
    url: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and the address of the page without it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A page of a table.

    hidden: parameters that the form keeps.  operators: value and words.  downloads: form and address.
    """

    headings: Sequence[Heading]
    rows: Sequence[Sequence[str]]
    total: int
    all_rows: int
    page: int
    pages: int
    chips: Sequence[Chip]
    hidden: Sequence[tuple[str, str]]
    operators: Sequence[tuple[str, str]]
    downloads: Sequence[tuple[str, str]]
    release: ReleaseView
    resource: ResourceView
    plan: Plan

    def link(self, page: int) -> str:
        """Return the address of another page."""
        return _url(self.release, self.resource, self.plan.given, page=str(page) if page > 1 else None)


def filter_form(release: ReleaseView, resource: ResourceView) -> Response | None:
    """Lead from what the form sent to the address with that filter; None where no form was sent.

    Raises BadQuery for a column, operator or value that is not allowed.
    """
    column, operator = request.args.get("column", ""), request.args.get("op", "eq")
    value = "true" if operator == "isnull" else request.args.get("value", "").strip()
    if "column" not in request.args:
        return None
    table = _open(release, resource)
    if table is None or not column or not value:
        return redirect(_url(release, resource, _plan(table).given if table else ()), 302)
    given = [*_plan(table).given, (f"{column}__{operator}", value)]
    return redirect(_url(release, resource, parse_query(given, table.all_columns).given), 302)


def table_of(release: ReleaseView, resource: ResourceView) -> TableView | None:
    """Return the page that the address asks for; None where there are no rows to be queried.

    Raises BadQuery.
    """
    table = _open(release, resource)
    if table is None:
        return None
    plan = _plan(table)
    page = _page()
    part = answer(table, _part(plan, page), release=release.number)
    fields = {one.name: one for one in resource.fields}
    order = {one.name: "descending" if one.descending else "ascending" for one in plan.sort}
    headings = [
        Heading(
            column.name,
            fields.get(column.name),
            column.kind in (Kind.INTEGER, Kind.NUMBER),
            order.get(column.name, ""),
            _sorted(release, resource, plan, column.name, order.get(column.name, "")),
        )
        for column in plan.columns
    ]
    return TableView(
        headings=headings,
        rows=[[_cell(value) for value in row] for row in part.rows],
        total=part.total,
        all_rows=table.total,
        page=page,
        pages=max(1, -(-part.total // ROWS)),
        chips=_chips(release, resource, plan),
        hidden=plan.given,
        operators=[(name, operator_words(name)) for name in OPERATORS[Kind.TEXT]],
        downloads=[(form, _download(release, resource, plan, form)) for form in _DOWNLOADS],
        release=release,
        resource=resource,
        plan=plan,
    )


def _open(release: ReleaseView, resource: ResourceView) -> Table | None:
    sha256 = resource.parquet_sha256
    if release.view.is_conditional or sha256 is None:
        return None
    return services().tables.open(sha256, lambda: services().storage.path(sha256))


def _plan(table: Table) -> Plan:
    return parse_query(request.args.items(multi=True), table.all_columns, extra=_OTHERS, strict=False)


def _part(plan: Plan, page: int) -> Plan:
    return Plan(plan.select, plan.where, plan.sort, limit=ROWS, offset=(page - 1) * ROWS)


def _page() -> int:
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_PAGES)) and 1 <= int(text) <= _MOST_PAGES):
        raise BadQuery("list.value", name="page", value=text, allowed=(f"1–{_MOST_PAGES}",))
    return int(text)


def _url(release: ReleaseView, resource: ResourceView, given: Sequence[tuple[str, str]], **more: str | None) -> str:
    address = url_for("public.resource", name=release.view.name, resource=resource.name, _anchor="rows")
    path, _mark, anchor = address.partition("#")
    query = _query([*given, *((name, value) for name, value in more.items() if value is not None)])
    return f"{path}{query}#{anchor}"


def _download(release: ReleaseView, resource: ResourceView, plan: Plan, form: str) -> str:
    path: str = neutral_url_for("api_v1.rows", name=release.view.name, resource=resource.name)
    return path + _query([*plan.given, ("format", form)])


def _query(given: Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(given)}" if given else ""


def _sorted(release: ReleaseView, resource: ResourceView, plan: Plan, name: str, order: str) -> str:
    """Return the address of the table in another order by this column: up, then down, then as the file has it."""
    sign = _NEXT_SIGN[order]
    item = f"{sign}{name}"
    quoted = '"' + item.replace('"', '""') + '"' if re.search('[",\r\n]', item) else item
    kept = [(key, value) for key, value in plan.given if key != "sort"]
    return _url(release, resource, kept, sort=None if sign is None else quoted)


def _chips(release: ReleaseView, resource: ResourceView, plan: Plan) -> list[Chip]:
    filters = [number for number, (name, _value) in enumerate(plan.given) if name != "sort"]
    return [
        Chip(_words(condition, plan.given[number][1]), _url(release, resource, _without(plan.given, number)))
        for number, condition in zip(filters, plan.where, strict=True)
    ]


def _without(given: Sequence[tuple[str, str]], number: int) -> list[tuple[str, str]]:
    return [one for index, one in enumerate(given) if index != number]


def _words(condition: Condition, value: str) -> str:
    if condition.operator == "isnull":
        words = operator_words("isnull" if condition.values[0] else "notnull")
        return f"{condition.column.name} {words}"
    return f"{condition.column.name} {operator_words(condition.operator)} {value}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, float):
        return str(value).removesuffix(".0")
    text = str(value)
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
