"""The DataStore: rows by filter, order and part; the whole as a file; nothing of what is shut."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import ckanapi
import pandas as pd
import pytest
from flask.testing import FlaskClient

from portal.api.ckan import dump as dumping

Ask = Callable[..., Any]
ROWS = [["230102", "道里区", 923762], ["230103", "南岗区", 1343857], ["230104", "道外区", 906421]]


@pytest.fixture
def table(ask: Ask) -> str:
    """Give the id of a table with three rows: 代码, 名称, 人口."""
    return str(ask("package_show", id="alpha")["resources"][0]["id"])


def test_all_rows(ask: Ask, table: str) -> None:
    found = ask("datastore_search", resource_id=table)
    assert [one["id"] for one in found["fields"]] == ["_id", "代码", "名称", "人口"]
    assert [one["type"] for one in found["fields"]] == ["int", "text", "text", "numeric"]
    assert found["records"][0] == {"_id": 1, "代码": "230102", "名称": "道里区", "人口": 923762}
    assert {key: found[key] for key in ("total", "total_was_estimated", "limit", "records_format", "resource_id")} == {
        "total": 3,
        "total_was_estimated": False,
        "limit": 100,
        "records_format": "objects",
        "resource_id": table,
    }
    assert ask("datastore_search", id=table)["records"] == found["records"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"filters": {"名称": "道里区"}}, [1]),
        ({"filters": {"名称": ["道里区", "道外区"]}}, [1, 3]),
        ({"filters": {"代码": 230103}}, [2]),
        ({"filters": {"人口": "923762"}}, [1]),
        ({"filters": {"人口": 923762.0}}, [1]),
        ({"filters": {"人口": {"gte": 923762, "lt": 1000000}}}, [1]),
        ({"filters": {"人口": None}}, []),
        ({"filters": {"_id": 2}}, [2]),
        ({"filters": {"名称": []}}, []),
        ({"filters": {"名称": "'; DROP TABLE data; --"}}, []),
        ({"q": {"名称": "道"}}, [1, 3]),
        ({"sort": "人口 desc"}, [2, 1, 3]),
        ({"sort": '"人口" ASC nulls last, _id'}, [3, 1, 2]),
        ({"sort": ["人口"]}, [3, 1, 2]),
        ({"sort": "人口 desc, 人口 asc"}, [2, 1, 3]),
        ({"limit": 1, "offset": 1}, [2]),
        ({"limit": "1", "offset": "1", "sort": "人口"}, [1]),
        ({"limit": 0}, []),
        ({"offset": 10**30}, []),
        ({"limit": 1_000_000}, [1, 2, 3]),
    ],
)
def test_part(client: FlaskClient, ask: Ask, table: str, parameters: dict[str, Any], expected: list[int]) -> None:
    by_post = client.post("/api/3/action/datastore_search", json={"resource_id": table, **parameters}).get_json()
    assert [one["_id"] for one in by_post["result"]["records"]] == expected
    assert by_post["result"]["limit"] == min(int(parameters.get("limit", 100)), 32_000)
    written = {name: json.dumps(one) if isinstance(one, dict) else one for name, one in parameters.items()}
    by_get = ask("datastore_search", resource_id=table, **written)
    assert [one["_id"] for one in by_get["records"]] == expected


@pytest.mark.parametrize(
    ("parameters", "about"),
    [
        ({"filters": {"颜色": 1}}, "filters"),
        ({"filters": {"人口": "many"}}, "filters"),
        ({"filters": {"人口": {"like": 1}}}, "filters"),
        ({"filters": "{"}, "filters"),
        ({"filters": [1]}, "filters"),
        ({"filters": {"名称": "\0"}}, "filters"),
        ({"filters": {"名称": "\ud800"}}, "filters"),
        ({"filters": {"人口": 10**40}}, "filters"),
        ({"filters": '{"代码": NaN}'}, "filters"),
        ({"filters": {"名称": [["a"]]}}, "filters"),
        ({"q": "道里"}, "q"),
        ({"q": {"人口": "9"}}, "q"),
        ({"fields": "颜色"}, "fields"),
        ({"sort": "颜色"}, "sort"),
        ({"sort": "人口 nulls first"}, "sort"),
        ({"sort": '"'}, None),
        ({"limit": -1}, "limit"),
        ({"records_format": "xlsx"}, "records_format"),
    ],
)
def test_what_cannot_be_asked(client: FlaskClient, table: str, parameters: dict[str, Any], about: str | None) -> None:
    body = json.dumps({"resource_id": table, **parameters})
    answer = client.post("/api/3/action/datastore_search", data=body, content_type="application/json")
    if about is None:
        assert answer.status_code in (200, 409)
        return
    assert answer.status_code == 409
    assert list(answer.get_json()["error"]) == ["__type", about]


def test_fields_and_forms(ask: Ask, table: str) -> None:
    lists = ask("datastore_search", resource_id=table, fields="名称,人口", records_format="lists", sort="_id desc")
    assert lists["records"] == [row[1:] for row in reversed(ROWS)]
    assert [one["id"] for one in lists["fields"]] == ["名称", "人口"]
    assert ask("datastore_search", resource_id=table, records_format="csv", limit=1)["records"] == (
        "1,230102,道里区,923762\n"
    )
    distinct = ask("datastore_search", resource_id=table, fields="名称", distinct="true", limit=2)
    assert (distinct["total"], len(distinct["records"])) == (3, 2)
    assert "total" not in ask("datastore_search", resource_id=table, include_total="false")


def test_neighbours(ask: Ask, client: FlaskClient, table: str) -> None:
    seen, path = [], f"/api/3/action/datastore_search?resource_id={table}&limit=2"
    while records := (found := client.get(path).get_json()["result"])["records"]:
        seen += [one["_id"] for one in records]
        path = found["_links"]["next"]
    assert seen == [1, 2, 3]


def test_the_next_page_by_number(client: FlaskClient, table: str) -> None:
    """As CKAN from 2.12 on leads on: what to merge into the filters."""

    def page(**parameters: Any) -> Any:
        body = {"resource_id": table, "limit": 2, "include_next_page": True, **parameters}
        return client.post("/api/3/action/datastore_search", json=body).get_json()["result"]

    first = page()
    assert first["next_page"] == {"_id": {"gt": 2}}
    last = page(filters=first["next_page"])
    assert ([one["_id"] for one in last["records"]], last["next_page"]) == ([3], None)
    for other in ({"sort": "人口"}, {"fields": "名称"}, {"include_next_page": False}, {"distinct": True}):
        assert "next_page" not in page(**other)


def test_what_a_table_is(ask: Ask, table: str) -> None:
    info = ask("datastore_info", id=table)
    assert (info["meta"]["id"], info["meta"]["count"]) == (table, 3)
    assert info["meta"]["size"] > 0
    assert [(one["id"], one["type"]) for one in info["fields"]] == [
        ("代码", "text"),
        ("名称", "text"),
        ("人口", "numeric"),
    ]
    beds = ask("package_show", id="delta")["resources"][0]
    assert beds["datastore_active"] is True
    assert ask("datastore_info", resource_id=beds["id"])["fields"][1]["info"]["label"] == "床位数"


def test_rows_of_conditional_data_are_shut(ask: Ask, client: FlaskClient) -> None:
    shut = ask("package_show", id="beta")["resources"][0]["id"]
    for action in ("datastore_search", "datastore_info"):
        answer = client.post(f"/api/3/action/{action}", json={"resource_id": shut})
        error = answer.get_json()["error"]
        assert (answer.status_code, error["__type"]) == (403, "Authorization Error")
        assert "http://localhost/datasets/beta" in error["message"]
    for style in ("csv", "tsv", "json", "xml"):
        assert client.get(f"/datastore/dump/{shut}?format={style}").status_code == 403


def test_what_is_not_there(client: FlaskClient) -> None:
    for id_ in ("0d9a3e7f-5c1b-4f6e-9b1d-2a4c8e6f0b13", "never", "_table_metadata"):
        answer = client.post("/api/3/action/datastore_search", json={"resource_id": id_})
        told = {"__type": "Not Found Error", "message": f'Not found: Resource "{id_}" was not found.'}
        assert (answer.status_code, answer.get_json()["error"]) == (404, told)
        assert client.get(f"/datastore/dump/{id_}").status_code == 404
    answer = client.post("/api/3/action/datastore_search", json={})
    assert answer.get_json()["error"] == {"__type": "Validation Error", "resource_id": ["Missing value"]}


@pytest.mark.parametrize("page", [2, 10_000])
def test_dump(client: FlaskClient, table: str, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumping, "_PAGE", page)
    given = client.get(f"/datastore/dump/{table}")
    assert given.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert given.headers["Access-Control-Allow-Origin"] == "*"
    assert given.headers["Content-Disposition"] == f"attachment; filename={table}.csv"
    expected = [[str(number), *map(str, row)] for number, row in enumerate(ROWS, 1)]
    header = ["_id", "代码", "名称", "人口"]
    assert list(csv.reader(io.StringIO(given.get_data(as_text=True)))) == [header, *expected]
    tsv = client.get(f"/datastore/dump/{table}?format=tsv&bom=true")
    assert tsv.data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(tsv.data.decode("utf-8-sig")), delimiter="\t")) == [header, *expected]
    whole = client.get(f"/datastore/dump/{table}?format=json").get_json()
    assert whole["records"] == [[number, *row] for number, row in enumerate(ROWS, 1)]
    assert [one["id"] for one in whole["fields"]] == header
    root = ET.fromstring(client.get(f"/datastore/dump/{table}?format=xml").data)  # noqa: S314 our own answer
    assert [[row.get("_id"), *(cell.text for cell in row)] for row in root] == expected
    assert root[0][1].tag == "名称"


def test_dump_of_a_part(client: FlaskClient, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumping, "_PAGE", 1)
    part = f"/datastore/dump/{table}?format=json&fields=名称&sort=人口+desc&limit=2"
    assert client.get(part).get_json()["records"] == [["南岗区"], ["道里区"]]
    rest = client.get(f"/datastore/dump/{table}?format=json&fields=代码&offset=1").get_json()
    assert rest["records"] == [["230103"], ["230104"]]
    filters = json.dumps({"名称": "道外区"})
    given = client.get(f"/datastore/dump/{table}", query_string={"filters": filters, "fields": "人口"})
    assert given.get_data(as_text=True).split() == ["人口", "906421"]
    assert client.get(f"/datastore/dump/{table}?format=json&limit=0").get_json()["records"] == []
    assert client.get(f"/datastore/dump/{table}?format=doc").status_code == 400
    assert client.get(f"/datastore/dump/{table}?sort=none").status_code == 409
    assert client.head(f"/datastore/dump/{table}").status_code == 200


def test_clients_read_rows(remote: ckanapi.RemoteCKAN, address: str) -> None:
    one = remote.action.package_show(id="alpha")["resources"][0]
    assert one["datastore_active"] is True
    found = remote.action.datastore_search(resource_id=one["id"], filters={"名称": "南岗区"})
    frame = pd.DataFrame(found["records"])
    assert frame["人口"].tolist() == [1343857]
    whole = pd.read_csv(f"{address}/datastore/dump/{one['id']}?bom=True", dtype={"代码": str})
    assert whole.columns.tolist() == ["_id", "代码", "名称", "人口"]
    assert whole["人口"].sum() == 923762 + 1343857 + 906421
    shut = remote.action.package_show(id="beta")["resources"][0]
    with pytest.raises(ckanapi.NotAuthorized):
        remote.action.datastore_search(resource_id=shut["id"])
