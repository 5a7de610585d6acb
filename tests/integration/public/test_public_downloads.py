"""Files of a release: immutable, in part or whole, and never read from the start for a part."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from portal.web.public.joined import Joined
from portal.web.rows import first_rows

ROOT = "/datasets/alpha/releases/2"
FILES = ["/datapackage.json", "/data/districts.csv", "/data/districts.parquet", "/alpha-v2.zip"]


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_named_by_its_hash(client: FlaskClient, path: str) -> None:
    whole = client.get(ROOT + path)
    digest = hashlib.sha256(whole.data).hexdigest()
    assert whole.status_code == 200
    assert whole.headers["ETag"] == f'"{digest}"'
    assert whole.headers["Cache-Control"] == "public, max-age=31536000, s-maxage=60, immutable"
    assert whole.headers["Content-Length"] == str(len(whole.data))
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "Set-Cookie" not in whole.headers
    assert whole.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", FILES)
def test_head_range_and_condition(client: FlaskClient, path: str) -> None:
    whole = client.get(ROOT + path)
    size = len(whole.data)
    head = client.head(ROOT + path)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Length", "ETag", "Content-Type", "Accept-Ranges"):
        assert head.headers[name] == whole.headers[name]
    for asked, expected in (
        ("bytes=0-0", whole.data[:1]),
        ("bytes=10-49", whole.data[10:50]),
        ("bytes=-7", whole.data[-7:]),
        (f"bytes={size - 3}-", whole.data[-3:]),
        (f"bytes=5-{size * 2}", whole.data[5:]),
    ):
        part = client.get(ROOT + path, headers={"Range": asked})
        assert (part.status_code, part.data) == (206, expected)
        assert part.headers["Content-Range"].endswith(f"/{size}")
        assert part.headers["Content-Length"] == str(len(expected))
    beyond = client.get(ROOT + path, headers={"Range": f"bytes={size}-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{size}"
    kept = client.get(ROOT + path, headers={"If-None-Match": whole.headers["ETag"]})
    assert (kept.status_code, kept.data) == (304, b"")
    assert kept.headers["ETag"] == whole.headers["ETag"]
    other = client.get(ROOT + path, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    assert other.status_code == 200


def test_the_zip_is_one_file(client: FlaskClient) -> None:
    content = client.get(f"{ROOT}/alpha-v2.zip").data
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        assert {"datapackage.json", "ledger.json", "profile.json", "data/districts.csv"} <= set(opened.namelist())


def test_types_and_names(client: FlaskClient) -> None:
    csv = client.get(f"{ROOT}/data/districts.csv")
    assert csv.content_type == "text/csv; charset=utf-8"
    assert csv.headers["Content-Disposition"] == "attachment; filename=districts.csv"
    descriptor = client.get(f"{ROOT}/datapackage.json")
    assert descriptor.content_type == "application/json"
    assert "Content-Disposition" not in descriptor.headers
    assert client.get(f"{ROOT}/alpha-v2.zip").content_type == "application/zip"


def test_latest_leads_to_the_number(client: FlaskClient) -> None:
    latest = "/datasets/alpha/releases/latest"
    for rest in ("", "/datapackage.json", "/data/districts.csv"):
        answer = client.get(latest + rest)
        assert (answer.status_code, answer.headers["Location"]) == (302, ROOT + rest)
    assert client.get(f"{latest}/alpha-vlatest.zip").headers["Location"] == f"{ROOT}/alpha-v2.zip"
    assert client.get(f"{latest}/a b%3F%23").headers["Location"] == f"{ROOT}/a%20b%3F%23"
    assert client.get(f"{latest}/a%0d%0ab").status_code == 404
    assert client.get("/datasets/hidden/releases/latest").status_code == 404


def test_what_is_not_a_file_of_the_release(client: FlaskClient) -> None:
    for path in ("/data/none.csv", "/data/..%2Fdatapackage.json", "/beta-v1.zip", "/alpha-v1.zip", "/data/"):
        assert client.get(ROOT + path).status_code == 404
    for number in ("3", "0", "-1", "99999999999999999999", "x"):
        assert client.get(f"/datasets/alpha/releases/{number}/datapackage.json").status_code == 404


@given(
    prefix=st.binary(max_size=40),
    tail=st.binary(max_size=40),
    steps=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 50)), max_size=10),
)
def test_two_pieces_read_as_one(prefix: bytes, tail: bytes, steps: list[tuple[int, int]]) -> None:
    plain, joined = io.BytesIO(prefix + tail), Joined(io.BytesIO(prefix), len(prefix), tail)
    for place, size in steps:
        assert plain.seek(place) == joined.seek(place)
        wanted, got = plain.read(size), b""
        while len(got) < len(wanted):
            got += (piece := joined.read(size - len(got)))
            assert piece
        assert got == wanted
        assert joined.tell() == plain.tell()
    joined.seek(0)
    assert joined.read() == prefix + tail


def test_first_rows_of_odd_files(tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(b"a,b\n1\n2,3,4\n" + b"x" * 400 + b",5\n")
    rows = first_rows(file, ("a", "b"), 100)
    assert rows[:2] == [["1", ""], ["2", "3"]]
    assert len(rows[2][0]) == 300
    assert first_rows(file, ("a", "b"), 1) == rows[:1]
    file.write_bytes(b"a\n\xff\n")
    assert first_rows(file, ("a",), 1) == []
