"""Columns are compared with the data elements that they cite."""

import pytest

from portal.catalog.standards import compare_columns
from portal.catalog.written_form import written_form

EMPTY = dict.fromkeys("definition_zh definition_en scope_zh scope_en format unit code_list group source".split(), "")


def element(id_, name_zh, type_="string", **others):
    return (
        {"id": id_, "name_zh": name_zh, "name_en": id_.replace("_", " ").capitalize(), "type": type_} | EMPTY | others
    )


def dataset(name, *fields, publisher="transport-bureau", **others):
    return {
        "name": name,
        "title": f"{name} 数据",
        "publisher": publisher,
        "language": "zh",
        "resources": [{"name": "table", "schema": {"fields": list(fields)}}],
    } | others


def field(name, type_="integer", cites="passengers", **others):
    cited = {"dataElement": cites} if cites else {}
    return {"name": name, "type": type_} | cited | others


def use_of(*descriptors, row=None):
    return compare_columns([row or element("passengers", "客运量", "integer", unit="人次")], descriptors).uses[0]


def told(use):
    return {
        one.aspect: (one.standard, [(variant.value, len(variant.columns), variant.agrees) for variant in one.variants])
        for one in use.differences
    }


def test_who_cites_an_element():
    use = use_of(
        dataset("metro-daily", field("客运量", unit="人次")),
        dataset("bus-daily", field("客运量", unit="人次"), publisher="bus-company"),
    )
    assert [(one.dataset, one.resource, one.name, one.publisher) for one in use.columns] == [
        ("metro-daily", "table", "客运量", "transport-bureau"),
        ("bus-daily", "table", "客运量", "bus-company"),
    ]
    assert use.publishers == ("bus-company", "transport-bureau")
    assert use.columns[0].dataset_title.first == "metro-daily 数据"
    assert use.differences == ()


def test_another_unit_title_and_type_is_told_with_the_columns_that_have_it():
    use = use_of(
        dataset("a", field("客运量", unit="人次")),
        dataset("b", field("passengers", "number", title="客流量", unit="万人次")),
        dataset("c", field("passengers", "number", title="客流量", unit="万人次")),
    )
    assert told(use) == {
        "title": ("客运量", [("客运量", 1, True), ("客流量", 2, False)]),
        "type": ("integer", [("integer", 1, True), ("number", 2, False)]),
        "unit": ("人次", [("人次", 1, True), ("万人次", 2, False)]),
    }
    assert [one.dataset for one in use.differences[2].variants[1].columns] == ["b", "c"]


def test_all_may_agree_among_themselves_and_differ_from_the_element():
    use = use_of(dataset("a", field("客运量", unit="万人次")), dataset("b", field("客运量", unit="万人次")))
    assert told(use) == {"unit": ("人次", [("万人次", 2, False)])}


def test_where_an_element_says_nothing_columns_are_compared_with_each_other():
    row = element("aqi", "空气质量指数", "integer")
    agree = [dataset("a", field("空气质量指数", cites="aqi", unit="分")) for _ in range(2)]
    assert use_of(*agree, row=row).differences == ()
    assert told(use_of(*agree, dataset("b", field("空气质量指数", cites="aqi")), row=row)) == {
        "unit": ("", [("", 1, True), ("分", 2, False)])
    }


@pytest.mark.parametrize("title", ["客运量（人次）", "客运量(人次)", "客运量 (人次)"])
def test_a_unit_in_brackets_is_no_part_of_the_title(title):
    assert use_of(dataset("a", field("p", title=title))).differences == ()
    assert use_of(dataset("a", field(title))).differences == ()
    assert use_of(dataset("a", field("p", title=title, unit="人次"))).differences == ()


def test_the_spelling_of_a_unit_in_a_title_is_not_told():
    row = element("density", "人口密度", "number", unit="人/km²")
    written = field("人口密度（人/平方千米）", "number", "density", unit="人/km²")
    assert use_of(dataset("a", written), row=row).differences == ()


def test_a_whole_number_is_a_number_but_not_the_other_way():
    number = element("area", "面积", "number")
    assert use_of(dataset("a", field("面积", "integer", "area")), row=number).differences == ()
    whole = element("area", "面积", "integer")
    assert told(use_of(dataset("a", field("面积", "number", "area")), row=whole)).keys() == {"type"}


def test_brackets_that_hold_no_unit_stay():
    assert told(use_of(dataset("a", field("客运量（含换乘）", unit="人次")))) == {
        "title": ("客运量", [("客运量（含换乘）", 1, False)])
    }


