"""The DataStore: the rows of a released table, read from its own file; nothing is given of conditional data."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import force_locale
from sqlalchemy.orm import Session

from portal.api.ckan.datastore_plan import read_plan
from portal.api.ckan.errors import Invalid, Missing, NotAuthorized
from portal.api.ckan.parameters import LARGEST, Parameters
from portal.api.ckan.resources import resource_named
from portal.api.v1.blueprint import absolute
from portal.catalog.presentation import ResourceView
from portal.errors import PortalError
from portal.tables.engine import Answer, Table, answer
from portal.tables.export import finite
from portal.tables.query import Column, Plan
from portal.tables.values import Kind
from portal.web.reading import services
from portal.wording import remedy, sentence

__all__ = ["ROWS_MOST", "datastore_info", "datastore_search", "described", "separated", "table_of", "taken", "told"]

ROWS, ROWS_MOST = 100, 32_000
_FORMATS = ("objects", "lists", "csv", "tsv")
_ECHOED = ("filters", "q", "sort", "offset", "distinct")
_TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "numeric",
    Kind.NUMBER: "numeric",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "date",
    Kind.DATETIME: "timestamp",
    Kind.TIME: "time",
}


def datastore_search(session: Session, given: Parameters) -> dict[str, Any]:
    """Return rows of a table.

    resource_id.  filters: ``{"column": value or list or {"gte": value}}``.  q: ``{"column": "text that it holds"}``.
    fields, sort (``column desc``; no value comes last), limit (100, at most 32000), offset, distinct, include_total,
    include_next_page (``next_page``: what to merge into filters to go on).
    records_format: objects, lists, csv, tsv.
    """
    id_ = given.required("resource_id", "id")
    style = given.text("records_format", "objects")
    if style not in _FORMATS:
        raise Invalid(records_format=f"must be one of: {', '.join(_FORMATS)}")
    found, table, release = table_of(session, id_)
    limit = given.natural("limit", ROWS, ROWS_MOST)
    plan = read_plan(given, table, limit=limit)
    part = taken(table, plan, release)
    with_total = given.flag("include_total", default=True)
    counted = {"total": part.total, "total_was_estimated": False} if with_total else {}
    return {
        "include_total": with_total,
        "limit": limit,
        "records_format": style,
        "resource_id": id_,
        "total_estimation_threshold": None,
        "records": _records(style, plan.columns, part.rows),
        "fields": described(found, table, plan.columns),
        **{name: given.given[name] for name in _ECHOED if given.given.get(name) not in (None, "")},
        "_links": _links(plan.offset, limit),
        **counted,
        **_next_page(given, table, plan, part),
    }


def _next_page(given: Parameters, table: Table, plan: Plan, part: Answer) -> dict[str, Any]:
    """Return what leads on from the last row, as CKAN from 2.12 on does: to be merged into ``filters``.

    Only where rows come in their own order and their numbers are among the columns; None at the end.
    """
    if not given.flag("include_next_page") or plan.sort or plan.is_grouped or table.row not in plan.columns:
        return {}
    last = part.rows[-1][plan.columns.index(table.row)] if part.rows and part.truncated else None
    return {"next_page": None if last is None else {table.row.name: {"gt": last}}}


def datastore_info(session: Session, given: Parameters) -> dict[str, Any]:
    """Return the columns of a table and how many rows it has. resource_id."""
    id_ = given.required("id", "resource_id")
    found, table, _ = table_of(session, id_)
    schema = {"notnull": False, "index_name": None, "is_index": False, "uniquekey": False}
    fields = described(found, table, table.columns)
    return {
        "meta": {
            "id": id_,
            "count": table.total,
            "table_type": "BASE TABLE",
            "size": found.parquet_bytes,
            "db_size": None,
            "idx_size": None,
            "aliases": [],
        },
        "fields": [{"info": {}, **one, "schema": {"native_type": one["type"], **schema}} for one in fields],
    }


def table_of(session: Session, id_: str) -> tuple[ResourceView, Table, int]:
    """Return a file of this id, its open table, and the number of its release. Raises Missing, NotAuthorized."""
    try:
        view, found, _ = resource_named(session, id_)
    except Missing as error:
        raise _no_table(id_) from error
    if view.is_conditional:
        page = absolute("public.dataset", name=view.name)
        raise NotAuthorized(f"the rows are given by application, see {page}")
    sha256 = found.parquet_sha256
    if sha256 is None:
        raise _no_table(id_)
    wired = services()
    return found, wired.tables.open(sha256, lambda: wired.storage.path(sha256)), view.release or 0


def _no_table(id_: str) -> Missing:
    return Missing(f'Resource "{id_[:100]}" was not found.')


def taken(table: Table, plan: Plan, release: int) -> Answer:
    """Take the rows of a plan. Raises Invalid for a question that is too heavy."""
    with told():
        return answer(table, plan, release=release)


@contextmanager
def told() -> Iterator[None]:
    """Say what an honest question may run into, in CKAN's shape. Raises Invalid."""
    try:
        yield
    except PortalError as error:
        with force_locale("en"):
            raise Invalid(query=f"{sentence(error.code, error.params)} {remedy(error.code, error.params)}") from error


def described(found: ResourceView, table: Table, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Describe columns: CKAN's type, and title and description from the schema."""
    known = {one.name: one for one in found.fields}
    fields: list[dict[str, Any]] = []
    for column in columns:
        field: dict[str, Any] = {"id": column.name, "type": _TYPES[column.kind]}
        one = known.get(column.name)
        if column == table.row:
            field["type"] = "int"
        elif one and (one.title or one.description):
            field["info"] = {"label": one.title.first, "notes": one.description.first}
        fields.append(field)
    return fields


def separated(rows: Iterable[Sequence[Any]], delimiter: str) -> str:
    """Write rows as CSV or TSV, without a header."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([str(one).lower() if isinstance(one, bool) else finite(one) for one in row] for row in rows)
    return text.getvalue()


def _records(style: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> Any:
    if style in ("csv", "tsv"):
        return separated(rows, "," if style == "csv" else "\t")
    whole = [[finite(value) for value in row] for row in rows]
    if style == "lists":
        return whole
    names = [one.name for one in columns]
    return [dict(zip(names, row, strict=True)) for row in whole]


def _links(offset: int, limit: int) -> dict[str, str]:
    """Return the neighbours of a part, as CKAN to 2.11 does: below the site's address, the next even past the end."""

    def link(start: int) -> str:
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "offset"]
        if start:
            asked.append(("offset", str(min(start, LARGEST))))
        return request.path + (f"?{urlencode(asked)}" if asked else "")

    links = {"start": link(0), "next": link(offset + limit)}
    if offset:
        links["prev"] = link(max(0, offset - limit))
    return links
