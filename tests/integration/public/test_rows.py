"""The rows of a released table, as programs ask for them."""

import io
import json
from typing import Any
from urllib.parse import quote

import duckdb
import openpyxl
import pandas
import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.services import Services
from tests.factories import World

ROWS = "/api/v1/datasets/alpha/resources/districts/rows"
ALL = [
    {"_id": 1, "代码": "230102", "名称": "道里区", "人口": 923762},
    {"_id": 2, "代码": "230103", "名称": "南岗区", "人口": 1343857},
    {"_id": 3, "代码": "230104", "名称": "道外区", "人口": 906421},
]


def get(client: FlaskClient, query: str = "", path: str = ROWS) -> Any:
    answer = client.get(f"{path}?{quote(query, safe='=&,-_()*%')}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def test_the_whole_table(client: FlaskClient) -> None:
    answer = client.get(ROWS)
    assert answer.content_type == "application/json", answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers
    assert answer.get_json() == {
        "rows": ALL,
        "total": 3,
        "truncated": False,
        "next": None,
        "release": 2,
        "fields": [
            {"name": "_id", "type": "integer"},
            {"name": "代码", "type": "string"},
            {"name": "名称", "type": "string"},
            {"name": "人口", "type": "integer"},
        ],
    }


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("名称=道里区", [1]),
        ("名称__startswith=道", [1, 3]),
        ("名称__contains=岗", [2]),
        ("名称__in=南岗区,道外区", [2, 3]),
        ("人口__gte=923762&sort=-人口", [2, 1]),
        ("人口__isnull=true", []),
        ("sort=人口", [3, 1, 2]),
        ("offset=1&limit=1", [2]),
        ("_id=3", [3]),
        ("名称=' OR 1=1 --", []),
    ],
)
def test_filters_and_order(client: FlaskClient, query: str, ids: list[int]) -> None:
    assert [row["_id"] for row in get(client, query)["rows"]] == ids


def test_part_by_part(client: FlaskClient) -> None:
    first = get(client, "sort=-人口&limit=2&select=名称")
    assert first["rows"] == [{"名称": "南岗区"}, {"名称": "道里区"}]
    assert (first["total"], first["truncated"]) == (3, True)
    second = get(client, f"sort=-人口&limit=2&select=名称&after={first['next']}")
    assert second["rows"] == [{"名称": "道外区"}]
    assert (second["truncated"], second["next"]) == (False, None)


def test_a_cursor_stays_with_its_release(world: World) -> None:
    rows = "代码,人口\n" + "".join(f"{number:06},{number}\n" for number in range(1, 6))
    world.release("counted", files={"table.csv": rows})
    client = create_app(world.services).test_client()
    path = "/api/v1/datasets/counted/resources/table/rows"
    first = get(client, "limit=2&sort=-人口", path)
    world.release("counted", files={"table.csv": rows + "999999,9\n"})
    second = get(client, f"limit=2&sort=-人口&after={first['next']}", path)
    assert [row["人口"] for row in second["rows"]] == [3, 2]
    assert second["release"] == 1
    assert get(client, "", path)["release"] == 2
    assert get(client, "release=1", path)["total"] == 5
    mixed = client.get(f"{path}?limit=2&sort=-人口&release=2&after={first['next']}")
    assert (mixed.status_code, mixed.get_json()["type"]) == (400, "urn:kaifang:problem:rows-cursor")
    world.withdraw("counted", 1)
    assert client.get(f"{path}?limit=2&sort=-人口&after={first['next']}").status_code == 410
    assert client.get(f"{path}?release=1").status_code == 410
    assert get(client, "", path)["release"] == 2


def test_groups(client: FlaskClient) -> None:
    found = get(client, "agg=sum(人口),count(*),avg(人口),min(名称)")
    (row,) = found["rows"]
    assert row["sum(人口)"] == sum(one["人口"] for one in ALL)
    assert (row["count(*)"], found["total"], found["release"]) == (3, 1, 2)
    grouped = get(client, "group_by=名称&agg=max(人口)&sort=-max(人口)&limit=1")
    assert grouped["rows"] == [{"名称": "南岗区", "max(人口)": 1343857}]
    assert (grouped["total"], grouped["truncated"]) == (3, True)
    assert [one["type"] for one in grouped["fields"]] == ["string", "integer"]


