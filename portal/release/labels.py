"""Words for codes: what the released code lists that a descriptor cites call their values."""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.canonical import Json
from portal.catalog.models import Dataset, Release
from portal.storage import Storage
from portal.tables.source import read_rows

__all__ = ["CodeLists", "Labels", "read_labels"]

Labels = Mapping[str, Mapping[str, Mapping[str, Mapping[Any, str]]]]
"""By resource, column and code: the word in each language."""

_NAMES = {"zh": "name", "en": "name_en"}
"""The columns of a code list that hold its values' names, by language, as the city's own lists have them."""

_MOST = 5_000  # rows of a code list
_KEPT = 16  # code lists in memory


class CodeLists:
    """The code lists that were read last, by hash: whoever makes many releases keeps one, and reads each list once."""

    def __init__(self, storage: Storage) -> None:
        self._words = lru_cache(maxsize=_KEPT)(partial(_words, storage))

    def words(self, sha256: str, field: str) -> Mapping[Any, Mapping[str, str]]:
        """Return the words for the codes in a column of a list; none without names in both languages."""
        return self._words(sha256, field)


def read_labels(session: Session, lists: CodeLists, descriptor: Json) -> Labels:
    """Return the words for the codes of each column that cites a standing code list with names in both languages."""
    cited = {
        (resource["name"], field["name"]): field["codeList"]
        for resource in descriptor["resources"]
        for field in (resource.get("schema") or {}).get("fields") or []
        if isinstance(field.get("codeList"), dict)
    }
    files = dict(_files(session, {str(one.get("package")) for one in cited.values()}))
    labels: dict[str, dict[str, Mapping[Any, Mapping[str, str]]]] = {}
    for (resource, column), one in cited.items():
        sha256 = files.get((one.get("package"), one.get("resource")))
        words = lists.words(sha256, str(one.get("field"))) if sha256 else {}
        if words:
            labels.setdefault(resource, {})[column] = words
    return labels


def _files(session: Session, packages: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    standing = (
        select(Release)
        .join(Dataset, Dataset.current_release_id == Release.id)
        .where(Dataset.name.in_(packages), Release.opening == "unconditional")
        .options(selectinload(Release.files), selectinload(Release.dataset))
    )
    for release in session.scalars(standing):
        for file in release.files:
            if file.parquet_sha256 is not None:
                yield (release.dataset.name, file.resource), file.sha256


def _words(storage: Storage, sha256: str, field: str) -> dict[str, dict[Any, str]]:
    rows = read_rows(storage.path(sha256))
    header = next(rows, [])
    if not {field, *_NAMES.values()} <= set(header):
        return {}
    code, places = header.index(field), {language: header.index(name) for language, name in _NAMES.items()}
    return {row[code]: {language: row[at] for language, at in places.items()} for row in islice(rows, _MOST)}
