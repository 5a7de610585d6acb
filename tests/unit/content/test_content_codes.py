"""The code lists and the data elements that ship: whole, in agreement with the code, and with each other."""

import csv
import importlib.util
import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from portal.catalog.standards import compare_columns, traces_of
from portal.catalog.words import CADENCES, Grade, Opening, PublisherKind

ROOT = Path(__file__).parents[3]
PACKAGES = ROOT / "datapackages"
MUNICIPAL = {
    "230102": (19, 4, 0, 0), "230103": (18, 1, 1, 2), "230104": (23, 4, 0, 2), "230108": (9, 1, 0, 1),
    "230109": (7, 2, 0, 0), "230110": (20, 4, 0, 1), "230111": (16, 7, 3, 1), "230112": (15, 4, 0, 1),
    "230113": (10, 9, 8, 0), "230123": (0, 6, 3, 3), "230124": (0, 4, 4, 2), "230125": (0, 12, 5, 0),
    "230126": (0, 10, 8, 2), "230127": (0, 6, 2, 1), "230128": (0, 8, 0, 3), "230129": (0, 6, 3, 2),
    "230183": (0, 10, 7, 3), "230184": (0, 12, 12, 1),
}  # fmt: skip
"""How many 街道, 镇, 乡 and 其他 a district has, counted independently."""


def table(package, resource):
    with (PACKAGES / package / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(package, resource):
    return [row["code"] for row in table(package, resource)]


def descriptors():
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PACKAGES.glob("*/datapackage.json"))]


def script(package):
    spec = importlib.util.spec_from_file_location("make_under_test", PACKAGES / package / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        ("cadences", list(CADENCES)),
        ("openings", [str(one) for one in Opening]),
        ("grades", [str(one) for one in Grade]),
        ("publisher-kinds", [str(one) for one in PublisherKind]),
    ],
)
def test_the_catalogue_codes_are_those_of_the_code(resource, words):
    assert codes("portal-codes", resource) == words


def test_only_cadences_with_an_interval_repeat():
    repeat = {row["code"]: row["repeat"] for row in table("portal-codes", "cadences")}
    assert {code for code, interval in repeat.items() if not interval} == {"once", "irregular"}
    assert repeat["quarterly"] == "R/P3M"
    assert len(set(repeat.values())) == 8


def test_streets_by_district_and_kind():
    rows = table("harbin-streets", "streets")
    assert len(rows) == 328
    counted = Counter((row["district_code"], row["kind"]) for row in rows)
    kinds = ("街道", "镇", "乡", "其他")
    assert {code: tuple(counted[code, kind] for kind in kinds) for code in MUNICIPAL} == MUNICIPAL
    assert sum(counted.values()) == sum(map(sum, MUNICIPAL.values()))
    names = {row["code"]: row["name"] for row in table("harbin-districts", "districts")}
    for row in rows:
        assert row["code"].startswith(row["district_code"])
        assert row["district_name"] == names[row["district_code"]]


def test_the_years_of_the_district_codes():
    current = {row["code"]: row["valid_from"] for row in table("harbin-districts", "districts")}
    assert [current[code] for code in ("230102", "230109", "230112", "230113", "230126")] == [
        "1983", "2004", "2006", "2014", "1996",
    ]  # fmt: skip
    until = {row["code"]: row["valid_to"] for row in table("harbin-districts", "former-codes")}
    ended = ("230105", "230106", "230107", "230181", "230182", "239002")
    assert [until[code] for code in ended] == ["2004", "2004", "2006", "2006", "2014", "1990"]
    assert {until[code] for code in until if code.startswith("2321")} <= {"1983", "1988", "1991", "1993", "1996"}


def test_a_name_ends_in_one_year_where_its_next_code_begins():
    rows = table("harbin-districts", "former-codes")
    begins = {row["code"]: row["valid_from"] for row in table("harbin-districts", "districts") + rows}
    for row in rows:
        for code in row["replaced_by"].split(";"):
            assert begins[code] <= row["valid_to"]


def test_the_size_of_the_national_codes():
    sizes = {
        path.stem: len(codes("national-codes", path.stem)) for path in (PACKAGES / "national-codes").glob("data/*")
    }
    assert sizes == {
        "sex": 4, "nationalities": 56, "education-levels": 14, "industry-sections": 20,
        "ownership-types": 22, "school-kinds": 11, "facility-kinds": 11, "hospital-grades": 14,
    }  # fmt: skip
    assert codes("national-codes", "industry-sections") == list("ABCDEFGHIJKLMNOPQRST")
    assert codes("national-codes", "nationalities") == [f"{number:02}" for number in range(1, 57)]


def test_what_is_from_common_knowledge_says_that_it_is_to_be_checked():
    quoted = {"sex", "nationalities"}
    for path in (PACKAGES / "national-codes").glob("data/*.csv"):
        told = {row["basis"] for row in table("national-codes", path.stem)}
        assert told == {"公开代码文件"} if path.stem in quoted else all("待核对" in one for one in told)


