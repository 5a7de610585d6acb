"""The pictures of the tutorials: what `make gallery` puts into ``docs/tutorials/img/``.

The list is ``docs/tutorials/pictures.json`` (its shape: `docs.tutorials.pictures`). A picture is taken in each of its
languages as ``<name>-<language>.webp``, after what ``before`` does on the page as the reader of the tutorial would.
Try one alone with ``make gallery GALLERY="--no-kinds --shot citizen-2"``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from docs.tutorials.pictures import act, read_pictures
from tests.functional.site import LANGUAGES, Site

__all__ = ["SHOTS", "Shot"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a tutorial. selector: the element to show, or none for the window; width, height: of the window."""

    name: str
    found: str | Callable[[Site], str]
    selector: str | None = None
    reader: str | None = None
    before: Callable[[Any], None] | None = None
    width: int = 1280
    height: int = 800
    scheme: str = "light"
    languages: tuple[str, ...] = tuple(LANGUAGES)

    def path(self, site: Site) -> str:
        """Return where it is taken, without the language."""
        return self.found if isinstance(self.found, str) else self.found(site)


SHOTS = tuple(
    Shot(
        one["name"],
        one["path"],
        selector=one["selector"],
        reader=one["reader"],
        before=partial(act, acts=one["before"]),
        width=one["width"],
        height=one["height"],
        languages=tuple(one["languages"]),
    )
    for one in read_pictures()
)
