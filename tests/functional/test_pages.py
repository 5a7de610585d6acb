"""Each kind of page in a browser, at two widths, in both languages: accessible, and nothing sticks out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.functional.conftest import Live
from tests.functional.test_journey import sign_in

pytestmark = pytest.mark.pages

PUBLIC = (
    "/",
    "/datasets",
    "/datasets?theme=transport",
    "/datasets/hospital-beds",
    "/datasets/hospital-beds/releases",
    "/datasets/hospital-beds/releases/1",
    "/datasets/hospital-beds/resources/hospital-beds",
    "/datasets/bus-ridership-monthly",
    "/datasets/public-holidays",
    "/publishers",
    "/publishers/health-commission",
    "/themes",
    "/themes/health",
    "/licenses",
    "/licenses/CC-BY-4.0",
    "/ledger",
    "/about",
    "/no-such-page",
)
DESK = ("/login", "/desk", "/desk/drafts", "/desk/reviews", "/desk/datasets")


def check(page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    assert page.locator("main").count() == 1, path
    assert page.title().strip(), path
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    result = Axe().run(page)
    assert result.violations_count == 0, f"{path} at {width}: {result.generate_report()}"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages(page, width: int, prefix: str) -> None:
    for path in PUBLIC:
        check(page, prefix + path, width)
        assert page.context.cookies() == []
        assert page.get_attribute("html", "lang") == ("en" if prefix else "zh-CN")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_desk_pages(page, live: Live, width: int, prefix: str) -> None:
    check(page, f"{prefix}/login", width)
    sign_in(page, live, "steward2")
    for path in DESK:
        check(page, prefix + path, width)


def test_without_scripts_everything_can_be_read(browser, live: Live) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live.address)
    page = context.new_page()
    page.goto("/datasets")
    page.get_by_role("searchbox").fill("床位")
    page.keyboard.press("Enter")
    page.wait_for_url("**/datasets?**")
    assert "床位" in page.inner_text("main")
    context.close()
