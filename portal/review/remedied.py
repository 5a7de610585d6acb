"""The description of a table after steps were done to it: values in, values out."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from portal.canonical import Json
from portal.disclosure.remedies import Outcome, Step
from portal.storage import StoredBlob

__all__ = ["fields_of", "kept_steps", "remedied", "without_original", "without_references"]

_WORDS = ("title", "description", "translations")
_STAYS = frozenset({"suppress", "round", "top_code", "bottom_code"})
"""Steps after which a column still is of its type."""
_DATED = frozenset({"month", "year"})
_SUPPRESSED = "*"


def fields_of(resource: Mapping[str, Any]) -> list[Json]:
    """Return the columns of a resource; a schema that was handed over with the file may hold anything."""
    schema = resource.get("schema")
    given = schema.get("fields") if isinstance(schema, dict) else None
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def kept_steps(resource: Mapping[str, Any]) -> list[Json]:
    """Return the steps that a resource says were done to it."""
    given = resource.get("remedies")
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def remedied(
    resource: Json, steps: Sequence[Step], told: Sequence[Json], *, blob: StoredBlob, outcome: Outcome, inferred: Json
) -> Json:
    """Describe a table that steps were done to.

    told: the steps as they are published.  blob, outcome: the new file.  inferred: a schema that is true of it.
    Columns keep their words; a dropped one leaves columns and keys; one whose values were changed keeps its type only
    if the step leaves it, and is no longer part of a key that it would break.
    """
    changed = {key: deepcopy(value) for key, value in resource.items() if key != "original"}
    touched = _by_column(steps)
    schema = changed.get("schema")
    if isinstance(schema, dict) and fields_of(changed):
        old = {str(one.get("name", "")).strip(): one for one in fields_of(changed)}
        fields = [
            _field(old.get(name.strip()), touched.get(name.strip(), ()), new)
            for name, new in zip(outcome.columns, inferred["fields"], strict=True)
        ]
        schema = _keys(schema, touched) | {"fields": fields}
    else:
        schema = inferred
    changed |= {
        "bytes": blob.bytes,
        "hash": f"sha256:{blob.sha256}",
        "rows": outcome.rows,
        "fields": len(outcome.columns),
        "schema": schema,
        "remedies": [*kept_steps(resource), *told],
    }
    if isinstance(changed.get("quasiIdentifiers"), list):
        left = {name.strip() for name in outcome.columns}
        changed["quasiIdentifiers"] = [one for one in changed["quasiIdentifiers"] if str(one).strip() in left]
    return without_original(changed) if any(step.step == "strip" for step in steps) else changed


def without_original(resource: Json) -> Json:
    """Return the description without what it says of the file as it was handed in: name, hash and name of the sheet."""
    kept = {key: value for key, value in resource.items() if key != "original"}
    if isinstance(kept.get("standardised"), list):
        kept["standardised"] = [
            {key: value for key, value in one.items() if key != "sheet"} for one in kept["standardised"]
        ]
    return kept


def without_references(resource: Json, name: str, steps: Sequence[Step]) -> Json:
    """Return another resource without foreign keys to columns of ``name`` that steps have changed."""
    touched = _by_column(steps)
    schema = resource.get("schema")
    if not isinstance(schema, dict) or not isinstance(schema.get("foreignKeys"), list):
        return resource
    kept = [one for one in schema["foreignKeys"] if not _refers(one, name, touched)]
    if len(kept) == len(schema["foreignKeys"]):
        return resource
    rest = {key: value for key, value in schema.items() if key != "foreignKeys"}
    return {**resource, "schema": rest | ({"foreignKeys": kept} if kept else {})}


def _by_column(steps: Sequence[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.column is not None:
            found.setdefault(step.column.strip(), []).append(step)
    return found


def _field(old: Json | None, steps: Sequence[Step], inferred: Json) -> Json:
    if old is None:
        return inferred
    if not steps:
        return old
    if all(step.step in _STAYS for step in steps):
        kept = {key: value for key, value in old.items() if key not in ("constraints", "codeList")}
        if any(step.step == "suppress" for step in steps):
            missing = old.get("missingValues")
            known = missing if isinstance(missing, list) else [""]
            kept["missingValues"] = [*known, *([] if _SUPPRESSED in known else [_SUPPRESSED])]
        return kept
    dated = steps[-1].options.get("to") in _DATED
    kind = inferred if dated else {"type": "string"}
    words = {key: old[key] for key in _WORDS if key in old}
    return {"name": old.get("name"), **{key: value for key, value in kind.items() if key != "name"}, **words}


def _keys(schema: Json, touched: Mapping[str, Sequence[Step]]) -> Json:
    """Take out of a schema the keys that would no longer hold: hashes stay unique, but match no other table."""
    broken = {name for name, steps in touched.items() if any(step.step != "hash" for step in steps)}
    kept = dict(schema)
    if _names(kept.get("primaryKey")) & broken:
        del kept["primaryKey"]
    if isinstance(kept.get("uniqueKeys"), list):
        kept["uniqueKeys"] = [one for one in kept["uniqueKeys"] if not _names(one) & broken]
    if isinstance(kept.get("foreignKeys"), list):
        kept["foreignKeys"] = [
            one
            for one in kept["foreignKeys"]
            if not (isinstance(one, dict) and _names(one.get("fields")) & touched.keys())
            and not _refers(one, "", touched)
        ]
    return {key: value for key, value in kept.items() if value != [] or key not in ("uniqueKeys", "foreignKeys")}


def _refers(key: Any, name: str, touched: Mapping[str, Sequence[Step]]) -> bool:
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(reference, dict):
        return False
    return reference.get("resource", "") == name and bool(_names(reference.get("fields")) & touched.keys())


def _names(value: Any) -> set[str]:
    """Return the columns of a key, which may be one name or a list."""
    given = [value] if isinstance(value, str) else value
    return {str(one).strip() for one in given} if isinstance(given, list) else set()
