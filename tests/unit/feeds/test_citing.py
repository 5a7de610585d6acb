"""Citations and code to copy: made from the release alone."""

import ast
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.feeds import STYLES, cite, snippets
from portal.wording.feeds import STYLES as STYLE_WORDS
from portal.wording.feeds import TOOLS
from tests.unit.feeds.samples import SITE, a_release

URL = "https://data.example/datasets/districts/releases/2"
TODAY = date(2026, 11, 24)


def test_in_chinese() -> None:
    cited = cite(SITE, a_release(), language="zh", today=TODAY)
    assert tuple(cited) == STYLES
    assert cited["gb-t-7714"] == f"市数据局. 各区人口: 第 2 版[DS/OL]. (2026-04-01)[2026-11-24]. {URL}."
    assert cited["apa"] == f"市数据局. (2026). 各区人口 (第 2 版) [数据集]. 开放. {URL}"


def test_in_english() -> None:
    cited = cite(SITE, a_release(), language="en", today=TODAY)
    assert cited["gb-t-7714"].startswith("Data Bureau. Population by district: release 2[DS/OL]. ")
    assert cited["apa"] == f"Data Bureau. (2026). Population by district (release 2) [Data set]. Kaifang. {URL}"


@given(st.text(min_size=1))
def test_no_title_breaks_a_record(title: str) -> None:
    cited = cite(SITE, a_release(title=f"a{title}"), language="zh", today=TODAY)
    lines = cited["ris"].split("\n")
    assert [line[:6] for line in lines] == [f"{tag}  - " for tag in "TY AU TI PY DA ET PB UR Y2 ER".split()]
    bibtex = cited["bibtex"].replace(r"\{", "").replace(r"\}", "")
    depth = 0
    for mark in bibtex:
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
    assert len(cited["bibtex"].splitlines()) == 11


def test_every_style_and_tool_has_words() -> None:
    assert STYLE_WORDS.keys() == set(STYLES)
    assert {one.tool for one in snippets(SITE, a_release())} <= TOOLS.keys()


def test_code_pins_the_release() -> None:
    found = snippets(SITE, a_release())
    assert [one.tool for one in found] == ["curl", "pandas", "duckdb", "frictionless", "r", "ckanapi"]
    assert all(f"{URL}/" in one.code for one in found[:-1])
    assert snippets(SITE, a_release(latest=False)) == found[:-1]


def test_of_conditional_data_the_description_alone() -> None:
    assert [one.code for one in snippets(SITE, a_release(opening="conditional"))] == [
        f"curl -fsS '{URL}/datapackage.json'"
    ]


def test_without_a_table_the_zip() -> None:
    assert [one.tool for one in snippets(SITE, a_release(is_table=False))] == ["curl", "ckanapi"]


def test_what_is_missing_is_what_the_schema_says() -> None:
    file = a_release().view.descriptor["resources"][0]
    schema = {**file["schema"], "missingValues": ["-", {"value": "缺", "label": "缺失"}]}
    code = {one.tool: one.code for one in snippets(SITE, a_release(resources=[{**file, "schema": schema}]))}
    assert 'na_values=["-", "缺"]' in code["pandas"]
    assert 'na.strings = c("-", "缺")' in code["r"]


@given(st.text(min_size=1, max_size=30))
def test_no_column_breaks_out_of_the_code(column: str) -> None:
    file = a_release().view.descriptor["resources"][0]
    odd = {**file, "schema": {"fields": [{"name": column, "type": "string"}]}}
    for one in snippets(SITE, a_release(resources=[odd])):
        if one.language == "python":
            tree = ast.parse(one.code)
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            assert len(calls) <= 6
            if one.tool == "pandas":
                given_ = {one.arg: ast.literal_eval(one.value) for one in calls[0].keywords}
                assert given_ == {"dtype": {column: "string"}, "keep_default_na": False, "na_values": [""]}
