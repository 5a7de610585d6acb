"""A file with a descriptor is read as it says, and nothing is repaired."""

from pathlib import Path
from typing import Any

import pytest

from portal.intake.parts import ReadError
from portal.intake.resource import part_from_resource
from portal.intake.standard import standardise


def made(tmp_path: Path, data: bytes, name: str = "a.csv", **resource: Any) -> tuple[bytes, Any]:
    path = tmp_path / name
    path.write_bytes(data)
    part = part_from_resource(path, {"name": "r", "path": name, **resource})
    target = tmp_path / "out"
    target.mkdir(exist_ok=True)
    standard = standardise(part, target)
    assert part.name == "r"
    return standard.path.read_bytes(), standard


@pytest.mark.parametrize(
    "data",
    [
        b"id,name\n1,a\n",
        b"id,name\n1,a\n\n,\n2\n3,b,c\n",  # blank rows, short and long ones: for validation to find
        b"id,id,\n1,2,3\n",
        b'id,name\r\n1,"a\nb"\r\n',
        b'id,name\n1,x "y" z\n2,"a" b\n',
    ],
)
def test_standard_form_keeps_its_bytes(tmp_path: Path, data: bytes) -> None:
    out, standard = made(tmp_path, data)
    assert out == data
    assert standard.steps == ()


def test_dialect_and_encoding_of_the_descriptor(tmp_path: Path) -> None:
    data = "编号;'名;称'\n1;'二'\n\n;\n3\n".encode("gb18030")
    dialect = {"csv": {"delimiter": ";", "quoteChar": "'"}}
    out, standard = made(tmp_path, data, encoding="gbk", dialect=dialect)
    assert out.decode() == "编号,名;称\r\n1,二\r\n\r\n,\r\n3\r\n"
    assert [step["step"] for step in standard.steps] == ["encoding", "delimiter", "dialect"]
    assert standard.columns == ("编号", "名;称")
    assert standard.rows == 4  # blank rows are errors to be named, so they count


def test_no_header_takes_the_names_of_the_schema(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a"}, {"name": "b"}]}
    out, _ = made(tmp_path, b"1,2\n3,4\n", dialect={"header": False}, schema=schema)
    assert out == b"a,b\r\n1,2\r\n3,4\r\n"


def test_header_rows_and_comments(tmp_path: Path) -> None:
    dialect = {"headerRows": [2, 3], "commentChar": "#"}
    out, standard = made(tmp_path, b"title,\n#x\na,b\nc,d\n1,2\n", dialect=dialect)
    assert out == b"a / c,b / d\r\n1,2\r\n"
    assert standard.rows == 1


def test_tab_by_format(tmp_path: Path) -> None:
    out, _ = made(tmp_path, b"a\tb\n1,5\t2\n", "a.tsv")
    assert out == b'a,b\r\n"1,5",2\r\n'


def test_anything_else_is_opaque(tmp_path: Path) -> None:
    out, standard = made(tmp_path, b"%PDF-1.7", "a.pdf")
    assert out == b"%PDF-1.7"
    assert (standard.rows, standard.path.name) == (None, "r.pdf")


def test_json_with_a_schema_is_a_table(tmp_path: Path) -> None:
    out, _ = made(tmp_path, b'[{"a": 1}, {"a": 2}]', "a.json", schema={"fields": [{"name": "a"}]})
    assert out == b"a\r\n1\r\n2\r\n"


@pytest.mark.parametrize(
    ("data", "resource", "code"),
    [
        (b"", {}, "read.empty"),
        ("编号\n中文字\n".encode("gbk"), {}, "read.encoding_mixed"),
        (b"a,b\n", {"encoding": "klingon"}, "read.encoding_name"),
        (b"a,b\n", {"dialect": {"delimiter": "::"}}, "read.dialect"),
        (b"a,b\n", {"dialect": {"headerRows": "x"}}, "read.dialect"),
        (b"a,b\n", {"dialect": {"headerRows": [9]}}, "read.dialect"),
    ],
)
def test_a_descriptor_that_does_not_fit(tmp_path: Path, data: bytes, resource: dict[str, Any], code: str) -> None:
    with pytest.raises(ReadError) as caught:
        made(tmp_path, data, **resource)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("encoding", "code"),
    [
        ("zlib", "read.encoding_name"),
        ("hex", "read.encoding_name"),
        ("rot13", "read.encoding_name"),
        ("idna", "read.encoding_name"),
        ("unicode_escape", "read.encoding_name"),
        ("undefined", "read.encoding_name"),
        ("a\0b", "read.encoding_name"),
        ("utf-16", "read.encoding_mixed"),  # without its mark
    ],
)
def test_an_encoding_that_no_file_has(tmp_path: Path, encoding: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        made(tmp_path, b"a,b\n1,2\n", encoding=encoding)
    assert (caught.value.code, caught.value.params["name"]) == (code, "a.csv")


def test_encodings_beyond_the_closed_set_are_taken_at_their_word(tmp_path: Path) -> None:
    text = "a,b\n1,é\n"
    for encoding in ("iso-8859-15", "utf-16", "mac_roman"):
        assert made(tmp_path, text.encode(encoding), encoding=encoding)[0].decode().splitlines() == ["a,b", "1,é"]
