"""The pictures of the tutorials: what `make gallery` puts into ``docs/tutorials/img/``.

A picture is one `Shot` in `SHOTS`, taken in each of its languages as ``<name>-<language>.webp``:

    Shot("citizen-search", "/datasets?q=公交", width=390)                       the window, as a phone shows it
    Shot("citizen-take", _dataset, selector=".dataset__take")                   one element, with a margin
    Shot("steward-draft", _draft, reader="steward2", before=_fill_in_title)     after doing something on the page

``found`` is a path, or a function that is given the `Site` and finds one (`tests.functional.site`: ``site.dataset``,
``site.chart``, ``site.draft``, ``site.revision`` …). ``before`` is given Playwright's page and clicks and types as the
reader of the tutorial would; what it saves is really saved in the portal of this run, and later shots see it.
Try one alone with ``make gallery GALLERY="--no-kinds --shot citizen-search"``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


SHOTS = (
    Shot("citizen-search", "/datasets?q=床位", width=390, height=844),
    Shot("citizen-chart", lambda site: site.chart("points", "metro-stations"), selector="figure.chart", width=390),
    Shot("researcher-take", lambda site: f"/datasets/{site.dataset('hospital-beds')}", selector=".dataset__take"),
    Shot("steward-new-draft", "/desk/drafts", selector="section[aria-labelledby=new]", reader="steward2"),
    Shot("steward-draft", lambda site: site.draft, reader="steward2"),
)
