"""Where the departments keep to the city's data elements (数据元), and where they still differ."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.canonical import Json
from portal.catalog.presentation import Text
from portal.catalog.written_form import written_form

__all__ = [
    "ASPECTS",
    "Column",
    "Difference",
    "Element",
    "ElementUse",
    "Standards",
    "Variant",
    "compare_columns",
    "traces_of",
]

ASPECTS = ("title", "type", "format", "unit", "code_list")
"""What a column and an element are compared by."""
_NUMERIC = ("integer", "number")
_BRACKET = re.compile(r"\s*[（(]([^（）()]+)[）)]$")

_SIGNS = {
    "\u00b5": "\u03bc",  # Unicode has two signs for micro
    "°C": "℃",
    "平方千米": "km²",
    "平方公里": "km²",
    "平方米": "m²",
    "立方米": "m³",
    "毫米": "mm",
}
"""Units that are the same in another spelling, longer words first."""


@dataclass(frozen=True, slots=True)
class Element:
    """A row of the element table. code_list: ``package/resource/field`` or empty; format: as in `written_form`."""

    id: str
    name: Text
    definition: Text
    scope: Text
    type: str
    format: str
    unit: str
    code_list: str
    group: str
    source: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a standing dataset. cites: the id of its element, or empty.

    title: without the unit that it may end in; the column's name where it has none.
    unit: the field's, or for a number the one in brackets at the end of its title.
    format: see `written_form`.  code_list: ``package/resource/field`` or empty.
    """

    dataset: str
    dataset_title: Text
    publisher: str
    resource: str
    name: str
    title: Text
    type: str
    format: str
    unit: str
    code_list: str
    cites: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A value of one aspect and the columns that have it. agrees: whether it is the element's."""

    value: str
    columns: tuple[Column, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """An aspect in which columns that cite an element differ from it or, where it says nothing, from each other.

    standard: the element's value, empty where it says nothing.  variants: the one that agrees first, then by columns.
    """

    aspect: str
    standard: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class ElementUse:
    """An element, the columns that cite it, their differences, and the columns of its name that cite nothing."""

    element: Element
    columns: tuple[Column, ...]
    differences: tuple[Difference, ...]
    not_yet: tuple[Column, ...]

    @property
    def publishers(self) -> tuple[str, ...]:
        """Names of the publishers that cite it, sorted."""
        return tuple(sorted({column.publisher for column in self.columns}))


@dataclass(frozen=True, slots=True)
class Standards:
    """The use of each element, in the table's order, and the columns that cite an element that is not there."""

    uses: tuple[ElementUse, ...]
    unknown: tuple[Column, ...]


def compare_columns(rows: Iterable[Mapping[str, object]], descriptors: Iterable[Json]) -> Standards:
    """Compare the columns of datasets with the elements that they cite.

    rows: of the resource ``elements`` of the released package ``data-elements`` (``id name_zh name_en definition_zh
    definition_en scope_zh scope_en type format unit code_list group source``; an empty cell is "" or None).
    descriptors: of the standing datasets, as released; a conditional one's columns are public too (DESIGN §7).
    A pattern of text is not compared: a column may allow part of what its element allows.
    """
    elements = [_element(row) for row in rows]
    columns = [column for descriptor in descriptors for column in _columns(descriptor)]
    citing: dict[str, list[Column]] = {}
    named: dict[str, list[Column]] = {}
    for column in columns:
        if column.cites:
            citing.setdefault(column.cites, []).append(column)
        else:
            for name in {column.title.in_language("zh"), column.name}:
                named.setdefault(name, []).append(column)
    known = {element.id for element in elements}
    return Standards(
        tuple(_use(one, citing.get(one.id, []), named.get(one.name.first, [])) for one in elements),
        tuple(column for column in columns if column.cites and column.cites not in known),
    )


def traces_of(row: Mapping[str, object]) -> tuple[str, ...]:
    """Return the texts of which one stands in each descriptor that has a column for `compare_columns` to put to a row.

    They are a wide net: a descriptor may hold one of them and have no such column.
    """
    element = _element(row)
    return element.id, element.name.first


def _element(row: Mapping[str, object]) -> Element:
    cell = {key: str(value) if value is not None else "" for key, value in row.items()}
    both = {key: Text(cell[f"{key}_zh"], "zh", {"en": cell[f"{key}_en"]}) for key in ("name", "definition", "scope")}
    cell["unit"] = _in_one_spelling(cell["unit"])
    rest = {key: cell[key] for key in ("id", "type", "format", "unit", "code_list", "group", "source")}
    return Element(**both, **rest)  # type: ignore[arg-type]  # two kinds of values, each under its own names


def _columns(descriptor: Json) -> Iterator[Column]:
    language = str(descriptor.get("language") or "zh")
    for resource in descriptor.get("resources") or []:
        for field in (resource.get("schema") or {}).get("fields") or []:
            if isinstance(field, dict):
                yield _column(descriptor, str(resource.get("name", "")), field, language)


def _column(descriptor: Json, resource: str, field: Json, language: str) -> Column:
    title = _title(field, language)
    type_ = str(field.get("type") or "any")
    ending = _BRACKET.search(title.in_language("zh"))
    unit = _in_one_spelling(str(field.get("unit") or (ending[1] if ending and type_ in _NUMERIC else "")))
    cited = field.get("codeList")
    return Column(
        dataset=str(descriptor.get("name", "")),
        dataset_title=_title(descriptor, language),
        publisher=str(descriptor.get("publisher") or ""),
        resource=resource,
        name=str(field.get("name", "")),
        title=_without_unit(title, unit),
        type=type_,
        format=written_form(field),
        unit=unit,
        code_list="/".join(str(cited.get(part, "")) for part in ("package", "resource", "field")) if cited else "",
        cites=str(field.get("dataElement") or ""),
    )


def _in_one_spelling(unit: str) -> str:
    for written, sign in _SIGNS.items():
        unit = unit.replace(written, sign)
    return unit


def _title(thing: Json, language: str) -> Text:
    translations = {
        tag: str(texts["title"]) for tag, texts in (thing.get("translations") or {}).items() if texts.get("title")
    }
    return Text(str(thing.get("title") or thing.get("name") or ""), language, translations)


def _without_unit(title: Text, unit: str) -> Text:
    def cut(text: str) -> str:
        ending = _BRACKET.search(text)
        return text[: ending.start()] if ending and _in_one_spelling(ending[1]) == unit else text

    return Text(cut(title.first), title.language, {tag: cut(text) for tag, text in title.translations.items()})


def _use(element: Element, columns: Sequence[Column], named: Sequence[Column]) -> ElementUse:
    found = (_difference(element, aspect, columns) for aspect in ASPECTS)
    return ElementUse(element, tuple(columns), tuple(one for one in found if one), tuple(named))


def _difference(element: Element, aspect: str, columns: Sequence[Column]) -> Difference | None:
    standard = _standard(element, aspect)
    groups: dict[str, list[Column]] = {}
    for column in columns:
        if aspect != "format" or column.type == element.type:  # another type is a difference that is told already
            groups.setdefault(_value(element, aspect, column), []).append(column)
    if not groups or (len(groups) == 1 and (not standard or standard in groups)):
        return None
    variants = [Variant(value, tuple(those), value == standard) for value, those in groups.items()]
    return Difference(
        aspect, standard, tuple(sorted(variants, key=lambda one: (not one.agrees, -len(one.columns), one.value)))
    )


def _standard(element: Element, aspect: str) -> str:
    """What the element says. The format of text is a pattern or a list of values, that of a number free."""
    if aspect == "title":
        return element.name.first
    if aspect == "format" and element.type in ("string", *_NUMERIC):
        return ""
    return str(getattr(element, aspect))


def _value(element: Element, aspect: str, column: Column) -> str:
    """What the column says; a title in another language than the element's is as good as its name there."""
    if aspect == "code_list" and element.code_list == f"{column.dataset}/{column.resource}/{column.name}":
        return element.code_list  # the code list itself
    if aspect == "type" and (column.type, element.type) == ("integer", "number"):
        return element.type  # a whole number is a number
    if aspect != "title":
        return str(getattr(column, aspect))
    shown = column.title.in_language("zh")
    in_its_language = element.name.in_language(column.title.language_shown("zh"))
    return element.name.first if shown == in_its_language else shown
