"""The pictures: what is in them, what must never be, and that they are always the same."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from portal.canonical import sha256
from portal.charts import Chart, Kind, as_json, manifest
from portal.charts.plans import LANGUAGES
from portal.charts.render import FONT_SIZE
from tests.unit.charts.tables import Made, districts, months, places, values

MAKERS: list[Callable[[Path], Made]] = [months, districts, places, values]
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> list[Chart]:
    return [chart for maker in MAKERS for chart in maker(tmp_path_factory.mktemp("made")).charts()]


def test_every_kind_is_drawn(charts: list[Chart]) -> None:
    assert {chart.kind for chart in charts} == set(Kind)


def test_a_picture_needs_nothing_else(charts: list[Chart]) -> None:
    for chart in charts:
        for svg in chart.pictures.values():
            text = svg.decode()
            assert len(svg) <= 60 * 1024
            assert not re.search(r"<script|<image|<use|<foreignObject|\bon\w+=|href|@import|url\(", text)
            assert set(re.findall(r"https?://[^\"'<\s]+", text)) == {"http://www.w3.org/2000/svg"}
            assert "#0101" not in text  # no colour that only stands for another
            assert "prefers-color-scheme:dark" in text


def test_a_picture_has_names_for_who_cannot_see_it(charts: list[Chart]) -> None:
    for chart in charts:
        for (language, _), svg in chart.pictures.items():
            root = ElementTree.fromstring(svg)  # noqa: S314 - made by ourselves
            title, description = root.find(f"{_SVG}title"), root.find(f"{_SVG}desc")
            assert root.get("role") == "img"
            assert title is not None
            assert description is not None
            assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
            assert (title.text, description.text) == (chart.words[language].title, chart.words[language].alt)


def test_texts_are_large_enough_on_a_phone(charts: list[Chart]) -> None:
    """The compact picture is 400 wide; at 360 no text may be smaller than 12 px."""
    for chart in charts:
        for (_, size), svg in chart.pictures.items():
            root = ElementTree.fromstring(svg)  # noqa: S314 - made by ourselves
            width = float(root.get("viewBox", "").split()[2])
            assert width == {"compact": 400, "wide": 800}[size]
            sizes = [float((text.get("font-size") or "0").removesuffix("px")) for text in root.iter(f"{_SVG}text")]
            assert sizes
            assert all(one <= FONT_SIZE for one in sizes)
            assert size == "wide" or min(sizes) * 360 / 400 >= 12


def _places(root: ElementTree.Element) -> list[tuple[float, float, ElementTree.Element]]:
    found = []

    def walk(element: ElementTree.Element, x: float, y: float) -> None:
        for dx, dy in re.findall(r"translate\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", "")):
            x, y = x + float(dx), y + float(dy)
        if element.tag == f"{_SVG}text":
            found.append((x, y, element))
        for child in element:
            walk(child, x, y)

    walk(root, 0, 0)
    return found


def test_no_text_leaves_the_picture(charts: list[Chart]) -> None:
    for chart in charts:
        for (language, size), svg in chart.pictures.items():
            root = ElementTree.fromstring(svg)  # noqa: S314 - made by ourselves
            width, height = map(float, root.get("viewBox", "").split()[2:])
            for x, y, text in _places(root):
                words = max(text.itertext(), key=len)
                em = float((text.get("font-size") or "0").removesuffix("px"))
                wide = sum(1.0 if ord(char) > 0x2E80 else 0.56 for char in words) * em
                shift = {"end": -wide, "middle": -wide / 2}.get(text.get("text-anchor", "start"), 0)
                where = (chart.id, language, size, words)
                assert x + shift >= -3, where
                assert x + shift + wide <= width + 3, where
                assert 0 <= y <= height, where


def test_titles_say_what_is_seen(charts: list[Chart]) -> None:
    series = next(chart for chart in charts if chart.kind is Kind.SERIES)
    assert series.words["zh"].title == "客运量：1路总体最高，2024年12月达到 360；3路总体最低"
    assert series.words["en"].title == "Passengers: 1路 is highest overall, reaching 360 in Dec 2024; 3路 is lowest"
    assert series.words["zh"].subtitle == "单位：人次；按月合计；按线路分线；2024年1月至2024年12月"
    assert series.words["zh"].source == "来源：市数据局，《试验数据》第 2 版"
    tiles = next(chart for chart in charts if chart.kind is Kind.TILES)
    assert tiles.words["zh"].title == "床位：双城区最多（1,440），道里区最少（160）"
    assert tiles.words["en"].title == "Beds: most in Shuangcheng (1,440), least in Daoli (160)"


def test_the_twin_holds_what_is_drawn(charts: list[Chart]) -> None:
    for chart in charts:
        for language in LANGUAGES:
            words = chart.words[language]
            assert words.rows
            assert all(len(row) == len(words.headers) for row in words.rows)
            assert all(words.headers)
    tiles = next(chart for chart in charts if chart.kind is Kind.TILES)
    assert tiles.words["en"].headers == ("District", "Beds")
    assert ("Daoli", 160) in tiles.words["en"].rows


def test_the_same_table_gives_the_same_bytes(tmp_path: Path, charts: list[Chart]) -> None:
    again = [chart for maker in MAKERS for chart in maker(tmp_path).charts()]
    assert manifest(again) == manifest(charts)
    assert [chart.pictures for chart in again] == [chart.pictures for chart in charts]


def test_the_manifest_names_every_picture(charts: list[Chart]) -> None:
    kept = json.loads(manifest(charts))
    named = {
        one["sha256"] for chart in kept["charts"] for sizes in chart["pictures"].values() for one in sizes.values()
    }
    assert named == {sha256(svg) for chart in charts for svg in chart.pictures.values()}
    assert as_json(charts[0]) == kept["charts"][0]


_PROBE = """
import hashlib, sys, json, vl_convert
from pathlib import Path
from portal.charts.render import FONT, use_font
from tests.unit.charts.tables import districts, months
made = Path(sys.argv[1])
use_font()
def width(font, text):
    enter = {"text": {"value": text}, "font": {"value": font}, "fontSize": {"value": 20}}
    mark = {"type": "text", "encode": {"enter": enter}}
    return vl_convert.vega_to_scenegraph({"width": 0, "height": 0, "padding": 0, "marks": [mark]})["width"]
pictures = [svg for maker in (months, districts) for chart in maker(made).charts() for svg in chart.pictures.values()]
print(json.dumps({
    "widths": [width(FONT, one) for one in ("中文测试", "1234", "W")],
    "machine": width("Noto Sans CJK SC", "中文测试"),
    "pictures": hashlib.sha256(b"".join(pictures)).hexdigest(),
}))
"""


def _probe(folder: Path, **environment: str) -> dict[str, object]:
    command = [sys.executable, "-c", _PROBE, str(folder)]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_a_bare_machine_draws_the_same(tmp_path: Path) -> None:
    """With no font on the machine, ours is the one that measures: an em for each ideograph, 0.555 for each digit."""
    bare = tmp_path / "fonts.conf"
    bare.write_text('<?xml version="1.0"?><fontconfig><dir>/nonexistent</dir></fontconfig>')
    without, with_fonts = _probe(tmp_path, FONTCONFIG_FILE=str(bare)), _probe(tmp_path)
    assert without["widths"] == with_fonts["widths"] == [80, 45, 18]
    assert without["machine"] != 80  # the machine's fonts really are out of reach
    assert without["pictures"] == with_fonts["pictures"]
