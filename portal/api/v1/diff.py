"""What differs between two releases of a dataset."""

from typing import Any

from flask import Response

from portal.api.v1.blueprint import absolute, answer, api_v1, refuse_parameters
from portal.package.compare import PropertyChange
from portal.tables.diff import RowDiff
from portal.web.differences import ResourceDiff, compare_releases
from portal.web.public.blueprint import MOST, standing_release
from portal.web.reading import services

__all__ = ["diff"]

_EXAMPLES = 20
_MOST_ROWS = 1_000_000  # both tables together: most of a second


@api_v1.get(f"/datasets/<name>/releases/<int(max={MOST}):number>/diff/<int(max={MOST}):other>")
def diff(name: str, number: int, other: int) -> Response:
    """Say what became of release ``number`` in release ``other``, whichever is the newer.

    Of conditional data the rows are left out; a table that is too long to compare says so.
    """
    before, after = standing_release(name, number), standing_release(name, other)
    refuse_parameters()
    found = compare_releases(services().storage, before, after, most_rows=_MOST_ROWS, examples=_EXAMPLES)
    return answer(
        {
            "dataset": name,
            "before": found.before,
            "after": found.after,
            "properties": [_property(one) for one in found.properties],
            "resources": [_resource(one) for one in found.resources],
            "url": absolute("public.release", name=name, number=found.after),
        }
    )


def _property(one: PropertyChange) -> dict[str, Any]:
    return {"name": one.name, "before": one.before, "after": one.after}


def _resource(one: ResourceDiff) -> dict[str, Any]:
    retyped = [{"name": name, "before": old, "after": new} for name, (old, new) in one.schema.retyped.items()]
    return {
        "name": one.name,
        "kind": one.kind,
        "properties": [_property(change) for change in one.properties],
        "columns": {"added": list(one.schema.added), "removed": list(one.schema.removed), "retyped": retyped},
        "rows_before": one.rows_before,
        "rows_after": one.rows_now,
        "rows": None if one.rows is None else _rows(one.rows),
        "rows_not_compared": one.why or None,
    }


def _rows(rows: RowDiff) -> dict[str, Any]:
    changed = [
        {
            "key": row.key,
            "cells": {name: {"before": old, "after": new} for name, (old, new) in row.cells.items()},
        }
        for row in rows.examples_changed
    ]
    shown = len(rows.examples_added) + len(rows.examples_removed) + len(changed)
    return {
        "key": list(rows.key),
        "compared": list(rows.compared),
        "added": rows.added,
        "removed": rows.removed,
        "changed": rows.changed,
        "examples": {
            "added": list(rows.examples_added),
            "removed": list(rows.examples_removed),
            "changed": changed,
        },
        "truncated": shown < rows.added + rows.removed + rows.changed,
    }
