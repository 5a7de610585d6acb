"""`make gallery`: the portal with the demo is started in a temporary folder, and its pages have their pictures taken.

- Every kind of page at three widths, in both languages, light and dark, whole pages, into ``build/gallery``.
- Two small pictures a kind, and a few for a wall, as a window shows them, into ``docs/gallery``, with an index.
- The tutorials' pictures, as `docs.gallery.shots` lists them, into ``docs/tutorials/img``.

Pictures are WebP, written by Chromium itself. ``GALLERY="--help"`` names the options; ``--data DIR`` keeps the demo for
the next run.
"""

import base64
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import click

from docs.gallery.shots import SHOTS, Shot
from tests.functional import checks
from tests.functional.kinds import KINDS, Kind
from tests.functional.process import CHROMIUM, ROOT, chromium, load_demo, served
from tests.functional.site import LANGUAGES, Missing, Site

_HEIGHTS = {1920: 1080, 1280: 800, 390: 844}
_SCHEMES = ("light", "dark")
_TALLEST = 6000
_QUALITY = 60
_MARGIN = 8
_SMALL = 0.75
_MOST = 3_000_000
_KEPT = ROOT / "docs" / "gallery"
_TUTORIALS = ROOT / "docs" / "tutorials" / "img"

_DESK_AND_PHONE = ((1280, "zh", "light"), (390, "en", "dark"))
_MORE = {
    "home": ((1920, "zh", "light"), (1280, "en", "dark"), (390, "zh", "light")),
    "dataset-open": ((1280, "en", "dark"), (390, "zh", "light")),
    "search-hits": ((390, "zh", "light"),),
    "review-security": ((1280, "en", "dark"),),
}


