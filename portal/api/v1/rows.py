"""The rows of a table: filtered, sorted, cut, grouped; as JSON, or as a file in one of four forms."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, request

from portal.api.v1.blueprint import api_v1
from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.tables.cursor import read_cursor
from portal.tables.engine import Table, answer
from portal.tables.export import MEDIATYPES, export, finite, size_of
from portal.tables.query import BadQuery, Format, Plan, parse_query
from portal.web.listing import BadParameter
from portal.web.public.blueprint import MOST
from portal.web.standing import standing_table

__all__ = ["fields_json", "rows"]

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@api_v1.get("/datasets/<name>/resources/<resource>/rows")
def rows(name: str, resource: str) -> Response:
    """Give rows of a table, of the highest standing release or of the one that ``release`` or a cursor names.

    The grammar is that of `portal.tables.query`. Whole numbers have all their digits, dates are ISO 8601, a number
    that is not finite is the string ``NaN``, ``INF`` or ``-INF``.
    """
    try:
        release, found, table = standing_table(name, resource, _release_asked())
        plan = parse_query(request.args.items(multi=True), table.all_columns)
        if plan.format is Format.JSON:
            return _json(release, found, table, plan)
        return _file(release, found, table, plan)
    except BadQuery as error:
        raise _bad_parameter(error) from error


def fields_json(found: ResourceView, plan: Plan) -> list[dict[str, Any]]:
    """Describe the columns of an answer: name, type, and the title that the schema gives."""
    known = {one.name: one for one in found.fields}
    described = []
    for column in plan.columns:
        one = known.get(column.name)
        typed = one is not None and column.kind.value != "string"
        field: dict[str, Any] = {"name": column.name, "type": one.type if one and typed else column.kind.value}
        if one is not None and one.title:
            field["title"] = one.title.first
        described.append(field)
    return described


def _release_asked() -> int | None:
    """Return the number that the address names: by ``release``, or by the cursor that it goes on from."""
    given, after = request.args.get("release", ""), request.args.get("after", "")
    number = None
    if given:
        if not (given.isascii() and given.isdigit() and len(given) <= len(str(MOST)) and 1 <= int(given) <= MOST):
            raise BadQuery("list.value", name="release", value=given, allowed=(f"1–{MOST}",))
        number = int(given)
    if not after:
        return number
    cursor = read_cursor(after)
    if number not in (None, cursor.release) or cursor.release > MOST:
        raise BadQuery("rows.cursor", name="after")
    return cursor.release


def _json(release: ReleaseView, found: ResourceView, table: Table, plan: Plan) -> Response:
    part = answer(table, plan, release=release.number)
    names = [one.name for one in plan.columns]
    body: dict[str, Any] = {
        "rows": [dict(zip(names, row, strict=True)) for row in part.rows],
        "total": part.total,
        "truncated": part.truncated,
        "next": part.next,
        "release": release.number,
        "fields": fields_json(found, plan),
    }
    try:
        text = _write(body)
    except ValueError:  # a number that is not finite: rare enough to look for it only now
        body["rows"] = [{name: finite(value) for name, value in row.items()} for row in body["rows"]]
        text = _write(body)
    return Response(text + "\n", content_type="application/json")


def _file(release: ReleaseView, found: ResourceView, table: Table, plan: Plan) -> Response:
    total, cut = size_of(table, plan)
    pieces = export(table, plan) if request.method != "HEAD" else iter(())
    given = Response(pieces, content_type=MEDIATYPES[plan.format])
    headers: Mapping[str, str] = {
        "Kaifang-Release": str(release.number),
        "Kaifang-Total": str(total),
        "Kaifang-Truncated": "true" if cut else "false",
    }
    given.headers.update(headers)
    file = f"{release.view.name}-v{release.number}-{found.name}.{plan.format.value}"
    given.headers.set("Content-Disposition", "attachment", filename=file)
    return given


def _bad_parameter(error: BadQuery) -> BadParameter:
    return BadParameter(
        error.code, name=str(error.params["name"]), value=str(error.params["value"]), allowed=error.allowed
    )
