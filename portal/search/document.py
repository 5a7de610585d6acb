"""From a released descriptor to what is found of it. Of a conditional release no value of the data is taken."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.search.engine import Document

__all__ = ["document_of"]


def document_of(name: str, descriptor: Mapping[str, Any], others: Iterable[str]) -> Document:
    """Make the document of a dataset from its descriptor, in both languages; others: titles around it (publisher …)."""
    english = (descriptor.get("translations") or {}).get("en") or {}
    fields = [field for one in descriptor["resources"] for field in (one.get("schema") or {}).get("fields", [])]
    return Document(
        name=name,
        title=_join(descriptor.get("title"), english.get("title"), name),
        keywords=_join(*(descriptor.get("keywords") or []), *(english.get("keywords") or [])),
        description=_join(descriptor.get("description"), english.get("description")),
        others=_join(
            *others,
            *(text for one in (*descriptor["resources"], *fields) for text in _texts(one)),
        ),
    )


def _texts(thing: Mapping[str, Any]) -> Iterable[Any]:
    yield from (thing.get("name"), thing.get("title"), thing.get("description"))
    english = (thing.get("translations") or {}).get("en") or {}
    yield from (english.get("title"), english.get("description"))


def _join(*texts: Any) -> str:
    return "\n".join(str(text) for text in texts if text)