@pytest.mark.parametrize(
    ("element_unit", "unit"), [("\u03bcg/m³", "\u00b5g/m³"), ("℃", "°C"), ("人/km²", "人/平方千米")]
)
def test_a_unit_that_looks_the_same_is_the_same(element_unit, unit):
    row = element("pm25", "细颗粒物", "number", unit=element_unit)
    assert use_of(dataset("a", field("细颗粒物", "number", "pm25", unit=unit)), row=row).differences == ()


def test_code_lists_are_compared_and_the_list_itself_is_at_home():
    row = element("division_code", "行政区划代码", code_list="harbin-districts/table/code")
    cited = {"package": "harbin-districts", "resource": "table", "field": "code"}
    other = cited | {"field": "name"}
    use = use_of(
        dataset("harbin-districts", field("code", "string", "division_code", title="行政区划代码")),
        dataset("a", field("行政区划代码", "string", "division_code", codeList=cited)),
        dataset("b", field("行政区划代码", "string", "division_code", codeList=other)),
        dataset("c", field("行政区划代码", "string", "division_code")),
        row=row,
    )
    assert told(use) == {
        "code_list": (
            "harbin-districts/table/code",
            [("harbin-districts/table/code", 2, True), ("", 1, False), ("harbin-districts/table/name", 1, False)],
        )
    }


def test_dates_and_yes_and_no_are_compared_as_they_are_written():
    row = element("date", "日期", "date", format="YYYY-MM-DD")
    use = use_of(
        dataset("a", field("日期", "date", "date")),
        dataset("b", field("日期", "date", "date", format="%Y/%m/%d")),
        dataset("c", field("日期", "string", "date", format="%Y年")),
        row=row,
    )
    assert told(use) == {
        "type": ("date", [("date", 2, True), ("string", 1, False)]),
        "format": ("YYYY-MM-DD", [("YYYY-MM-DD", 1, True), ("YYYY/MM/DD", 1, False)]),
    }


def test_a_pattern_of_text_is_not_a_way_of_writing():
    row = element("street_code", "街道代码", format=r"\d{9}")
    assert use_of(dataset("a", field("街道代码", "string", "street_code")), row=row).differences == ()


def test_columns_of_the_elements_name_that_cite_nothing_are_not_yet_there():
    use = use_of(
        dataset("a", field("p", cites="", title="客运量（人次）")),
        dataset("b", field("客运量", cites="", title="客运量合计")),
        dataset("c", field("客运量", cites="visits")),
        dataset("d", field("里程", cites="")),
    )
    assert [one.dataset for one in use.not_yet] == ["a", "b"]
    assert use.columns == ()
    assert use.differences == ()


def test_a_dataset_in_english_may_use_the_english_name():
    row = element("passengers", "客运量", "integer", unit="人次", name_en="Passengers carried")
    english = field("p", title="Passengers carried", unit="人次")
    assert use_of(dataset("a", english, language="en"), row=row).differences == ()
    translated = english | {"translations": {"zh": {"title": "客流量"}}}
    assert told(use_of(dataset("a", translated, language="en"), row=row))["title"][1] == [("客流量", 1, False)]


def test_an_element_that_no_table_has_is_told():
    standards = compare_columns([element("date", "日期", "date")], [dataset("a", field("客运量", cites="ridership"))])
    assert [(one.dataset, one.cites) for one in standards.unknown] == [("a", "ridership")]


def test_files_that_are_no_tables_and_empty_cells_of_the_element_table():
    row = element("passengers", "客运量", "integer") | {"unit": None}
    bare = {"name": "a", "title": "甲", "resources": [{"name": "notice"}, {"name": "t", "schema": {"fields": [None]}}]}
    use = use_of(bare, row=row)
    assert (use.element.unit, use.columns, use.not_yet) == ("", (), ())


@pytest.mark.parametrize(
    ("type_", "others", "form"),
    [
        ("date", {}, "YYYY-MM-DD"),
        ("date", {"format": "%Y年%m月%d日"}, "YYYY年MM月DD日"),
        ("time", {"format": "%H:%M"}, "HH:MM"),
        ("datetime", {"format": "any"}, "any"),
        ("year", {"format": "default"}, "YYYY"),
        ("boolean", {}, "true/false"),
        ("boolean", {"trueValues": ["是", "有"], "falseValues": ["否"]}, "是/否"),
        ("number", {}, ""),
        ("integer", {"groupChar": ","}, "1,234"),
        ("string", {"format": "uri"}, "uri"),
        ("string", {}, ""),
    ],
)
def test_how_cells_are_written(type_, others, form):
    assert written_form({"name": "x", "type": type_} | others) == form