def test_csv(client: FlaskClient) -> None:
    answer = client.get(f"{ROWS}?format=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=alpha-v2-districts.csv"
    assert (answer.headers["Kaifang-Total"], answer.headers["Kaifang-Truncated"]) == ("3", "false")
    assert answer.headers["Kaifang-Release"] == "2"
    frame = pandas.read_csv(io.BytesIO(answer.data), dtype={"代码": str})
    assert frame.to_dict("records") == ALL


def test_json_lines(client: FlaskClient) -> None:
    answer = client.get(f"{ROWS}?format=ndjson&select=名称&limit=2")
    assert [json.loads(line) for line in answer.data.splitlines()] == [{"名称": "道里区"}, {"名称": "南岗区"}]
    assert answer.headers["Kaifang-Truncated"] == "true"


def test_a_workbook(client: FlaskClient) -> None:
    answer = client.get(f"{ROWS}?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [list(ALL[0]), *(list(r.values()) for r in ALL)]


def test_parquet(client: FlaskClient, tmp_path: Any) -> None:
    (tmp_path / "t.parquet").write_bytes(client.get(f"{ROWS}?format=parquet&sort=-人口").data)
    found = duckdb.sql(f"SELECT 人口 FROM '{tmp_path / 't.parquet'}'").fetchall()
    assert found == [(1343857,), (923762,), (906421,)]


@pytest.mark.parametrize("format_", ["json", "csv", "ndjson", "xlsx", "parquet"])
def test_head_has_the_headers_alone(client: FlaskClient, format_: str) -> None:
    head, whole = (client.open(f"{ROWS}?format={format_}", method=method) for method in ("HEAD", "GET"))
    assert head.status_code == 200
    assert head.data == b""
    assert head.content_type == whole.content_type
    assert head.headers.get("Kaifang-Total") == whole.headers.get("Kaifang-Total")


@pytest.mark.parametrize(
    ("query", "kind", "parameter", "allowed"),
    [
        ("nosuch=1", "unknown-parameter", "nosuch", "名称"),
        ("nosuch__gt=1", "rows-column", "nosuch", "名称"),
        ("人口__contains=1", "rows-operator", "人口", "gte"),
        ("人口=many", "bad-value", "人口", "-12"),
        ("limit=10001", "bad-value", "limit", "0–10000"),
        ("limit=1&limit=2", "repeated-parameter", "limit", ""),
        ("format=pdf", "bad-value", "format", "csv"),
        ("sort=nosuch", "rows-column", "nosuch", "名称"),
        ("agg=median(人口)", "rows-aggregate", "median(人口)", "sum(…)"),
        ("after=x", "rows-cursor", "after", ""),
        ("after=x&format=csv", "rows-cursor", "after", ""),
        ("release=0", "bad-value", "release", "1–2147483647"),
        ("release=١", "bad-value", "release", "1–2147483647"),
        ("select=名称&group_by=名称", "rows-together", "select", ""),
    ],
)
def test_what_is_not_allowed(client: FlaskClient, query: str, kind: str, parameter: str, allowed: str) -> None:
    answer = client.get(f"{ROWS}?{query}")
    body = answer.get_json()
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert (body["type"], body["parameter"]) == (f"urn:kaifang:problem:{kind}", parameter)
    assert not allowed or allowed in body["allowed"]
    assert body["title"] != body["translations"]["en"]["title"] or kind.startswith("rows")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/datasets/alpha/resources/absent/rows", 404),
        ("/api/v1/datasets/absent/resources/districts/rows", 404),
        ("/api/v1/datasets/hidden/resources/districts/rows", 404),
        (f"{ROWS}?release=9", 404),
        ("/api/v1/datasets/gamma/resources/districts/rows", 410),
        ("/api/v1/datasets/delta/resources/beds/rows?release=1", 410),
        ("/api/v1/datasets/beta/resources/districts/rows", 403),
        ("/api/v1/datasets/beta/resources/districts/rows?release=1&format=csv", 403),
        ("/api/v1/datasets/beta/resources/absent/rows", 404),
    ],
)
def test_what_is_shut(client: FlaskClient, path: str, status: int) -> None:
    for method in ("GET", "HEAD"):
        answer = client.open(path, method=method)
        assert answer.status_code == status
        assert answer.content_type == "application/problem+json"


def test_the_cache_may_be_deleted(catalogue: Services) -> None:
    client = create_app(catalogue).test_client()
    before = get(client)
    catalogue.tables.close()
    for path in sorted((catalogue.settings.data_dir / "cache" / "tables").glob("*.duckdb")):
        path.write_bytes(b"cut short")
    assert get(client) == before
    catalogue.tables.close()
    for path in sorted((catalogue.settings.data_dir / "cache" / "tables").glob("*.duckdb")):
        path.unlink()
    assert get(client) == before
