"""JSON: an array of records, records under a key, JSON lines, GeoJSON. Streamed, numbers as written."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import ijson

from portal.intake.encoding import codec_of, detect
from portal.intake.parts import Limits, Part, ReadError, TextForm
from portal.intake.readers.source import MEDIATYPES, Source, check_written

__all__ = ["describe_json", "read_records"]

_DEEPEST = 4  # keys down to where records are looked for
_MOST_NESTED = 100  # lists and objects in one another: what is nested is written out again, level by level
_BUFFER = 4096  # bytes: ijson names the place of all that is in it in full, which grows with the square of the depth
_DIGITS = 1000  # a row of digits from which on numbers are read with care; Python makes no number of more than 4,300


class _Recoded:
    """A text file of another encoding, as UTF-8 bytes."""

    def __init__(self, text: TextIO) -> None:
        self._text = text

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        if size < 0:
            return self._text.read().encode("utf-8")
        return self._text.read((size + 3) // 4).encode("utf-8")  # a character takes four bytes at most


@contextmanager
def _opened(path: Path, form: TextForm) -> Iterator[BinaryIO]:
    if form.encoding == "utf-8":
        with path.open("rb") as file:
            if form.bom:
                file.read(3)
            yield file
        return
    with path.open(encoding=codec_of(form.encoding), errors="replace" if form.damaged else "strict") as text:
        if form.bom:
            text.read(1)
        yield _Recoded(text)  # type: ignore[misc]


def describe_json(source: Source) -> list[Part] | None:
    """The tables of a JSON file; a file of JSON without records is one opaque part; None: it is no JSON.

    Raises ReadError ``read.bad_json`` if it is called JSON and is not, ``read.json_nested``, ``read.json_number``,
    ``read.too_wide``, ``read.table_too_large``, and those of the encoding.
    """
    encoding = detect(source.path, encoding=source.options.encoding)
    form = TextForm(encoding.name, encoding.bom, encoding.damaged > 0)
    careful = _has_long_number(source.path, form)
    try:
        with _opened(source.path, form) as file:
            found = _Shape.of(file, source.limits, careful=careful)
    except (ijson.JSONError, UnicodeError) as error:
        if source.extension in {"json", "jsonl", "ndjson", "geojson"}:
            raise ReadError("read.bad_json", name=source.shown) from error
        return None
    if found.features:
        return [_part(source, form, "geojson", kind="opaque", rows=found.rows, columns=found.columns)]
    parts = [_table(source, form, key, found) for key in found.tables]
    return parts or [_part(source, form, "json", kind="opaque")]


def _has_long_number(path: Path, form: TextForm) -> bool:
    """Whether there are so many digits in a row, in a text or not, that a number might be too long for Python.

    At such a number the fast reader of ijson ends the process; a row of twice as many digits fills a whole slice.
    """
    with _opened(path, form) as file:
        while chunk := file.read(1 << 20):
            if any(chunk[start : start + _DIGITS].isdigit() for start in range(0, len(chunk), _DIGITS)):
                return True
    return False


def _events(file: BinaryIO, *, careful: bool) -> Iterator[tuple[str, str, Any]]:
    """The file's events. Raises ijson.JSONError; ReadError ``read.json_number`` for what Python cannot hold."""
    parse = ijson.get_backend("python").parse if careful else ijson.parse
    try:
        yield from parse(file, use_float=False, multiple_values=True, buf_size=_BUFFER)
    except ijson.JSONError as error:
        if careful and "digits" in str(error.__context__):  # Python's word for a number that is too long
            raise ReadError("read.json_number") from error
        raise
    except InvalidOperation as error:  # an exponent beyond those of decimal numbers
        raise ReadError("read.json_number") from error


