"""The city's data elements, read from their released package."""

from collections.abc import Mapping

from portal.catalog import public
from portal.catalog.presentation import Text
from portal.catalog.public import ReleaseView
from portal.tables.source import read_rows
from portal.web.reading import read_session, services

__all__ = ["ELEMENTS", "element_names", "element_rows", "group_names"]

ELEMENTS = "data-elements"
"""The package."""

_TABLE, _GROUPS = "elements", "groups"


def element_rows() -> list[Mapping[str, str]]:
    """Return the rows of the standing release of the elements; none where there is no such release."""
    return _rows(_TABLE)


def group_names() -> Mapping[str, Text]:
    """Return the name of each group of elements by its id, in the order of the release."""
    return {row["id"]: Text(row["name"], "zh", {"en": row["name_en"]}) for row in _rows(_GROUPS)}


def _rows(resource: str) -> list[Mapping[str, str]]:
    found = public.get_dataset(read_session(), ELEMENTS)
    table = found.view.resource(resource) if isinstance(found, ReleaseView) else None
    if table is None or not table.is_table:
        return []
    rows = read_rows(services().storage.path(table.sha256))
    header = next(rows, [])
    return [dict(zip(header, row, strict=False)) for row in rows]


def element_names() -> Mapping[str, Text]:
    """Return the name of each element by its id."""
    return {row["id"]: Text(row["name_zh"], "zh", {"en": row["name_en"]}) for row in element_rows()}
