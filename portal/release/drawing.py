"""The charts of a release: drawn before it, from what it will hold, and kept as blobs."""

import io
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from portal.canonical import Json, canonical
from portal.catalog.models import Publisher
from portal.charts import Chart, Facts, as_json, draw_charts
from portal.release.labels import Labels
from portal.storage import Storage, StoredBlob

__all__ = ["Drawn", "DrawnChart", "draw"]

_log = logging.getLogger(__name__)

_ODD = (ValueError, LookupError, ArithmeticError, duckdb.Error)
"""What odd data may make of drawing, beside what it is known to refuse."""


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart whose words and pictures are stored. pictures: by language and size, as ``zh-wide``."""

    resource: str
    name: str
    kind: str
    words: StoredBlob
    pictures: Mapping[str, StoredBlob]

    @property
    def blobs(self) -> list[StoredBlob]:
        """What it is kept in."""
        return [self.words, *self.pictures.values()]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The charts of a release, and the tables that could not be drawn."""

    charts: Sequence[DrawnChart]
    failed: Sequence[str]


def draw(
    storage: Storage, descriptor: Json, publisher: Publisher, labels: Labels, tables: Mapping[str, tuple[str, str]]
) -> Drawn:
    """Draw what is worth showing of each table, in the descriptor's order.

    tables: the hashes of a table's Parquet and of its profile, by resource.  None of data that is not open to all:
    charts show values. A table that cannot be drawn goes without: a picture must not hold up the data; the log says
    why, and `Drawn` which.
    """
    if descriptor["opening"] != "unconditional":
        return Drawn((), ())
    language, drawn, failed = str(descriptor.get("language") or "zh"), list[DrawnChart](), list[str]()
    for resource in descriptor["resources"]:
        name = resource["name"]
        if name not in tables:
            continue
        parquet, profile = (storage.path(sha256) for sha256 in tables[name])
        facts = _facts(descriptor, publisher, labels.get(name, {}))
        try:
            charts = draw_charts(parquet, json.loads(profile.read_bytes()), resource, facts, language=language)
        except _ODD:
            _log.exception("no chart of table %s of %s", name, descriptor["name"])
            failed.append(name)
            continue
        drawn += _stored(storage, name, charts)
    return Drawn(drawn, failed)


def _facts(descriptor: Json, publisher: Publisher, labels: Mapping[str, Any]) -> Facts:
    english = (descriptor.get("translations") or {}).get("en") or {}
    title = str(descriptor["title"])
    return Facts(
        publisher={"zh": publisher.title, "en": publisher.title_en or publisher.title},
        dataset={"zh": title, "en": str(english.get("title") or title)},
        release=descriptor["release"],
        labels=labels,
    )


def _stored(storage: Storage, resource: str, charts: list[Chart]) -> Iterator[DrawnChart]:
    for chart in charts:
        yield DrawnChart(
            resource=resource,
            name=chart.id,
            kind=chart.kind.value,
            words=storage.put(io.BytesIO(canonical(as_json(chart)))),
            pictures={
                f"{language}-{size}": storage.put(io.BytesIO(svg)) for (language, size), svg in chart.pictures.items()
            },
        )
