"""What is packed: members as parts, Chinese names, bombs, and paths that lead out."""

import csv
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from portal.intake.describe import describe
from portal.intake.parts import Limits, ReadError
from portal.intake.standard import standardise


def packed(tmp_path: Path, members: dict[str, bytes], name: str = "a.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def test_members_become_parts(tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {
            "数据/医院.csv": "编号;名称\n1;一院\n2;二院\n".encode(),
            "b/医院.csv": b"id,n\n1,2\n",
            "读我.pdf": b"%PDF-1.7 x",
            "__MACOSX/._x": b"x",
        },
    )
    parts = describe(path)
    assert [(part.name, part.kind, part.member) for part in parts] == [
        ("yi-yuan", "table", "数据/医院.csv"),
        ("yi-yuan-2", "table", "b/医院.csv"),
        ("du-wo", "opaque", "读我.pdf"),
    ]
    target = tmp_path / "out"
    target.mkdir()
    made = [standardise(part, target) for part in parts]
    assert made[1].path.read_bytes() == b"id,n\n1,2\n"
    assert made[0].path.read_text(encoding="utf-8") == "编号,名称\n1,一院\n2,二院\n"
    assert made[2].path.name == "du-wo.pdf"
    assert {item.original["name"] for item in made} == {"a.zip"}
    assert {item.original["bytes"] for item in made} == {path.stat().st_size}


def test_a_workbook_in_a_zip(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["区", "人口"], ["道里区", 80], ["南岗区", 90]):
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    (part,) = describe(packed(tmp_path, {"x.xlsx": buffer.getvalue()}))
    assert (part.member, part.sheet, part.rows) == ("x.xlsx", "Sheet", 2)


def test_names_of_a_chinese_windows(tmp_path: Path) -> None:
    path = packed(tmp_path, {"XXXX.csv": b"id,n\n1,2\n"})
    path.write_bytes(path.read_bytes().replace(b"XXXX", "医院".encode("gbk")))
    (part,) = describe(path)
    assert part.member == "医院.csv"


def test_a_map_layer_stays_whole(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.shp": b"\0\0\x27\x0a", "a.dbf": b"\x03", "a.csv": b"id,n\n1,2\n"}, "layer.zip")
    (part,) = describe(path)
    assert (part.kind, part.format, part.name) == ("opaque", "zip", "layer")


@pytest.mark.parametrize("name", ["../../x.csv", "/etc/x.csv", "a/../../x.csv", "..\\x.csv", "C:\\x.csv"])
def test_paths_that_lead_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError) as caught:
        describe(packed(tmp_path, {name: b"id,n\n1,2\n"}))
    assert caught.value.code == "read.zip_path"
    assert str(caught.value.params["member"]).endswith("x.csv")


def test_a_bomb_is_refused_by_what_it_states(tmp_path: Path) -> None:
    path = packed(tmp_path, {"x.csv": b"0" * 5_000_000})
    with pytest.raises(ReadError) as caught:
        describe(path, limits=Limits(ratio_from=1_000_000))
    assert (caught.value.code, caught.value.params["bytes"]) == ("read.zip_bomb", 5_000_000)
    with pytest.raises(ReadError) as caught:
        describe(path, limits=Limits(unpacked_bytes=4_000_000))
    assert caught.value.code == "read.zip_bomb"


def test_a_gzip_bomb_is_refused_by_what_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(ReadError) as caught:
        describe(path, limits=Limits(ratio_from=1_000_000))
    assert caught.value.code == "read.zip_bomb"


def test_a_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    path = packed(tmp_path, {"x.csv": b"id,n\n" + b"1,2\n" * 10_000})
    data = path.read_bytes().replace((40_005).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        describe(path)
    assert caught.value.code == "read.bad_zip"


def test_too_many_members(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        describe(packed(tmp_path, {f"{n}.csv": b"" for n in range(20)}), limits=Limits(members=10))
    assert (caught.value.code, caught.value.params["files"]) == ("read.zip_bomb", 20)


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = packed(tmp_path, {"x.csv": b"id,n\n1,2\n"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ReadError) as caught:
        describe(path)
    assert caught.value.code == "read.encrypted"


def test_a_bad_member_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        describe(packed(tmp_path, {"good.csv": b"id,n\n1,2\n", "dir/bad.csv": b"\x89PNG\r\n\x1a\n\0"}))
    assert (caught.value.code, caught.value.params["name"]) == ("read.binary", "a.zip: dir/bad.csv")


def test_an_empty_zip(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        describe(packed(tmp_path, {}))
    assert caught.value.code == "read.empty"


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "data.tsv.gz"
    path.write_bytes(gzip.compress(b"id\tname\n1\ta\n2\tb\n"))
    (part,) = describe(path)
    target = tmp_path / "out"
    target.mkdir()
    made = standardise(part, target)
    with made.path.open(newline="") as file:
        assert list(csv.reader(file)) == [["id", "name"], ["1", "a"], ["2", "b"]]
    assert [step["step"] for step in made.steps] == ["unpacked", "delimiter"]
    assert (made.path.name, made.original["name"]) == ("data.csv", "data.tsv.gz")


def test_many_members_take_the_time_of_many_not_of_their_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    class Counted(zipfile.ZipFile):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            opened.append(arguments)
            super().__init__(*arguments, **named)

    path = packed(tmp_path, {f"{number}.csv": b"a,b\n1,2\n" for number in range(200)})
    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    assert len(describe(path)) == 200
    assert len(opened) < 10


def test_a_directory_that_points_before_the_file(tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path, {"a.csv": b"a,b\n1,2\n"}).read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 20] = (5).to_bytes(4, "little") + (2**31).to_bytes(4, "little")  # size and place
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=r"read\.bad_zip"):
        describe(path)
