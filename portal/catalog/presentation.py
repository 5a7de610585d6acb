"""What a page shows of a dataset: plain values made from a descriptor.

The public side fills them from releases, the desk's preview from a revision: the same templates show both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portal.canonical import Json

__all__ = ["DatasetView", "Field", "LicenseView", "Named", "ResourceView", "Text", "Zip", "dataset_view"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its first language, and its translations by language tag."""

    first: str
    language: str
    translations: Mapping[str, str]

    def __str__(self) -> str:
        return self.first

    def __bool__(self) -> bool:
        return bool(self.first)

    def in_language(self, language: str) -> str:
        """Return the text in a language; the first language's where there is no translation."""
        return self.translations.get(language) or self.first

    def language_shown(self, language: str) -> str:
        """Return the language that `in_language` answers in, for the page's ``lang`` attribute."""
        return language if self.translations.get(language) else self.language


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that has a page of its own: publisher or theme."""

    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class LicenseView:
    """A licence: its id, and its file in ``licenses/`` whole."""

    id: str
    open: bool
    record: Json

    @property
    def title(self) -> Text:
        """The licence's name."""
        return Text(self.record["title"]["zh"], "zh", {"en": self.record["title"]["en"]})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table. element: the id of the data element that it is, or empty."""

    name: str
    type: str
    format: str
    title: Text
    description: Text
    unit: str
    code_list: Mapping[str, str]
    element: str = ""


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One file of a dataset. sha256, rows: None where they are not known; parquet_sha256 and profile for tables."""

    name: str
    title: Text
    description: Text
    path: str
    format: str
    bytes: int
    sha256: str
    rows: int | None
    fields: tuple[Field, ...]
    is_table: bool
    resource: Json
    parquet_sha256: str | None = None
    parquet_bytes: int | None = None
    profile_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Zip:
    """A whole release in one file."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DatasetView:
    """A dataset as a page shows it. release, zip: None in a preview."""

    id: UUID
    name: str
    title: Text
    description: Text
    keywords: tuple[str, ...]
    keywords_en: tuple[str, ...]
    publisher: Named
    themes: tuple[Named, ...]
    license: LicenseView | None
    opening: str
    grade: str
    cadence: str
    descriptor: Json
    resources: tuple[ResourceView, ...]
    release: int | None = None
    issued: datetime | None = None
    modified: datetime | None = None
    zip: Zip | None = None

    @property
    def is_conditional(self) -> bool:
        """Whether files and rows are given by application only."""
        return self.opening != "unconditional"

    def resource(self, name: str) -> ResourceView | None:
        """Return a resource by name."""
        return next((one for one in self.resources if one.name == name), None)


def dataset_view(
    identity: tuple[UUID, str],
    descriptor: Json,
    *,
    publisher: Named,
    themes: Mapping[str, Named],
    license_: LicenseView | None,
    files: Mapping[str, Mapping[str, Any]],
    release: int | None = None,
    issued: datetime | None = None,
    modified: datetime | None = None,
    zip_: Zip | None = None,
) -> DatasetView:
    """Make the view of a descriptor.

    identity: the dataset's id and name.  themes: the themes that the portal knows, by name.
    files: by resource, what the database knows beyond the descriptor (``is_table``, ``parquet_sha256`` …).
    """
    language = str(descriptor.get("language") or "zh")
    value = descriptor.get("theme") or []
    named = [value] if isinstance(value, str) else value
    return DatasetView(
        id=identity[0],
        name=identity[1],
        title=_text(descriptor, "title", language),
        description=_text(descriptor, "description", language),
        keywords=tuple(str(one) for one in descriptor.get("keywords") or []),
        keywords_en=tuple(str(one) for one in _translation(descriptor, "en").get("keywords") or []),
        publisher=publisher,
        themes=tuple(themes[one] for one in named if one in themes),
        license=license_,
        opening=str(descriptor.get("opening") or ""),
        grade=str(descriptor.get("grade") or ""),
        cadence=str(descriptor.get("cadence") or ""),
        descriptor=descriptor,
        resources=tuple(_resource(one, language, files.get(one["name"], {})) for one in descriptor["resources"]),
        release=release,
        issued=issued,
        modified=modified,
        zip=zip_,
    )


def _resource(resource: Json, language: str, known: Mapping[str, Any]) -> ResourceView:
    fields = (resource.get("schema") or {}).get("fields", [])
    return ResourceView(
        name=resource["name"],
        title=_text(resource, "title", language) or Text(resource["name"], language, {}),
        description=_text(resource, "description", language),
        path=resource["path"],
        format=str(resource.get("format") or ""),
        bytes=int(resource.get("bytes") or 0),
        sha256=str(resource.get("hash") or "").removeprefix("sha256:"),
        rows=resource.get("rows"),
        fields=tuple(_field(one, language) for one in fields if isinstance(one, dict)),
        is_table=bool(known.get("is_table")),
        resource=resource,
        parquet_sha256=known.get("parquet_sha256"),
        parquet_bytes=known.get("parquet_bytes"),
        profile_sha256=known.get("profile_sha256"),
    )


def _field(field: Json, language: str) -> Field:
    cited = field.get("codeList")
    return Field(
        name=str(field.get("name", "")),
        type=str(field.get("type") or "any"),
        format=str(field.get("format") or ""),
        title=_text(field, "title", language),
        description=_text(field, "description", language),
        unit=str(field.get("unit") or ""),
        code_list=cited if isinstance(cited, dict) else {},
        element=str(field.get("dataElement") or ""),
    )


def _text(thing: Json, key: str, language: str) -> Text:
    value = thing.get(key)
    translations = thing.get("translations")
    others = translations if isinstance(translations, dict) else {}
    return Text(
        str(value) if value else "",
        language,
        {tag: str(texts[key]) for tag, texts in others.items() if isinstance(texts, dict) and texts.get(key)},
    )


def _translation(thing: Json, language: str) -> Json:
    found = (thing.get("translations") or {}).get(language)
    return found if isinstance(found, dict) else {}
