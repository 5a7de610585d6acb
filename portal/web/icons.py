"""The portal's own drawings: one file of symbols, a symbol a theme and a symbol a thing that pages speak of."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from portal.web.language import neutral_url_for

__all__ = ["icon", "icon_names", "license_icon", "theme_icon"]

_FILE = Path(__file__).parent / "static" / "img" / "icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """Return the names of all symbols."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', _FILE.read_text(encoding="utf-8")))


def icon(name: str) -> Markup:
    """Draw a symbol, hidden from screen readers: words stand beside it. Raises KeyError for a name there is not."""
    if name not in icon_names():
        raise KeyError(name)
    address = neutral_url_for("static", filename="img/icons.svg")
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(address, name)


def theme_icon(theme: str) -> Markup:
    """Draw a theme's symbol; one for all themes that the administrator has added."""
    named = f"theme-{theme}"
    return icon(named if named in icon_names() else "theme")


def license_icon(key: str, otherwise: str) -> Markup:
    """Draw the symbol of what a licence says; another where the record names none, or one that nobody drew."""
    named = f"license-{key}"
    return icon(named if named in icon_names() else otherwise)
