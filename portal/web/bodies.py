"""What the body of a dataset's or a resource's page needs beside the view: links, first rows, contacts.

The public pages fill it from a release, the desk's preview from a revision; the templates are the same
(``public/_dataset_body.html``, ``public/_resource_body.html``).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.canonical import Json
from portal.catalog.presentation import DatasetView, ResourceView

__all__ = ["BodyUrls", "Reference", "cited_packages", "contacts", "coverage", "no_link", "sources"]


def no_link(_: Any) -> str:
    """Give no address: the page then shows the words alone."""
    return ""


@dataclass(frozen=True, slots=True)
class BodyUrls:
    """Where a body's links lead; an empty address shows no link.

    resource: page of a resource.  file, parquet: its downloads.  code_list: page of a cited list, by the column's
    ``codeList``.
    """

    resource: Callable[[ResourceView], str]
    file: Callable[[ResourceView], str] = field(default=no_link)
    parquet: Callable[[ResourceView], str] = field(default=no_link)
    code_list: Callable[[Mapping[str, str]], str] = field(default=no_link)


@dataclass(frozen=True, slots=True)
class Reference:
    """Someone or something that a descriptor names: title, and an address or e-mail where it gives one."""

    title: str
    url: str = ""
    email: str = ""


def contacts(descriptor: Json) -> list[Reference]:
    """Return whom to ask: the contributors in the role ``contact``, else those with an e-mail address."""
    people = list(_dicts(descriptor.get("contributors")))
    named = [one for one in people if "contact" in _roles(one)] or [one for one in people if one.get("email")]
    return [_reference(one) for one in named]


def sources(descriptor: Json) -> list[Reference]:
    """Return where the data comes from, as the descriptor says."""
    return [_reference(one) for one in _dicts(descriptor.get("sources"))]


def coverage(descriptor: Json) -> tuple[str, str]:
    """Return the place and the time that the data covers; empty where the descriptor does not say."""
    spatial, temporal = descriptor.get("spatial"), descriptor.get("temporal")
    place = str(spatial.get("name") or "") if isinstance(spatial, dict) else ""
    if not isinstance(temporal, dict):
        return place, ""
    ends = [str(temporal[end]) for end in ("start", "end") if temporal.get(end)]
    return place, " – ".join(dict.fromkeys(ends))


def cited_packages(view: DatasetView) -> set[str]:
    """Return the names of the packages whose code lists the columns cite."""
    return {
        str(column.code_list["package"])
        for resource in view.resources
        for column in resource.fields
        if column.code_list.get("package")
    }


def _dicts(value: Any) -> Iterator[Mapping[str, Any]]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def _roles(contributor: Mapping[str, Any]) -> list[str]:
    roles = contributor.get("roles")
    return [str(one) for one in roles] if isinstance(roles, list) else [str(contributor.get("role") or "")]


def _reference(thing: Mapping[str, Any]) -> Reference:
    email, path = str(thing.get("email") or ""), str(thing.get("path") or "")
    title = str(thing.get("title") or email or path)
    return Reference(title, path, email if "@" in email else "")
