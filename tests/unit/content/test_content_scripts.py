"""The scripts beside the packages make the files that are there."""

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[3] / "datapackages"
SEEDED = sorted(
    script.parent.name for script in PACKAGES.glob("*/make.py") if "--source" not in script.read_text(encoding="utf-8")
)
"""Packages whose scripts need nothing from elsewhere: they invent."""


def make(package, *arguments):
    command = [sys.executable, str(PACKAGES / package / "make.py"), *map(str, arguments)]
    subprocess.run(command, check=True, timeout=60)


def data_files(root):
    return sorted(path.relative_to(root) for path in root.rglob("data/*"))


@pytest.mark.parametrize("package", SEEDED)
def test_a_seeded_script_makes_the_same_files_again(package, tmp_path):
    make(package, "--output", tmp_path)
    assert data_files(tmp_path) == data_files(PACKAGES / package)
    for path in data_files(tmp_path):
        assert (tmp_path / path).read_bytes() == (PACKAGES / package / path).read_bytes(), path


def test_a_script_writes_beside_itself_unless_told_elsewhere(tmp_path):
    there = tmp_path / "datapackages"
    for file in ("making.py", "heating-price-hearing/make.py"):
        (there / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGES / file, there / file)
    subprocess.run([sys.executable, "make.py"], cwd=there / "heating-price-hearing", check=True, timeout=60)
    made = there / "heating-price-hearing" / "data" / "schemes.csv"
    assert made.read_bytes() == (PACKAGES / "heating-price-hearing" / "data" / "schemes.csv").read_bytes()


@pytest.mark.parametrize("path", sorted(PACKAGES.rglob("*.xlsx")), ids=lambda path: path.stem)
def test_a_workbook_holds_no_time_of_its_writing(path):
    with zipfile.ZipFile(path) as book:
        (packed,) = {member.date_time for member in book.infolist()}
        times = re.findall(r"<dcterms:\w+[^>]*>([^<]*)", book.read("docProps/core.xml").decode())
    assert times == [f"{datetime(*packed):%Y-%m-%dT%H:%M:%SZ}"] * 2  # noqa: DTZ001 - a workbook's dates have no zone
    assert packed[4:] == (0, 0)


def test_every_invented_package_has_its_script():
    invented = {
        path.relative_to(PACKAGES).parts[0]
        for path in PACKAGES.rglob("datapackage.json")
        if "示例数据" in json.loads(path.read_text(encoding="utf-8"))["description"]
    }
    assert invented == set(SEEDED)


def write(path, text):
    path.write_text(text, encoding="utf-8-sig")


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_districts_follow_a_code_back_through_all_that_came_before(tmp_path):
    write(
        tmp_path / "gb2260-codes-1981-on.csv",
        "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n"
        "230100,黑龙江省,哈尔滨市,哈尔滨市,地级,在用,1981,,\n"
        "230113,黑龙江省,哈尔滨市,双城区,县级,在用,2014,,\n"
        "230182,黑龙江省,哈尔滨市,双城市,县级,弃用,1996,2014,230113\n"
        "232124,黑龙江省,松花江地区,双城县,县级,弃用,1981,1996,230999[1990];230182\n"
        "110101,北京市,直辖,东城区,县级,在用,1981,,\n",
    )
    make("harbin-districts", "--source", tmp_path, "--output", tmp_path)
    assert table(tmp_path / "data" / "districts.csv")[1:] == [
        ["230113", "双城区", "Shuangcheng District", "市辖区", "2014"]
    ]
    assert table(tmp_path / "data" / "former-codes.csv")[1:] == [
        ["230182", "双城市", "Shuangcheng City", "县级市", "1996", "2014", "230113"],
        ["232124", "双城县", "Shuangcheng County", "县", "1981", "1996", "230182"],
    ]


def test_metro_takes_a_rings_first_station_once(tmp_path):
    stops = [("1号线", 1, "甲"), ("1号线", 2, "乙"), ("2号线", 1, "乙"), ("2号线", 2, "丙"), ("2号线", 3, "乙")]
    points = "".join(f"{line},{seq},{name},,45.7,126.6,230103\n" for line, seq, name in stops)
    header = "line,seq,station_zh,station_en,lat_wgs84,lon_wgs84,district_code\n"
    write(tmp_path / "harbin-metro-stations-osm.csv", header + points)
    write(tmp_path / "harbin-metro-stations-metroman.csv", "line,line_color\n1号线,#E73B41\n2号线,#3E8A5B\n")
    make("metro-stations", "--source", tmp_path, "--output", tmp_path)
    assert table(tmp_path / "data" / "lines.csv")[1:] == [
        ["L1", "1号线", "Line 1", "#E73B41", "否", "2"],
        ["L2", "2号线", "Line 2", "#3E8A5B", "是", "2"],
    ]
    stations = [(row[0], row[1], row[2], row[7]) for row in table(tmp_path / "data" / "stations.csv")[1:]]
    assert stations == [
        ("L1", "1", "甲", "否"),
        ("L1", "2", "乙", "是"),
        ("L2", "1", "乙", "是"),
        ("L2", "2", "丙", "否"),
    ]


def test_holidays_say_yes_and_no(tmp_path):
    write_plain = "date,name,is_off_day,source_notice\n2026-01-01,元旦,true,https://a.example/\n"
    (tmp_path / "china-holidays-2007-2026.csv").write_text(
        write_plain + "2026-01-04,元旦,false,https://a.example/\n", encoding="utf-8"
    )
    make("public-holidays", "--source", tmp_path, "--output", tmp_path)
    assert [row[2] for row in table(tmp_path / "data" / "holidays.csv")] == ["是否放假", "是", "否"]
