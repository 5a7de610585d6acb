"""Findings from frictionless, the reference: place and code, never a cell; verdicts as its command gives them."""

import csv
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from portal.errors import PortalError
from portal.finding import Severity
from portal.intake.inference import infer
from portal.intake.profile import profile
from portal.intake.validation import STANDARD_DIALECT, prove, validate, validate_package, verdict
from portal.wording.disclosure import SENTENCES as DISCLOSURE
from portal.wording.intake_columns import SENTENCES

SECRET = "秘密的内容"
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "integer"},
        {"name": "grade", "type": "string", "constraints": {"enum": ["甲", "乙"]}},
    ],
    "primaryKey": ["id"],
}


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


def package(root: Path, **second: Any) -> dict[str, Any]:
    write(root / "data/a.csv", [["id", "grade"], ["1", "甲"], ["2", "乙"]])
    write(root / "data/b.csv", [["no", "a"], ["1", "1"], ["2", "9"]])
    key = {"fields": ["a"], "reference": {"resource": "a", "fields": ["id"]}}
    fields = [{"name": "no", "type": "integer"}, {"name": "a", "type": "integer"}]
    common = {"type": "table", "format": "csv", "encoding": "utf-8", "dialect": STANDARD_DIALECT}
    other = {"name": "b", "path": "data/b.csv", **common, "schema": {"fields": fields, "foreignKeys": [key]}} | second
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "resources": [{"name": "a", "path": "data/a.csv", **common, "schema": SCHEMA}, other],
    }
    (root / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return descriptor


def test_each_error_has_its_place_and_no_cell(tmp_path: Path) -> None:
    rows = [
        ["id", "gra"],
        ["1", "甲"],
        [SECRET, "乙"],
        ["3", SECRET],
        ["1", "甲"],
        ["4"],
        ["5", "甲", SECRET],
        ["", ""],
    ]
    report = validate(write(tmp_path / "t.csv", rows), SCHEMA, resource="beds")
    assert not report.valid
    assert report.rows == 7
    found = {(one.code, one.row, one.column) for one in report.findings}
    assert found >= {
        ("header.mismatch", 1, "grade"),
        ("cell.type", 3, "id"),
        ("cell.constraint", 4, "grade"),
        ("key.primary", 5, None),
        ("row.missing_cell", 6, "grade"),
        ("row.extra_cell", 7, None),
        ("row.blank", 8, None),
    }
    assert {(one.severity, one.resource) for one in report.findings} == {(Severity.BLOCK, "beds")}
    assert SECRET not in repr(report)
    assert report.errors == sum(report.by_code.values())
    assert set(report.by_code) <= SENTENCES.keys()


def test_all_errors_are_counted_and_the_first_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["id", "grade"], *([["x", "甲"]] * 2500)])
    report = validate(path, {"fields": SCHEMA["fields"]}, resource="t", limit=10)
    assert (report.errors, report.by_code, len(report.findings)) == (2500, {"cell.type": 2500}, 10)
    assert report.findings[0].row == 2


def test_a_bad_schema_is_a_finding(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["a"], ["1"]])
    report = validate(path, {"fields": [{"name": "a", "type": "wonder"}]}, resource="t")
    assert set(report.by_code) == {"schema.invalid"}
    assert not prove(path, {"fields": [{"name": "a"}, {"name": "a"}]}, resource="t").valid


def test_prove_leaves_constraints_and_bad_rows_to_the_reference(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["id", "grade"], ["1", "丙"], ["2", "丁"]])
    assert prove(path, SCHEMA, resource="t") == validate(path, SCHEMA, resource="t")
    plain = {"fields": [{"name": "id", "type": "integer"}, {"name": "grade", "type": "string"}]}
    assert prove(path, plain, resource="t").valid
    for bad in ([["1", "甲", "乙"]], [["1"]], [["", ""]], [["x", "y"]]):
        changed = write(tmp_path / "u.csv", [["id", "grade"], *bad])
        assert not prove(changed, plain, resource="t").valid
    assert not prove(write(tmp_path / "u.csv", [["id", "Grade"], ["1", "x"]]), plain, resource="t").valid


def test_foreign_keys_are_checked_across_the_package(tmp_path: Path) -> None:
    report = validate_package(tmp_path, package(tmp_path))
    (finding,) = report.findings
    assert (finding.code, finding.resource, finding.row) == ("key.foreign", "b", 3)
    assert dict(finding.params) == {"fields": "a", "reference": "a"}
    assert report.rows == 4


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({"path": "https://data.example/b.csv"}, "descriptor.remote"),
        ({"path": "../b.csv"}, "descriptor.outside"),
        ({"path": "/etc/passwd"}, "descriptor.outside"),
        ({"schema": "https://data.example/schema.json"}, "descriptor.remote"),
        ({"path": "data/none.csv"}, "file.unreadable"),
        ({"bytes": 1, "schema": {"fields": []}}, "file.bytes"),
        ({"schema": {"fields": [{"name": "x", "type": "integer"}, {"name": "a", "type": "any"}]}}, "header.mismatch"),
        ({"name": 3}, "descriptor.invalid"),
    ],
)
def test_what_is_wrong_with_a_descriptor_is_a_finding(second: dict[str, Any], code: str, tmp_path: Path) -> None:
    report = validate_package(tmp_path, package(tmp_path, **second))
    assert not report.valid
    assert code in report.by_code
    assert str(tmp_path) not in repr(report)


