"""Does each column that cites a released code list hold only its codes?"""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.canonical import Json
from portal.catalog.models import Dataset, Release, ReleaseFile
from portal.errors import Fact
from portal.finding import Finding, Severity
from portal.review.checks.context import CheckContext

__all__ = ["check_code_lists"]


def check_code_lists(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK for a list that is not released, or a column with other values (count and first row)."""
    for file, resource, path in context.tables():
        fields = [field for field in resource.get("schema", {}).get("fields", []) if field.get("codeList")]
        for field in fields:
            yield from _check_column(context, file.resource, field, path, _missing_values(resource))


def _check_column(
    context: CheckContext, resource: str, field: Json, path: Path, missing: frozenset[str]
) -> Iterable[Finding]:
    cited = field["codeList"]
    column = str(field.get("name"))
    codes = _codes(context, cited)
    if codes is None:
        named = str(cited.get("package"))[:100] if isinstance(cited, dict) else ""
        yield Finding("code_list.unknown", Severity.BLOCK, resource, column=column, params={"list": named})
        return
    first, wrong = None, Counter[str]()
    for row, value in _values(path, column):
        if value not in codes and value not in missing:
            first = first or row
            wrong[value] += 1
    if wrong:
        params: dict[str, Fact] = {"cells": wrong.total(), "values": len(wrong), "list": str(cited["package"])}
        yield Finding("code_list.other_values", Severity.BLOCK, resource, row=first, column=column, params=params)


def _codes(context: CheckContext, cited: Any) -> set[str] | None:
    if not isinstance(cited, dict):
        return None
    wanted = (cited.get("package"), cited.get("resource"), cited.get("field"))
    if not all(isinstance(one, str) for one in wanted):
        return None
    sha256 = context.session.scalar(
        select(ReleaseFile.sha256)
        .join(Release, Release.id == ReleaseFile.release_id)
        .join(Dataset, Dataset.current_release_id == Release.id)
        .where(Dataset.name == wanted[0], ReleaseFile.resource == wanted[1])
    )
    if sha256 is None:
        return None
    values = {value for _, value in _values(context.storage.path(sha256), str(wanted[2]))}
    return values or None


def _values(path: Path, column: str) -> Iterable[tuple[int, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        if column not in header:
            return
        place = header.index(column)
        for number, row in enumerate(rows, start=2):
            if place < len(row):
                yield number, row[place]


def _missing_values(resource: Json) -> frozenset[str]:
    """The schema's missing values; Table Schema v2 allows objects with a label beside bare strings."""
    given = resource.get("schema", {}).get("missingValues", [""])
    return frozenset(str(one["value"]) if isinstance(one, dict) and "value" in one else str(one) for one in given)
