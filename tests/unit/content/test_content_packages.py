"""The packages that ship are valid, described in both languages, and cite only what exists."""

import json
import re
from pathlib import Path
from statistics import mean

import pytest
from frictionless import Package, Resource

from portal.package.descriptor import read_descriptor, resource_file
from portal.package.extension import check_extension

ROOT = Path(__file__).parents[3]
PACKAGES = ROOT / "datapackages"
FOLDERS = sorted(path.parent for path in PACKAGES.rglob("datapackage.json"))
PUBLISHERS = json.loads((PACKAGES / "publishers.json").read_text(encoding="utf-8"))
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,99}")
LARGEST = 500_000
LARGER = {"snow-plough-passes": 1_500_000}
"""The one table of fifty thousand rows."""
OUTCOMES = {
    "released": set(),
    "withdrawn": {"withdraw"},
    "embargoed": {"embargo_days"},
    "in_review": {"until"},
    "returned": {"return"},
}
"""What a line of the manifest says beside each outcome."""
STAGES = {"department", "security", "release"}
each_package = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PACKAGES)))


def descriptor_of(folder):
    return read_descriptor(folder)[0]


def rows_of(folder, resource):
    return [row.to_dict() for row in Package(str(folder / "datapackage.json")).get_resource(resource).read_rows()]


def fields_of(descriptor):
    for resource in descriptor["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            yield resource, field


@each_package
def test_the_reference_finds_it_valid(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert report.valid


@each_package
def test_the_portal_can_take_it(folder):
    descriptor, notes = read_descriptor(folder)
    assert notes == []
    assert check_extension(descriptor) == []
    for resource in descriptor["resources"]:
        assert resource_file(folder, resource).stat().st_size < LARGER.get(folder.name, LARGEST)


@each_package
def test_it_says_all_that_a_review_asks(folder):
    descriptor = descriptor_of(folder)
    wanted = "name title description version publisher theme keywords licenses opening grade cadence language temporal"
    missing = [key for key in f"{wanted} spatial created contributors sources".split() if not descriptor.get(key)]
    assert missing == []
    assert descriptor["language"] == "zh"
    roles = {role for person in descriptor["contributors"] for role in person["roles"]}
    assert {"publisher", "contact"} <= roles


@each_package
def test_names_are_well_formed_and_the_folder_is_the_dataset(folder):
    descriptor = descriptor_of(folder)
    names = [descriptor["name"], descriptor["publisher"], *(one["name"] for one in descriptor["resources"])]
    assert [name for name in names if not NAME.fullmatch(name)] == []
    assert folder.relative_to(PACKAGES).parts[0] == descriptor["name"]


@each_package
def test_everything_is_told_in_english_too(folder):
    descriptor = descriptor_of(folder)
    assert descriptor["translations"]["en"]["keywords"]
    for one in (descriptor, *descriptor["resources"]):
        assert set(one["translations"]["en"]) >= {"title", "description"}
    for _, field in fields_of(descriptor):
        assert field["translations"]["en"]["title"]
        assert bool(field.get("description")) == ("description" in field["translations"]["en"])


@each_package
def test_theme_licence_and_publisher_are_known(folder):
    descriptor = descriptor_of(folder)
    themes = {row["name"] for row in rows_of(PACKAGES / "themes", "themes")}
    theme = descriptor["theme"]
    assert set([theme] if isinstance(theme, str) else theme) <= themes
    licences = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "licenses").glob("[!s]*.json")]
    known = {name.casefold() for licence in licences for name in (licence["id"], *licence["aliases"])}
    assert {licence["name"].casefold() for licence in descriptor["licenses"]} <= known
    assert descriptor["publisher"] in {publisher["name"] for publisher in PUBLISHERS}


@each_package
def test_what_a_column_takes_from_a_code_list_stands_there(folder):
    for resource, field in fields_of(descriptor_of(folder)):
        if cited := field.get("codeList"):
            codes = {row[cited["field"]] for row in rows_of(PACKAGES / cited["package"], cited["resource"])}
            used = {row[field["name"]] for row in rows_of(folder, resource["name"])}
            assert used - {None} <= codes


@each_package
def test_invented_figures_are_called_so_in_both_languages(folder):
    script = folder if (folder / "make.py").exists() else folder.parents[1]
    derived = "--source" in (script / "make.py").read_text(encoding="utf-8") if (script / "make.py").exists() else True
    descriptor = descriptor_of(folder)
    english = descriptor["translations"]["en"]
    told = ["示例数据" in descriptor["description"], "Illustrative data" in english["description"]]
    told += ["示例" in descriptor["title"], "illustrative" in english["title"]]
    assert told == [not derived] * 4


def test_the_demo_takes_each_package_once_code_lists_first():
    entries = json.loads((PACKAGES / "demo.json").read_text(encoding="utf-8"))["packages"]
    paths = [entry["path"] for entry in entries]
    assert sorted(paths) == sorted(str(folder.relative_to(PACKAGES)) for folder in FOLDERS)
    for at, entry in enumerate(entries):
        descriptor = descriptor_of(PACKAGES / entry["path"])
        cited = {field["codeList"]["package"] for _, field in fields_of(descriptor) if "codeList" in field}
        assert cited <= {one["path"] for one in entries[:at] if one["outcome"] == "released"}
        assert entry["publisher"] == descriptor["publisher"]
        assert entry.keys() - {"path", "publisher", "outcome"} == OUTCOMES[entry["outcome"]]