def command_says_valid(path: Path) -> bool:
    """Ask the real command."""
    argument = "datapackage.json" if path.is_dir() else path.name
    folder = path if path.is_dir() else path.parent
    command = [sys.executable, "-m", "frictionless", "validate", argument]
    return subprocess.run(command, cwd=folder, capture_output=True, env=dict(os.environ), check=False).returncode == 0


def test_the_verdict_is_that_of_the_command(tmp_path: Path) -> None:
    package(tmp_path / "bad")
    package(tmp_path / "good", schema={"fields": [{"name": "no", "type": "integer"}, {"name": "a", "type": "integer"}]})
    write(tmp_path / "fine.csv", [["a", "b"], ["1", "x"], ["2", "y"]])
    write(tmp_path / "ragged.csv", [["a", "b"], ["1", "x"], ["2"]])
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "broken.json").write_text('{"resources": [')
    for name in ("bad", "good", "fine.csv", "ragged.csv", "empty.csv", "broken.json"):
        valid, report = verdict(tmp_path / name)
        assert valid == report.valid == command_says_valid(tmp_path / name), name
    assert verdict(tmp_path / "good")[0]
    with pytest.raises(PortalError, match=r"validate\.unreadable"):
        verdict(tmp_path / "none.csv")


def test_a_descriptor_in_yaml_or_with_a_mark_is_read(tmp_path: Path) -> None:
    package(tmp_path, schema={"fields": [{"name": "no", "type": "integer"}, {"name": "a", "type": "integer"}]})
    plain = (tmp_path / "datapackage.json").read_bytes()
    (tmp_path / "datapackage.json").write_bytes(b"\xef\xbb\xbf" + plain)
    valid, report = verdict(tmp_path)
    assert valid
    assert [(one.code, one.severity) for one in report.findings] == [("descriptor.normalised", Severity.INFO)]
    (tmp_path / "datapackage.json").unlink()
    (tmp_path / "datapackage.yaml").write_bytes(plain)  # JSON is YAML
    assert verdict(tmp_path)[0]


def test_without_its_dialect_the_reference_misreads_a_standard_csv(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"x"";""y",1\n"x"";""y",2\n', encoding="utf-8")
    schema = infer(path)
    assert prove(path, schema, resource="t") == validate(path, schema, resource="t")
    assert prove(path, schema, resource="t").valid


def test_profile(tmp_path: Path) -> None:
    rows = [["n", "d", "是否", "t", "年"]]
    rows += [
        ["1", "2024-03-05", "是", "甲", "2023"],
        ["-", "", "否", "", "2024"],
        ["10", "2023-01-01", "是", "乙乙", "2024"],
    ]
    for newline in ("\n", "\r\n"):
        path = write(tmp_path / "t.csv", rows)
        path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
        found = profile(path, infer(path))
        assert json.loads(json.dumps(found)) == found
        n, d, b, t, y = found["columns"]
        assert found["rows"] == 3
        assert n == {
            "name": "n",
            "type": "integer",
            "nulls": 1,
            "distinct": 2,
            "min": 1,
            "max": 10,
            "examples": ["1", "10"],
        }
        assert (d["min"], d["max"], d["nulls"]) == ("2023-01-01", "2024-03-05", 1)
        assert (b["true"], b["distinct"]) == (2, 2)
        assert (t["min_length"], t["max_length"], t["examples"]) == (1, 2, ["甲", "乙乙"])
        assert (y["type"], y["min"], y["max"]) == ("year", 2023, 2024)


def test_profile_of_what_does_not_fit_counts_it(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["a", "b"], ["1", "x"], ["oops", "y"], ["NaN"], ["3", "z", "more"]])
    found = profile(path, {"fields": [{"name": "a", "type": "number"}, {"name": "b", "type": "string"}]})
    assert found["rows"] == 4
    assert found["columns"][0]["invalid"] == 1
    assert (found["columns"][0]["min"], found["columns"][0]["max"]) == (1.0, 3.0)
    assert found["columns"][1]["nulls"] == 1


def test_profile_finds_an_example_beyond_the_first_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["a", "b"], *([["1", ""]] * 1500), ["1", "late"]])
    assert profile(path, infer(path))["columns"][1]["examples"] == ["late"]


def test_many_distinct_values_are_estimated_and_say_so(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["a", "b"], *([str(n), str(n % 7)] for n in range(120_000))])
    a, b = profile(path, infer(path))["columns"]
    assert a["distinct_approx"]
    assert a["distinct"] == pytest.approx(120_000, rel=0.1)
    assert b["distinct"] == 7
    assert "distinct_approx" not in b


def test_every_code_has_its_words() -> None:
    for words in (*SENTENCES.values(), *DISCLOSURE.values()):
        assert len(words) == 2
        assert str(words[0])


def test_a_table_alone_is_checked_for_keys_to_itself_only(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["id", "parent"], ["1", ""], ["2", "1"], ["3", "9"]])
    fields = [{"name": "id", "type": "integer"}, {"name": "parent", "type": "integer"}]
    own = {"fields": ["parent"], "reference": {"resource": "", "fields": ["id"]}}
    other = {"fields": ["parent"], "reference": {"resource": "elsewhere", "fields": ["id"]}}
    report = validate(path, {"fields": fields, "foreignKeys": [own, other]}, resource="t")
    assert [(one.code, one.row) for one in report.findings] == [("key.foreign", 4)]


def test_validation_never_reaches_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_kwargs: asked.append(args) or [])
    descriptor = package(tmp_path) | {"profile": "https://data.example/profile.json"}
    assert not validate_package(tmp_path, descriptor).valid
    del descriptor["profile"]
    assert not validate_package(tmp_path, descriptor | {"$schema": "https://data.example/profile.json"}).valid
    assert asked == []
