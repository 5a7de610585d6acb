"""The page of a data element shows the columns that are its own, and reads no dataset that has none."""

from typing import Any

import pytest

from portal.catalog import public
from tests.factories import World
from tests.integration.public.test_public_queries import counted, unkept

HEADER = "id,name_zh,name_en,definition_zh,definition_en,scope_zh,scope_en,type,format,unit,code_list,group,source\n"
ELEMENTS = (
    HEADER
    + "head_count,人口,Head count,住在这里的人,Who lives here,,,integer,,人,,people,\n"
    + "a_b,“甲”\\乙%,A b,引号、斜线和百分号,Signs,,,string,,,,people,\n"
)
GROUPS = "id,name,name_en\npeople,人口,People\n"


def table(**field: Any) -> list[dict[str, Any]]:
    """Describe the table that every package of the factory has: its third column as given."""
    fields = [{"name": "代码", "type": "string"}, {"name": "名称", "type": "string"}, {"type": "integer", **field}]
    return [{"name": "districts", "path": "districts.csv", "schema": {"fields": fields}}]


def release(world: World, dataset: str, **field: Any) -> None:
    """Release a table whose third column is described so."""
    files = {"districts.csv": f"代码,名称,{field['name']}\n230102,道里区,923762\n"}
    world.release(dataset, files=files, title=dataset, keywords=["区"], resources=table(**field))


@pytest.fixture
def city(world: World) -> World:
    """Give a portal with two elements; ``cites`` and ``differs`` cite one, ``named`` is called like it, others not."""
    files = {"elements.csv": ELEMENTS, "groups.csv": GROUPS}
    world.release("data-elements", title="数据元", files=files)
    release(world, "cites", name="p", title="人口", dataElement="head_count", unit="人")
    release(world, "differs", name="p", title="人口", dataElement="head_count", unit="万人")
    release(world, "named", name="n", title="人口（人）")
    release(world, "quoted", name="“甲”\\乙%")
    release(world, "other", name="axb")
    return world


def test_an_element_shows_its_columns_and_those_called_like_it(city: World) -> None:
    client = unkept(city.services)
    page = client.get("/en/standards/head_count").text
    assert {name for name in ("cites", "differs", "named", "quoted", "other") if f"/datasets/{name}/" in page} == {
        "cites",
        "differs",
        "named",
    }
    assert "万人" in page
    assert "/datasets/quoted/" in client.get("/standards/a_b").text
    assert client.get("/standards/unheard-of").status_code == 404


def test_only_what_holds_a_text_is_read(city: World) -> None:
    with city.services.database.read() as session:
        names = [
            [one["name"] for one in public.descriptors(session, holding=holding)]
            for holding in (("head_count", "人口（"), ("“甲”\\乙%",), ("a_b",), (), None)
        ]
    assert names == [
        ["cites", "differs", "named"],
        ["quoted"],
        [],  # the underscore stands for itself: not for the x of ``other``
        [],
        ["cites", "data-elements", "differs", "named", "other", "quoted"],
    ]


@pytest.mark.parametrize("path", ["/standards", "/standards/head_count"])
def test_queries_do_not_grow_with_the_datasets(city: World, path: str) -> None:
    client = unkept(city.services)
    counts = []
    for names in ((), ("more", "still-more", "most")):
        for name in names:
            release(city, name, name="p", dataElement="head_count")
        client.get(path)
        with counted(city.services.database) as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[1] < 25
