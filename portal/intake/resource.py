"""A file that comes with a descriptor is read as the descriptor says, and nothing in it is repaired."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from portal.intake.describe import describe
from portal.intake.dialect import find_delimiter
from portal.intake.encoding import detect
from portal.intake.headers import join_names
from portal.intake.parts import Layout, Part, ReadError, ReadOptions, Step, TextForm
from portal.intake.readers.delimited import read_rows, record_ends
from portal.intake.readers.source import MEDIATYPES, Source

__all__ = ["part_from_resource"]

_DELIMITED = {"csv": ",", "tsv": "\t", "tab": "\t", "psv": "|"}
_SAMPLE = 1 << 16  # characters
_READ_BY_CONTENT = frozenset({"xlsx", "xlsm", "xls", "ods", "parquet", "json", "jsonl", "ndjson"})


def part_from_resource(path: Path, resource: Mapping[str, Any]) -> Part:
    """The part that a resource of a descriptor (Data Package v1 or v2) is.

    Its `encoding`, `dialect` (also nested under ``csv`` or ``excel``), `format` and, where there is no header,
    the names of its `schema` are taken at their word. Blank rows, rows that are too short or too long and the
    header stay as they are: what is wrong with them is for validation to say.
    Raises ReadError: ``read.empty``, ``read.encoding_mixed``, ``read.encoding_name``, ``read.dialect``, …
    """
    name, title = str(resource.get("name") or ""), str(resource.get("title") or resource.get("name") or path.stem)
    source = Source(path, path.name, path)
    extension = str(resource.get("format") or source.extension).lower().lstrip(".")
    try:
        part = _read(source, resource, extension)
    except ReadError as error:
        error.params.setdefault("name", source.filename)
        raise
    notes = tuple(replace(note, resource=name) for note in part.notes)
    return replace(part, name=name or part.name, title=title, notes=notes)


def _read(source: Source, resource: Mapping[str, Any], extension: str) -> Part:
    if extension in _DELIMITED:
        return _delimited(source, resource, extension)
    if extension in _READ_BY_CONTENT and _is_tabular(resource):
        return _by_content(source.path, resource)
    return _opaque(source.path, extension)


def _is_tabular(resource: Mapping[str, Any]) -> bool:
    return bool(
        resource.get("type") == "table"
        or resource.get("schema")
        or str(resource.get("profile", "")).startswith("tabular")
        or str(resource.get("format", "")).lower() in {"xlsx", "xls", "ods", "parquet"}
    )


def _by_content(path: Path, resource: Mapping[str, Any]) -> Part:
    dialect = _dialect(resource, "excel")
    sheet = dialect.get("sheet")
    parts = describe(path, options=ReadOptions(sheet=sheet if isinstance(sheet, str) else None))
    tables = [part for part in parts if part.kind == "table"]
    return tables[0] if tables else parts[0]


def _opaque(path: Path, extension: str) -> Part:
    if not path.stat().st_size:
        raise ReadError("read.empty", name=path.name)
    if extension == "geojson":
        return describe(path)[0]
    mediatype = MEDIATYPES.get(extension, "application/octet-stream")
    return Part("resource", path.stem, "opaque", extension or "bin", mediatype, path, path.name)


def _dialect(resource: Mapping[str, Any], nested: str) -> dict[str, Any]:
    dialect = resource.get("dialect")
    if not isinstance(dialect, Mapping):
        return {}
    inner = dialect.get(nested)
    return {**dialect, **inner} if isinstance(inner, Mapping) else dict(dialect)


def _delimited(source: Source, resource: Mapping[str, Any], extension: str) -> Part:
    dialect = _dialect(resource, "csv")
    path = source.path
    if not path.stat().st_size:
        raise ReadError("read.empty", name=path.name)
    encoding = detect(path, encoding=str(resource.get("encoding") or "utf-8"))
    form = TextForm(
        encoding.name,
        encoding.bom,
        encoding.damaged > 0,
        _delimiter(path, encoding.name, dialect, resource, _DELIMITED[extension]),
        _character(dialect, "quoteChar", '"'),
        dialect.get("doubleQuote") is not False,
        _character(dialect, "escapeChar", None),
        _character(dialect, "commentChar", None),
        dialect.get("skipInitialSpace") is True,
    )
    layout = _layout(path, form, _header_rows(dialect), _field_names(resource))
    only_returns = encoding.line_ends == {"\r"} or ("\r" in encoding.line_ends and "\r" in record_ends(path, form))
    steps = _steps(form, layout, plain=_is_plain(path, form), only_returns=only_returns)
    kind = "tsv" if extension in {"tsv", "tab"} else "csv"
    return Part(
        source.stem or "resource",
        source.stem,
        "table",
        kind,
        MEDIATYPES[kind],
        path,
        path.name,
        text=form,
        layout=layout,
        rows=layout.rows,
        columns=layout.columns,
        standard=not steps,
        steps=steps,
    )


def _delimiter(path: Path, encoding: str, dialect: Mapping[str, Any], resource: Mapping[str, Any], default: str) -> str:
    """Say what stands between cells: the dialect's word, else the default, unless only another makes it a table.

    Without a dialect the reference (frictionless) looks at the file too; the names of the schema are the proof.
    """
    if dialect:
        return _character(dialect, "delimiter", default) or ","
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE)
    header = next(csv.reader(sample.splitlines()[:1], delimiter=default), [])
    if len(header) > 1 or tuple(header) == _field_names(resource):
        return default
    found, evenness = find_delimiter(sample)
    return found if evenness > 0 else default


def _character(dialect: Mapping[str, Any], key: str, default: str | None) -> str | None:
    """One character of the dialect. Raises ReadError ``read.dialect``."""
    value = dialect.get(key, default)
    if value is None or (isinstance(value, str) and len(value) == 1):
        return value
    if value == "" and key != "delimiter":
        return None
    raise ReadError("read.dialect", property=key)


def _header_rows(dialect: Mapping[str, Any]) -> tuple[int, ...]:
    if dialect.get("header") is False:
        return ()
    rows = dialect.get("headerRows", [1])
    if isinstance(rows, list) and all(isinstance(row, int) and row > 0 for row in rows):
        return tuple(rows)
    raise ReadError("read.dialect", property="headerRows")


def _field_names(resource: Mapping[str, Any]) -> tuple[str, ...]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    if not isinstance(fields, list):
        return ()
    return tuple(str(field.get("name", "")) for field in fields if isinstance(field, Mapping))


def _layout(path: Path, form: TextForm, header: tuple[int, ...], fields: tuple[str, ...]) -> Layout:
    """All rows below the header are data, empty lines too: they are errors for validation to name."""
    rows = read_rows(path, form)
    first = max(header, default=0) + 1
    head = list(islice(rows, first - 1))
    if len(head) < first - 1:
        raise ReadError("read.dialect", property="headerRows")
    if header:
        width = max(len(head[number - 1]) for number in header)
        columns = tuple(join_names(head, header, width, ()))
    else:
        columns = fields
    count = sum(1 for _ in rows)
    if not header and not columns:
        width = len(next(read_rows(path, form), []))
        columns = tuple(f"column_{position}" for position in range(1, width + 1))
    if not columns:
        raise ReadError("read.no_columns")
    return Layout(header, first, first + count - 1, columns, count, repair=False)


def _is_plain(path: Path, form: TextForm) -> bool:
    """Whether the dialect but for its delimiter is the standard one, or reads this file no differently."""
    plain = TextForm(form.encoding, form.bom, form.damaged, form.delimiter)
    if form == plain:
        return True
    return all(left == right for left, right in zip_longest(read_rows(path, form), read_rows(path, plain)))


def _steps(form: TextForm, layout: Layout, *, plain: bool, only_returns: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    if form.encoding != "utf-8":
        steps.append({"step": "encoding", "from": form.encoding})
    elif form.bom:
        steps.append({"step": "bom-removed"})
    if form.delimiter != ",":
        steps.append({"step": "delimiter", "from": form.delimiter})
    if not plain:
        steps.append({"step": "dialect"})
    if not layout.header_rows:
        steps.append({"step": "header-made"})
    elif layout.header_rows != (1,):
        steps.append({"step": "header-joined", "rows": len(layout.header_rows), "first": layout.header_rows[0]})
    if only_returns:
        steps.append({"step": "line-ends", "kinds": 1})
    return tuple(steps)