class _Shape:
    """What stands in a JSON file: where its records are, how many, and their keys in first-seen order."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.counts: dict[str, int] = {}
        self.keys: dict[str, dict[str, None]] = {}
        self.mixed: set[str] = set()
        self.features = False
        self.lines = False

    @classmethod
    def of(cls, file: BinaryIO, limits: Limits, *, careful: bool) -> "_Shape":
        """Read a file once. Raises ijson.JSONError, ReadError."""
        shape = cls(limits)
        documents = depth = 0
        for prefix, event, value in _events(file, careful=careful):
            depth += (event in {"start_map", "start_array"}) - (event in {"end_map", "end_array"})
            if depth > _MOST_NESTED:
                raise ReadError("read.json_nested", most=_MOST_NESTED)
            if prefix == "" and event in {"start_map", "start_array", "string", "number", "boolean", "null"}:
                documents += 1
            shape._see(prefix, event, value)
        shape.lines = documents > 1 and "" in shape.counts and shape.counts[""] == documents
        if documents == 1 and not shape.lines:
            shape.counts.pop("", None)
        return shape

    def _see(self, prefix: str, event: str, value: Any) -> None:
        if prefix == "type" and value == "FeatureCollection":
            self.features = True
        parent = prefix[:-5] if prefix.endswith(".item") else None
        if prefix == "item" or prefix == "":
            parent = prefix
        if event == "map_key":
            if prefix in self.counts or (self.features and prefix == "features.item.properties"):
                self._name(self.keys.setdefault(prefix, {}), value)
            return
        if parent is None or prefix.count("item") > 1 or prefix.count(".") > _DEEPEST:
            return
        if event == "start_map":
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
            self.keys.setdefault(prefix, {})
        elif event not in {"end_map", "end_array"} and not (prefix == "" and event == "start_array"):
            self.mixed.add(prefix)

    def _name(self, keys: dict[str, None], key: str) -> None:
        keys.setdefault(key)
        if len(keys) > self.limits.columns:
            raise ReadError("read.too_wide", columns=len(keys), most=self.limits.columns)

    @property
    def tables(self) -> list[str]:
        """Prefixes of the records that are objects throughout; one document a line comes first."""
        if self.lines:
            return [""] if "" not in self.mixed else []
        return [prefix for prefix in self.counts if prefix and prefix not in self.mixed and self.keys[prefix]]

    @property
    def rows(self) -> int:
        """Features of a FeatureCollection."""
        return self.counts.get("features.item", 0)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the features' properties."""
        return tuple(self.keys.get("features.item.properties", ()))


def _table(source: Source, form: TextForm, prefix: str, shape: _Shape) -> Part:
    key = prefix[: -len(".item")] if prefix.endswith(".item") else None
    check_written(shape.counts[prefix], len(shape.keys[prefix]), source.limits)
    return _part(
        source,
        form,
        "jsonl" if shape.lines else "json",
        kind="table",
        rows=shape.counts[prefix],
        columns=tuple(shape.keys[prefix]),
        key=key,
    )


def _part(source: Source, form: TextForm, form_name: str, *, kind: str, **facts: Any) -> Part:
    key = facts.get("key")
    return Part(
        name="",
        title=key.rsplit(".", 1)[-1] if key else source.stem,
        kind="table" if kind == "table" else "opaque",
        format=form_name,
        mediatype=MEDIATYPES[form_name],
        source=source.upload,
        filename=source.filename,
        container=source.container,
        member=source.member,
        text=form,
        steps=({"step": "records-to-csv", "format": form_name},) if kind == "table" else (),
        **facts,
    )


def read_records(path: Path, part: Part) -> Iterator[list[str]]:
    """The header and the records as rows of text. Raises ReadError ``read.bad_json``."""
    form = part.text or TextForm()
    prefix = f"{part.key}.item" if part.key else ("" if part.format == "jsonl" else "item")
    yield list(part.columns)
    try:
        with _opened(path, form) as file:
            for record in ijson.items(file, prefix, use_float=False, multiple_values=part.format == "jsonl"):
                yield [_text(record.get(column)) for column in part.columns]
    except ijson.JSONError as error:
        raise ReadError("read.bad_json", name=part.filename) from error


def _text(value: Any) -> str:
    """null is empty, numbers are as written, what is nested becomes compact JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    return _compact(value)


def _compact(value: Any) -> str:
    """Compact JSON; a decimal number keeps its digits, which json.dumps would not."""
    if isinstance(value, dict):
        return (
            "{"
            + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{_compact(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(map(_compact, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
