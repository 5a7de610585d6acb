"""Texts without columns, and JSON of any depth: each piece with the line, the record and the key it stands under."""

import csv
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import ijson

from portal.disclosure.pieces import Piece
from portal.disclosure.report import Place
from portal.intake import ReadError, TextForm
from portal.intake.encoding import detect
from portal.intake.readers.delimited import open_text

__all__ = ["is_geojson", "json_pieces", "text_pieces", "write_features"]

_LONGEST_LINE = 1 << 20  # characters looked at together; a longer line goes on as the next piece
_BUFFER = 4096
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DEEPEST = 100
Progress = Callable[[int], None] | None


def text_pieces(path: Path, *, markup: bool = False, progress: Progress = None) -> Iterator[Piece]:
    """Give the lines of a text in any encoding of the closed set; of markup what is between tags. Raises ReadError."""
    with _opened(path, progress) as text:
        number, rest = 0, ""
        while chunk := text.readline(_LONGEST_LINE):
            number += not rest
            line = _TAG.sub(" ", chunk) if markup else chunk
            if line.strip():
                yield Piece(line, Place.TEXT, number)
            rest = "" if chunk.endswith(("\n", "\r")) else chunk


def json_pieces(path: Path, *, shown: str, progress: Progress = None) -> Iterator[Piece]:
    """Give the texts and numbers of a JSON file (one document or several), each under its key.

    row: the element of the outermost list, or the document of JSON lines. Of a GeoJSON `write_features` gives
    all. Raises ReadError ``read.bad_json``, ``read.json_nested``.
    """
    with _opened(path, progress) as text:
        try:
            yield from _Walk().pieces(
                ijson.parse(_Bytes(text), use_float=False, multiple_values=True, buf_size=_BUFFER)
            )
        except (ijson.JSONError, ArithmeticError, ValueError):
            raise ReadError("read.bad_json", name=shown) from None  # its words may quote the file


class _Walk:
    """Follows the events of a parser: which key, which element of the outermost list."""

    def __init__(self) -> None:
        self._keys: list[str | None] = []  # of each open map, the key that is being read; None for a list
        self._row = 0
        self._documents = 0

    def pieces(self, events: Iterator[tuple[str, str, Any]]) -> Iterator[Piece]:
        for _, event, value in events:
            if event == "map_key":
                self._keys[-1] = value
            elif event in {"end_map", "end_array"}:
                self._keys.pop()
            else:
                self._count()
                if event in {"start_map", "start_array"}:
                    if len(self._keys) >= _DEEPEST:
                        raise ReadError("read.json_nested", most=_DEEPEST)
                    self._keys.append("" if event == "start_map" else None)
                elif (text := _text(event, value)) and not self._in_geometry():
                    yield Piece(text, Place.CELL, self._row or self._documents, column=self._key())

    def _count(self) -> None:
        """An element begins: of the outermost list, or a document of its own."""
        if not self._keys:
            self._documents += 1
            self._row = 0
        elif self._keys[-1] is None and None not in self._keys[:-1]:
            self._row += 1

    def _key(self) -> str | None:
        return next((key for key in reversed(self._keys) if key), None)

    def _in_geometry(self) -> bool:
        return "coordinates" in self._keys


def is_geojson(path: Path) -> bool:
    """Say whether a JSON file is a FeatureCollection, by its beginning."""
    with _opened(path, None) as text:
        return re.search(r'"type"\s*:\s*"FeatureCollection"', text.read(_BUFFER)) is not None


def _text(event: str, value: Any) -> str:
    if event == "string":
        return str(value)
    return format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value) * (event == "number")


def write_features(path: Path, table: Path, *, shown: str) -> int:
    """Write the features of a GeoJSON as a CSV: ``lon``, ``lat`` of points, then every property; returns the rows.

    Raises ReadError ``read.bad_json``.
    """
    columns: dict[str, None] = {}
    for feature in _features(path, shown):
        columns.update(dict.fromkeys(feature.get("properties") or {}))
    rows = 0
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["lon", "lat", *columns])
        for feature in _features(path, shown):
            properties = feature.get("properties") or {}
            lon, lat = _point(feature.get("geometry"))
            writer.writerow([lon, lat, *(_plain(properties.get(column)) for column in columns)])
            rows += 1
    return rows


def _features(path: Path, shown: str) -> Iterator[dict[str, Any]]:
    with _opened(path, None) as text:
        try:
            for feature in ijson.items(_Bytes(text), "features.item", use_float=False, buf_size=_BUFFER):
                if isinstance(feature, dict) and isinstance(feature.get("properties") or {}, dict):
                    yield feature
        except (ijson.JSONError, ArithmeticError, ValueError):
            raise ReadError("read.bad_json", name=shown) from None


def _point(geometry: Any) -> tuple[str, str]:
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    while isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
        coordinates = coordinates[0]  # of a line or an outline its first point
    if isinstance(coordinates, list) and len(coordinates) >= 2:
        return _plain(coordinates[0]), _plain(coordinates[1])
    return "", ""


def _plain(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value)


def _opened(path: Path, progress: Progress) -> Any:
    found = detect(path)
    return open_text(path, TextForm(found.name, found.bom, found.damaged > 0), progress=progress)


class _Bytes:
    """A text as UTF-8 bytes, for a parser that reads bytes."""

    def __init__(self, text: Any) -> None:
        self._text = text

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        read: str = self._text.read() if size < 0 else self._text.read((size + 3) // 4)
        return read.encode("utf-8")
