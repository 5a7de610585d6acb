"""Each kind of page in a browser: at two widths, in both languages, in light and dark."""

import pytest

from tests.functional import checks
from tests.functional.conftest import found
from tests.functional.kinds import KINDS, Kind
from tests.functional.site import LANGUAGES, Site

pytestmark = pytest.mark.pages

_NARROWEST = 360


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_page(site: Site, kind: Kind, language: str, width: int) -> None:
    """Loaded once, cold, and asked everything: all of axe in light, colours again in dark."""
    path, reader = found(site, kind)
    with site.open(path, reader=reader, language=language, width=width) as opened:
        page = opened.page
        faults = [
            *checks.essentials(opened, status=kind.status, language=language, cookie=kind.cookie or reader is not None),
            *checks.manners(opened),
            *checks.weight(opened),
            *checks.sideways(page),
            *checks.axe(page),
        ]
        page.emulate_media(color_scheme="dark")
        faults += [f"dark: {one}" for one in checks.axe(page, only="color-contrast")]
        if width < 1280:
            page.set_viewport_size({"width": _NARROWEST, "height": 740})
            faults += checks.sideways(page)
    if faults:
        pytest.fail("\n".join([opened.answer.url, *faults]), pytrace=False)