@click.command()
@click.option(
    "--to", default=ROOT / "build" / "gallery", type=click.Path(path_type=Path), help="folder of all pictures"
)
@click.option("--data", type=click.Path(path_type=Path), help="portal with the demo: made there once, used again")
@click.option("--kind", "names", multiple=True, help="only this kind (may be repeated)")
@click.option("--shot", "shots", multiple=True, help="only this picture of the tutorials (may be repeated)")
@click.option("--kinds/--no-kinds", default=True, help="take the pictures of the kinds")
@click.option("--tutorials/--no-tutorials", default=True, help="take the pictures of the tutorials")
def main(
    to: Path, data: Path | None, names: tuple[str, ...], shots: tuple[str, ...], *, kinds: bool, tutorials: bool
) -> None:
    """Take the pictures."""
    if CHROMIUM is None:
        raise click.ClickException("Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    wanted = _chosen(KINDS, names) if kinds else []
    lacking = []
    with _demo(data) as folder, served(folder) as live, chromium() as browser:
        site = Site(live, browser)
        with click.progressbar(wanted, label="kinds", item_show_func=lambda kind: kind.name if kind else "") as bar:
            for kind in bar:
                try:
                    _take_kind(site, kind, to)
                except Missing as why:
                    lacking.append(f"{kind.name}: {why}")
        for shot in _chosen(SHOTS, shots) if tutorials else ():
            _take_shot(site, shot)
    if kinds:
        _write_index()
    for one in lacking:
        click.echo(f"no picture: {one}", err=True)
    size = sum(one.stat().st_size for one in _KEPT.glob("*.webp"))
    click.echo(f"docs/gallery holds {size / 1e6:.1f} MB")
    if size > _MOST or lacking:
        raise SystemExit(1)


@contextmanager
def _demo(kept: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = (kept or Path(temporary) / "var").absolute()
        if not folder.exists():
            click.echo("loading the demo …")
            load_demo(folder)
        yield folder


def _chosen(all_of_them: Iterable[Any], names: tuple[str, ...]) -> list[Any]:
    chosen = [one for one in all_of_them if not names or one.name in names]
    if unknown := set(names) - {one.name for one in chosen}:
        raise click.BadParameter(f"unknown: {', '.join(sorted(unknown))}")
    return chosen


def _take_kind(site: Site, kind: Kind, to: Path) -> None:
    """Take a kind in every way; a page is loaded once for both schemes."""
    path, reader = kind.path(site), kind.reads(site)
    keep = (*_DESK_AND_PHONE, *_MORE.get(kind.name, ()))
    for (width, height), language in product(_HEIGHTS.items(), LANGUAGES):
        with site.open(path, reader=reader, language=language, width=width, height=height) as opened:
            checks.manners(opened)  # which also waits for the pictures further down
            for scheme in _SCHEMES:
                opened.page.emulate_media(color_scheme=scheme)
                name = f"{kind.name}-{width}-{language}-{scheme}.webp"
                tall = int(opened.page.evaluate("document.documentElement.scrollHeight"))
                _write(to / name, _picture(opened.page, 0, 0, width, min(tall, _TALLEST)))
                if (width, language, scheme) in keep:
                    _write(_KEPT / name, _picture(opened.page, 0, 0, width, height, scale=_SMALL))


def _take_shot(site: Site, shot: Shot) -> None:
    path = shot.path(site)
    for language in shot.languages:
        with site.open(
            path, reader=shot.reader, language=language, width=shot.width, height=shot.height, scheme=shot.scheme
        ) as opened:
            checks.manners(opened)
            if shot.before:
                shot.before(opened.page)
            _write(_TUTORIALS / f"{shot.name}-{language}.webp", _picture(opened.page, *_frame(opened.page, shot)))


def _frame(page: Any, shot: Shot) -> tuple[float, float, float, float]:
    """Return what is to be seen, in pixels from the page's upper left: x, y, width, height."""
    top = float(page.evaluate("window.scrollY"))
    if shot.selector is None:
        return 0, top, shot.width, shot.height
    box = page.locator(shot.selector).first.bounding_box()
    if box is None:
        raise click.ClickException(f"{shot.name}: {shot.selector} is not to be seen at {page.url}")
    left = max(0.0, box["x"] - _MARGIN)
    return (
        left,
        max(0.0, box["y"] + top - _MARGIN),
        min(shot.width - left, box["width"] + 2 * _MARGIN),
        box["height"] + 2 * _MARGIN,
    )


def _picture(page: Any, x: float, y: float, width: float, height: float, *, scale: float = 1) -> bytes:
    """Take part of a page as WebP, which Playwright itself does not write."""
    browser = page.context.new_cdp_session(page)
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": scale}
    taken = browser.send(
        "Page.captureScreenshot", {"format": "webp", "quality": _QUALITY, "clip": clip, "captureBeyondViewport": True}
    )
    browser.detach()
    return base64.b64decode(taken["data"])


def _write(file: Path, picture: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture)


_HEAD = """# Gallery · 图集

Every kind of page of the portal, with the demo's data: at a desk in Chinese, light, and on a phone in English, dark.
Made by `make gallery`, which also takes each kind at 1920, 1280 and 390 pixels, in both languages, light and dark, into
`build/gallery`. The figures are the demo's; what is illustrative says so on its page.

门户的每一种页面，数据为演示数据：桌面为中文浅色，手机为英文深色。由 `make gallery` 生成。
"""


def _write_index() -> None:
    """Write the index of what is kept; pictures of kinds that are no more are taken away."""
    listed: set[Path] = set()
    parts = [_HEAD]
    for kind in KINDS:
        named = [
            _KEPT / f"{kind.name}-{width}-{language}-{scheme}.webp"
            for width, language, scheme in (*_DESK_AND_PHONE, *_MORE.get(kind.name, ()))
        ]
        files = [file for file in named if file.is_file()]
        listed.update(files)
        if files:
            parts += [f"\n## {kind.en} · {kind.zh}\n", *(_line(kind, file) for file in files)]
    for stale in set(_KEPT.glob("*.webp")) - listed:
        stale.unlink()
    (_KEPT / "README.md").write_text("\n".join(parts) + "\n", encoding="utf-8")


def _line(kind: Kind, file: Path) -> str:
    width, language, scheme = file.stem.removeprefix(kind.name + "-").split("-")
    shown = 260 if width == "390" else 620
    alt = f"{kind.en}, {width} px, {'Chinese' if language == 'zh' else 'English'}, {scheme}"
    return f'<img src="{file.name}" alt="{alt}" width="{shown}">'


if __name__ == "__main__":
    main()
