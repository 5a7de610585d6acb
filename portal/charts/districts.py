"""The districts of Harbin as tiles: a grid laid by hand so that neighbours stay neighbours, north at the top.

The west column is the city along the river, the east ones are the counties downstream. Tiles are equal, so that a
small district is read as easily as a large county; there is no outline and no boundary.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from portal.charts.plans import Language

__all__ = ["Tile", "tile_of", "tiles"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A district's place in the grid.

    names: by language, in English without the word for its kind.  broken: the English name in the lines that it takes
    in a narrow tile.
    """

    code: str
    names: Mapping[Language, str]
    column: int
    row: int
    broken: tuple[str, ...]

    @property
    def short(self) -> Mapping[Language, str]:
        """Its names without 区, 县 or 市 (but 宾县, which is no name without)."""
        name = self.names["zh"]
        return {"zh": name[:-1] if len(name) > 2 else name, "en": self.names["en"]}


@cache
def tiles() -> tuple[Tile, ...]:
    """Return the 18 tiles, row by row."""
    laid = json.loads((files("portal.charts") / "districts.json").read_text("utf-8"))["tiles"]
    return tuple(
        Tile(
            code=one["code"],
            names={"zh": one["zh"], "en": one["en"]},
            column=one["column"],
            row=one["row"],
            broken=tuple(one.get("en_lines", [one["en"]])),
        )
        for one in laid
    )


@cache
def _index() -> Mapping[str, Tile]:
    return {key: one for one in tiles() for key in (one.code, one.names["zh"], one.short["zh"], one.names["en"])}


def tile_of(value: object) -> Tile | None:
    """Find a district by its code or its name; None for the whole city and for what is not there today."""
    return _index().get(str(value).strip())
