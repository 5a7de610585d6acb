"""What each operation of the API takes and answers, by the name of its route: the one table that describes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from portal.api.v1 import models
from portal.catalog.public import FACETS, SORTS
from portal.catalog.words import Opening
from portal.tables.export import MEDIATYPES
from portal.tables.query import FORMATS, MOST_ROWS, OPERATORS
from portal.tables.values import Kind

__all__ = ["NOT_DESCRIBED", "OPERATIONS", "Operation"]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, all of which are GET.

    answer: the type of its JSON.  query: its parameters, as OpenAPI has them.  conditional: whether it is refused for
    data that is given by application only.  under: whether it hangs on a dataset, and so may be 404 or 410.
    example: parameters of a call that is worth showing.  streams: media types that it may answer beside JSON.
    """

    answer: type[BaseModel]
    query: Sequence[Mapping[str, Any]] = ()
    under: bool = False
    conditional: bool = False
    example: Mapping[str, str] = field(default_factory=dict)
    streams: Sequence[str] = ()


def _parameter(name: str, words: str, /, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": words,
        "required": False,
        "schema": {"type": "string", **schema},
    }


_PAGE = (
    _parameter("page", "number of the page, from 1", type="integer", minimum=1, maximum=100_000, default=1),
    _parameter("per_page", "how many on a page", type="integer", minimum=1, maximum=100, default=20),
)
_SORT = [prefix + sort for sort in SORTS for prefix in ("", "-")]
_SEARCH = (
    _parameter("q", "words to look for, in Chinese or English", maxLength=300),
    _parameter("publisher", "name of a publisher", maxLength=300),
    _parameter("theme", "name of a theme", maxLength=300),
    _parameter("format", "format of a file, such as csv", maxLength=300),
    _parameter("license", "id of a licence", maxLength=300),
    _parameter("opening", "to whom the data is open", enum=[one.value for one in Opening]),
    _parameter("tag", "a keyword", maxLength=300),
    _parameter("modified_since", "date or instant of the oldest release", maxLength=300, examples=["2026-01-31"]),
    _parameter("sort", "order; a minus turns it round", enum=_SORT, default="relevance"),
    _parameter("facets", f"what to count, by commas: {', '.join(FACETS)}", maxLength=300),
)
_ROWS = (
    _parameter("select", "columns to give, by commas"),
    _parameter("sort", "columns to sort by, by commas; a minus turns one round"),
    _parameter("limit", f"how many rows; at most {MOST_ROWS} as JSON", type="integer", minimum=0, default=100),
    _parameter("offset", "how many rows to leave out first", type="integer", minimum=0, default=0),
    _parameter("after", "the cursor `next` of the answer before"),
    _parameter("group_by", "columns to group by, by commas"),
    _parameter("agg", "what to compute of each group: count(*), sum(column), avg, min, max, by commas"),
    _parameter("format", "how the answer is written", enum=list(FORMATS), default="json"),
    _parameter("release", "number of a release; without it the newest answers", type="integer", minimum=1),
    {
        "name": "filters",
        "in": "query",
        "description": "`<column>=value` or `<column>__<operator>=value`; operators: " + " ".join(OPERATORS[Kind.TEXT]),
        "required": False,
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    },
)

OPERATIONS: Mapping[str, Operation] = {
    "api_v1.datasets": Operation(
        models.DatasetList, (*_SEARCH, *_PAGE), example={"sort": "-modified", "per_page": "5", "facets": "theme"}
    ),
    "api_v1.dataset": Operation(models.Dataset, under=True),
    "api_v1.releases": Operation(models.ReleaseList, _PAGE, under=True),
    "api_v1.release": Operation(models.Release, under=True),
    "api_v1.diff": Operation(models.Diff, under=True),
    "api_v1.resources": Operation(models.ResourceList, _PAGE, under=True),
    "api_v1.schema": Operation(models.Schema, under=True),
    "api_v1.profile": Operation(models.Profile, under=True, conditional=True),
    "api_v1.rows": Operation(
        models.Rows,
        _ROWS,
        under=True,
        conditional=True,
        example={"limit": "5"},
        streams=(*(one.split(";")[0] for one in MEDIATYPES.values()),),
    ),
    "api_v1.publishers": Operation(models.PublisherList, _PAGE),
    "api_v1.themes": Operation(models.ThemeList, _PAGE),
    "api_v1.tags": Operation(models.TagList, _PAGE),
    "api_v1.licenses": Operation(models.LicenseList, _PAGE),
    "api_v1.ledger": Operation(models.LedgerList, _PAGE),
}

NOT_DESCRIBED = frozenset({"api_v1.under_dataset", "api_v1.openapi"})
"""Routes that are no operation: what is not there, and the description itself."""
