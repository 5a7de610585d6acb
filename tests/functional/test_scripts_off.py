"""Scripts switched off: the same content, and the forms still work."""

import pytest

from tests.functional.conftest import found
from tests.functional.kinds import KINDS, Kind
from tests.functional.site import Site

pytestmark = pytest.mark.pages


def _seen(site: Site, kind: Kind, *, scripts: bool) -> tuple[int, list[str], int]:
    path, reader = found(site, kind)
    with site.open(path, reader=reader, width=390, scripts=scripts) as opened:
        main = opened.page.locator("main")
        headings = [one.strip() for one in main.locator("h1, h2, h3").all_inner_texts()]
        return opened.answer.status, headings, len(main.inner_text())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_content_is_there(site: Site, kind: Kind) -> None:
    status, headings, length = _seen(site, kind, scripts=False)
    assert status == kind.status
    assert headings
    assert all(headings)
    _, with_scripts, length_with = _seen(site, kind, scripts=True)
    assert headings == with_scripts
    assert length >= 0.95 * length_with


def test_a_search_is_a_form(site: Site) -> None:
    with site.open("/", scripts=False, width=390) as opened:
        page = opened.page
        page.get_by_role("searchbox").first.fill("床位")
        page.keyboard.press("Enter")
        page.wait_for_url("**/datasets?**")
        assert "床位" in page.inner_text("main")


def test_rows_are_filtered_by_a_form(site: Site) -> None:
    with site.open(site.chart("tiles", "hospital-beds"), scripts=False, width=390) as opened:
        page = opened.page
        page.locator("details:has([name=column]) > summary").click()
        page.select_option("[name=column]", "行政区划代码")
        page.fill("[name=value]", "230102")
        page.locator("form:has([name=column]) button[type=submit]").click()
        page.wait_for_url("**230102**")
        assert "230102" in page.locator("section[aria-labelledby=rows] .chips").inner_text()
