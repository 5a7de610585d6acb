"""A table whole, as a file: ``/datastore/dump/<id>``, in memory that does not grow with the rows."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask import Response, abort, request

from portal.api.ckan.blueprint import ckan
from portal.api.ckan.datastore import described, separated, table_of, taken, told
from portal.api.ckan.datastore_plan import read_plan
from portal.api.ckan.errors import Missing
from portal.api.ckan.parameters import LARGEST, read_parameters
from portal.catalog.presentation import ResourceView
from portal.tables.engine import Table
from portal.tables.export import export, finite
from portal.tables.query import Format, Plan
from portal.web.reading import read_session

__all__ = ["dump"]

_PAGE = 10_000
_MARK = b"\xef\xbb\xbf"
_TAG = re.compile(r"[A-Za-z_\u3400-\u9fff][A-Za-z0-9_.\u3400-\u9fff-]*")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"

Rows = Iterator[Sequence[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class _Dump:
    """What is written. rows: page by page."""

    found: ResourceView
    table: Table
    plan: Plan
    rows: Rows

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.plan.columns]


@ckan.get("/datastore/dump/<id_>")
def dump(id_: str) -> Response:
    """Give a table as CSV, TSV, JSON or XML (``format``); the rest as in `datastore_search`.

    bom: begin with the mark by which spreadsheets know UTF-8.
    """
    given = read_parameters(request)
    style = given.text("format", "csv").lower()
    if style not in _WRITERS:
        abort(400)
    mediatype, write = _WRITERS[style]
    try:
        found, table, release = table_of(read_session(), id_)
    except Missing:
        abort(404)
    limit = given.natural("limit", LARGEST) if given.text("limit") else None
    plan = read_plan(given, table, limit=limit)
    pieces = _started(write(_Dump(found, table, plan, _pages(table, plan, release))))
    if given.flag("bom"):
        pieces = chain([_MARK], pieces)
    answer = Response(pieces if request.method != "HEAD" else iter(()), content_type=f"{mediatype}; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"  # as every answer below /api/
    answer.headers.set("Content-Disposition", "attachment", filename=f"{id_}.{style}")
    return answer


def _started(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Make what comes first now, so that an error comes before the answer has begun."""
    with told():
        begun = list(islice(pieces, 2))  # a head, and the first rows
    return chain(begun, pieces)


def _pages(table: Table, plan: Plan, release: int) -> Rows:
    """Take the rows a page at a time, each beginning after the row that the last one ended with."""
    left, after, offset = plan.limit, "", plan.offset
    while left is None or left > 0:
        count = _PAGE if left is None else min(left, _PAGE)
        part = taken(table, replace(plan, limit=count, after=after, offset=offset), release)
        yield part.rows
        if part.next is None:
            return
        left, after, offset = None if left is None else left - count, part.next, 0


def _csv(dump: _Dump) -> Iterator[bytes]:
    return export(dump.table, replace(dump.plan, format=Format.CSV))


def _tsv(dump: _Dump) -> Iterator[bytes]:
    yield separated([dump.names], "\t").encode()
    for rows in dump.rows:
        yield separated(rows, "\t").encode()


def _json(dump: _Dump) -> Iterator[bytes]:
    fields = described(dump.found, dump.table, dump.plan.columns)
    yield b'{\n  "fields": ' + json.dumps(fields, ensure_ascii=False).encode() + b',\n  "records": ['
    between = "\n    "
    for rows in dump.rows:
        written = [json.dumps([finite(one) for one in row], ensure_ascii=False) for row in rows]
        yield (between + ",\n    ".join(written)).encode() if written else b""
        between = ",\n    "
    yield b"\n]}\n"


def _xml(dump: _Dump) -> Iterator[bytes]:
    """Write an element a cell, named as its column; a name that XML does not allow stands in an attribute."""
    yield f'<data xmlns:xsi="{_SCHEMA}">\n'.encode()
    tags = [(one if _TAG.fullmatch(one) else f"column name={quoteattr(one)}") for one in dump.names]
    numbered = bool(dump.names) and dump.names[0] == dump.table.row.name
    for rows in dump.rows:
        yield "".join(_xml_row(row, tags, numbered=numbered) for row in rows).encode()
    yield b"</data>\n"


def _xml_row(row: Sequence[Any], tags: Sequence[str], *, numbered: bool) -> str:
    head = f'<row _id="{row[0]}">' if numbered else "<row>"
    cells = zip(tags[numbered:], row[numbered:], strict=True)
    return head + "".join(_xml_cell(tag, value) for tag, value in cells) + "</row>\n"


def _xml_cell(tag: str, value: Any) -> str:
    if value is None:
        return f'<{tag} xsi:nil="true"/>'
    text = str(value).lower() if isinstance(value, bool) else str(finite(value))
    return f"<{tag}>{escape(_NOT_XML.sub('', text))}</{tag.partition(' ')[0]}>"


_WRITERS: Mapping[str, tuple[str, Callable[[_Dump], Iterator[bytes]]]] = {
    "csv": ("text/csv", _csv),
    "tsv": ("text/tab-separated-values", _tsv),
    "json": ("application/json", _json),
    "xml": ("text/xml", _xml),
}