def test_hospital_grades_join_level_and_class():
    rows = {row["code"]: row for row in table("national-codes", "hospital-grades")}
    assert (rows["31"]["name"], rows["31"]["name_en"]) == ("三级甲等", "Tertiary, class A")
    assert rows["99"]["name"] == rows["99"]["level"] == "未定级"
    assert [code for code, row in rows.items() if row["class"] == "特等"] == ["30"]


def test_levels_of_education_stand_under_a_group_of_the_list():
    rows = {row["code"]: row["parent"] for row in table("national-codes", "education-levels")}
    assert {parent for parent in rows.values() if parent} == {"10", "40"}
    assert all(not rows[parent] for parent in rows.values() if parent)


@pytest.mark.parametrize("package", ["harbin-streets", "national-codes"])
def test_notices_of_the_sources_are_released_with_the_data(package):
    notice = (PACKAGES / package / "NOTICE.txt").read_text(encoding="utf-8")
    assert "MIT License" in notice
    assert "Copyright (c)" in notice
    descriptor = json.loads((PACKAGES / package / "datapackage.json").read_text(encoding="utf-8"))
    assert "NOTICE.txt" in [resource["path"] for resource in descriptor["resources"]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("兆麟街道", "街道"), ("红旗满族乡", "乡"), ("向阳镇", "镇"), ("镇北农场", "其他"), ("乡镇企业园区", "其他")],
)
def test_the_kind_of_a_unit_is_the_end_of_its_name(name, kind):
    assert script("harbin-streets").kind(name) == kind


def test_the_script_of_national_codes_reads_the_marks(tmp_path, monkeypatch):
    lines = ["table,code,name_zh,name_en,mark", "sex GB/T 2261.1-2003,1,男,Male,S43"]
    lines += ["education GB/T 4658-2006,11,博士研究生毕业,Doctorate,mem", "hospital level,3,三级,Tertiary,mem"]
    lines += ["hospital class,9,未定等,No class,mem", "hospital class,0,特等,Special class,mem"]
    (tmp_path / "code-tables.csv").write_text("\n".join(lines), encoding="utf-8")
    groups = "code,alpha,name_zh,name_romanized,name_international\n04,ZA,藏族,Zang,Tibetan\n"
    (tmp_path / "nationalities-gb3304.csv").write_text(groups, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["make.py", "--source", str(tmp_path), "--output", str(tmp_path)])
    script("national-codes").main()

    def made(resource):
        with (tmp_path / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]

    assert made("sex") == [["1", "男", "Male", "公开代码文件"]]
    assert made("education-levels") == [["11", "博士研究生毕业", "Doctorate", "10", "通行用法，待核对"]]
    assert [row[:2] for row in made("hospital-grades")] == [["30", "三级特等"], ["39", "三级（未定等）"]]
    assert made("nationalities") == [["04", "ZA", "藏族", "Tibetan", "公开代码文件"]]


def test_at_least_sixty_elements_each_defined_in_both_languages():
    rows = table("data-elements", "elements")
    assert len(rows) >= 60
    for key in ("id", "name_zh", "name_en"):
        assert max(Counter(row[key] for row in rows).values()) == 1
    words = "name_zh name_en definition_zh definition_en scope_zh scope_en type group source".split()
    assert [(row["id"], word) for row in rows for word in words if not row[word].strip()] == []
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert all(chinese.search(row["definition_zh"]) and chinese.search(row["scope_zh"]) for row in rows)


def test_the_code_lists_of_elements_stand():
    for row in table("data-elements", "elements"):
        if row["code_list"]:
            package, resource, field = row["code_list"].split("/")
            values = [one[field] for one in table(package, resource)]
            assert all(values)
            pattern = row["format"]
            assert not pattern or all(re.fullmatch(pattern, value) for value in values)


def test_columns_cite_elements_that_stand():
    standards = compare_columns(table("data-elements", "elements"), descriptors())
    assert [(one.dataset, one.name, one.cites) for one in standards.unknown] == []


def test_an_element_alone_is_compared_with_what_holds_its_traces_as_among_all():
    rows, known = table("data-elements", "elements"), descriptors()
    texts = {one["name"]: json.dumps(one, ensure_ascii=False) for one in known}
    among_all = compare_columns(rows, known).uses
    for row, use in zip(rows, among_all, strict=True):
        holding = [one for one in known if any(trace in texts[one["name"]] for trace in traces_of(row))]
        assert compare_columns([row], holding).uses == (use,)
    assert any(use.not_yet for use in among_all)


def test_the_code_lists_themselves_keep_to_the_elements():
    ours = {"harbin-districts", "harbin-streets", "portal-codes", "national-codes", "data-elements", "themes"}
    mine = [one for one in descriptors() if one["name"] in ours]
    uses = compare_columns(table("data-elements", "elements"), mine).uses
    assert [(use.element.id, one.aspect) for use in uses for one in use.differences] == []
    assert sum(len(use.columns) for use in uses) >= 30