def test_later_editions_come_in_their_order_after_releases_of_the_former():
    entries = json.loads((PACKAGES / "demo.json").read_text(encoding="utf-8"))["packages"]
    editions = {}
    for entry in entries:
        name, _, edition = entry["path"].partition("/editions/")
        assert int(edition or 1) == len(editions.setdefault(name, [])) + 1
        assert all(outcome in ("released", "withdrawn") for outcome in editions[name])
        editions[name].append(entry["outcome"])


def test_each_outcome_says_what_it_needs():
    entries = json.loads((PACKAGES / "demo.json").read_text(encoding="utf-8"))["packages"]
    outcomes = [entry["outcome"] for entry in entries]
    assert {outcome: outcomes.count(outcome) for outcome in OUTCOMES if outcome != "released"} == {
        "withdrawn": 1,
        "embargoed": 1,
        "in_review": 3,
        "returned": 1,
    }
    assert {entry["until"] for entry in entries if "until" in entry} == STAGES
    for entry in entries:
        assert entry.get("embargo_days", 30) == 30
        assert entry.get("withdraw", {"reason": "-", "reason_en": "-"}).keys() == {"reason", "reason_en"}
        refusal = entry.get("return", {"stage": "security", "comment": "-", "comment_en": "-"})
        assert refusal.keys() == {"stage", "comment", "comment_en"}
        assert refusal["stage"] in STAGES
        assert all([*entry.get("withdraw", {}).values(), *refusal.values()])


def test_offices_hand_in_files_of_several_kinds():
    kinds = {Path(one["path"]).suffix for folder in FOLDERS for one in descriptor_of(folder)["resources"]}
    assert kinds >= {".csv", ".tsv", ".xlsx", ".json"}


def test_publishers_form_a_tree():
    kinds = {"government", "public-institution", "institute", "organisation"}
    before = {None}
    for publisher in PUBLISHERS:
        assert publisher["kind"] in kinds
        assert publisher["parent"] in before
        assert publisher["title"]
        assert publisher["title_en"]
        assert NAME.fullmatch(publisher["name"])
        assert publisher["name"] not in before
        before.add(publisher["name"])


def test_the_districts_and_what_became_of_the_former_codes():
    current = {row["code"]: row for row in rows_of(PACKAGES / "harbin-districts", "districts")}
    former = {row["code"]: row for row in rows_of(PACKAGES / "harbin-districts", "former-codes")}
    kinds = [row["kind"] for row in current.values()]
    assert [kinds.count(kind) for kind in ("市辖区", "县", "县级市")] == [9, 7, 2]
    assert not current.keys() & former.keys()
    for row in former.values():
        assert row["valid_from"] < row["valid_to"]
        for code in row["replaced_by"].split(";"):
            assert code in current or former[code]["valid_from"] >= row["valid_from"]


def test_metro_lines_count_their_stations():
    stations = rows_of(PACKAGES / "metro-stations", "stations")
    lines = {row["line_id"]: row for row in rows_of(PACKAGES / "metro-stations", "lines")}
    for line, row in lines.items():
        order = [station["seq"] for station in stations if station["line_id"] == line]
        assert order == list(range(1, row["station_count"] + 1))
    assert [line for line, row in lines.items() if row["is_ring"]] == ["L3"]
    names = [station["station_name"] for station in stations]
    assert {station["station_name"] for station in stations if station["is_transfer"]} == {
        name for name in names if names.count(name) > 1
    }


def test_winter_air_is_worse_than_summer_air():
    rows = [row for row in rows_of(PACKAGES / "air-quality-daily", "air-quality") if row["pm25"] is not None]
    winter = mean(row["pm25"] for row in rows if row["date"].month in (12, 1, 2))
    summer = mean(row["pm25"] for row in rows if row["date"].month in (6, 7, 8))
    assert winter > 2 * summer
    assert all(row["pm25"] < row["pm10"] for row in rows)


def test_the_second_edition_of_beds_adds_a_year_and_corrects_two_figures():
    key = ["统计日期", "行政区划代码", "医院级别"]
    first, second = (
        {tuple(row[name] for name in key): row for row in rows_of(PACKAGES / folder, "hospital-beds")}
        for folder in ("hospital-beds", "hospital-beds/editions/2")
    )
    changed = {at for at, row in first.items() if second[at] != row}
    assert {at[1:] for at in changed} == {("230103", "二级"), ("230184", "一级")}
    assert {at[0].year for at in second.keys() - first.keys()} == {2025}
    names = {row["code"]: row["name"] for row in rows_of(PACKAGES / "harbin-districts", "districts")}
    assert all(names[row["行政区划代码"]] == row["区县名称"] for row in second.values())


def test_daily_ridership_is_the_monthly_one_shared_out():
    for row in rows_of(PACKAGES / "bus-ridership-monthly", "ridership"):
        assert 28 * row["日均客运量"] - 16 <= row["客运量(人次)"] <= 31 * row["日均客运量"] + 16


def test_the_holidays_have_the_fault_that_they_are_withdrawn_for():
    names = {row["节日名称"] for row in rows_of(PACKAGES / "public-holidays", "holidays")}
    assert {"“十一”", "国庆节"} <= names


@pytest.mark.parametrize(
    ("package", "words"),
    [("public-holidays", "(c) 2019 NateScarlet"), ("metro-stations", "OpenStreetMap contributors")],
)
def test_notices_of_the_sources_are_released_with_the_data(package, words):
    notice = Resource(path=str(PACKAGES / package / "NOTICE.txt")).read_bytes().decode("utf-8")
    assert words in notice
    assert "NOTICE.txt" in [resource["path"] for resource in descriptor_of(PACKAGES / package)["resources"]]
