"""What every page owes its reader, measured in the browser. Each check returns the faults it found, in words."""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.functional.site import Opened

__all__ = ["axe", "essentials", "manners", "sideways", "weight"]

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_MOST_HTML = 60 * 1024
_MOST_PAGE = 300 * 1024
_LANGUAGE = {"zh": "zh-CN", "en": "en"}

_OVERFLOWING = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > room + 1);
  const named = wide.slice(0, 3).map(one => one.tagName.toLowerCase() + (one.className ? '.' + one.className : ''));
  return document.documentElement.scrollWidth - room + ' px too wide: ' + named.join(', ');
}"""

# Lazy pictures come when they are seen; a reader who goes down the page gets them all.
_ALL_PICTURES = """async () => {
  const pictures = [...document.images];
  pictures.forEach(one => one.loading = 'eager');
  await Promise.all(pictures.filter(one => !one.complete).map(one => new Promise(done => {
    one.onload = one.onerror = done;
  })));
  return pictures.filter(one => !one.naturalWidth).map(one => one.currentSrc || one.src);
}"""


@cache
def _checker() -> Axe:
    return Axe()


def axe(page: Any, *, only: str | None = None) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and its good practice; only: one rule instead."""
    run = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": _TAGS}
    # target-size is of WCAG 2.2 and off by default.
    options = {"runOnly": run, "resultTypes": ["violations"]}
    if not only:
        options["rules"] = {"target-size": {"enabled": True}}
    found = _checker().run(page, options=options).response["violations"]
    return [
        f"axe {one['id']} ({one['help']}): {len(one['nodes'])} × " + "; ".join(_node(node) for node in one["nodes"][:3])
        for one in found
    ]


def _node(node: dict[str, Any]) -> str:
    told = [part.get("data") for part in node.get("any", []) if isinstance(part.get("data"), dict)]
    colours = [
        f" {data['fgColor']} on {data['bgColor']} {data['contrastRatio']}:1"
        for data in told
        if data.get("contrastRatio")
    ]
    return " ".join(map(str, node["target"])) + "".join(colours[:1])


def essentials(opened: Opened, *, status: int, language: str, cookie: bool) -> list[str]:
    """Return what is amiss with status, landmarks, heading, title, language and cookies."""
    page, faults = opened.page, []
    if opened.answer.status != status:
        faults.append(f"status {opened.answer.status}, not {status}")
    for element in ("main", "h1"):
        if (count := page.locator(element).count()) != 1:
            faults.append(f"{count} <{element}>")
    if len(page.title().rpartition("–")[0].strip()) < 2:
        faults.append(f"title {page.title()!r}")
    if (found := page.get_attribute("html", "lang")) != _LANGUAGE[language]:
        faults.append(f"lang {found!r}")
    if not cookie and (cookies := page.context.cookies()):
        faults.append(f"cookies {[one['name'] for one in cookies]}")
    return faults


def manners(opened: Opened) -> list[str]:
    """Return the errors of the console, the pictures that did not load, and the hosts that are not the portal's."""
    broken = opened.page.evaluate(_ALL_PICTURES)
    return [
        *(f"console: {one}" for one in dict.fromkeys(opened.errors)),
        *(f"foreign host: {one}" for one in dict.fromkeys(opened.strangers)),
        *(f"no picture: {one}" for one in broken),
    ]


def sideways(page: Any) -> list[str]:
    """Return by how much the page is wider than the window, and which elements are."""
    found = page.evaluate(_OVERFLOWING)
    return [f"sideways at {page.viewport_size['width']}: {found}"] if found else []


def weight(opened: Opened) -> list[str]:
    """Return what is too heavy: the HTML as it is read, and all that came over the line for this page."""
    html = len(opened.answer.body())
    page = sum(_bytes_of(one) for one in opened.requests)
    faults = [f"HTML of {html / 1024:.0f} KB"] if html > _MOST_HTML else []
    if page > _MOST_PAGE:
        heavy = sorted(opened.requests, key=_bytes_of, reverse=True)[:3]
        named = ", ".join(f"{one.url.rpartition('/')[2]} {_bytes_of(one) / 1024:.0f}" for one in heavy)
        faults.append(f"page of {page / 1024:.0f} KB over the line ({named})")
    return faults


def _bytes_of(request: Any) -> int:
    sizes = request.sizes()
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])
