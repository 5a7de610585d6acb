"""The run over real input, on a small folder of its own."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.real import main
from benchmarks.real_agreement import Compared, Expected, floor_breaks
from benchmarks.real_verdicts import frictionless_verdicts, once_read
from benchmarks.real_way import Item, Outcome

BEDS = "医院,床位\n市一院,1200\n市二院,850\n"
SCHEMA = {"fields": [{"name": "医院", "type": "string"}, {"name": "床位", "type": "integer"}]}
COLUMNS = (
    "file part encoding expected_rows expected_columns outcome certainty frictionless_valid frictionless_errors".split()
)


def package(folder: Path, name: str, data: str, *, mark: str = "") -> None:
    place = folder / "packages" / name
    place.mkdir(parents=True)
    (place / "beds.csv").write_text(data, encoding="utf-8")
    resource = {"name": "beds", "path": "beds.csv", "schema": SCHEMA}
    descriptor = json.dumps({"name": name, "resources": [resource]}, ensure_ascii=False)
    (place / "datapackage.json").write_text(mark + descriptor, encoding="utf-8")


def expect(folder: Path, *rows: Mapping[str, str]) -> None:
    with (folder / "expected.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)


def published(name: str, verdict: str) -> dict[str, str]:
    return {"file": f"packages/{name}/datapackage.json", "outcome": "package", "frictionless_valid": verdict}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "messy").mkdir()
    package(tmp_path, "sound", BEDS)
    return tmp_path


@pytest.mark.long
def test_a_run_tells_released_from_stopped_and_marks_intended_differences(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package(folder, "broken", BEDS.replace("850", "many"))
    package(folder, "marked", BEDS, mark="\ufeff")
    (folder / "messy" / "beds.csv").write_bytes(BEDS.encode("gb18030"))
    (folder / "messy" / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    table = {"file": "messy/beds.csv", "encoding": "gb18030", "expected_rows": "2", "expected_columns": "2"}
    expect(
        folder,
        published("sound", "valid"),
        published("broken", "invalid"),
        published("marked", "invalid"),
        table | {"outcome": "package", "certainty": "sure"},
        {"file": "messy/picture.csv", "outcome": "refuse", "certainty": "sure"},
    )

    code = main([str(folder)])

    out = capsys.readouterr().out
    assert code == 0, out
    assert "packages: 2 released, 1 stopped by findings" in out
    assert "messy: 1 released, 1 not packaged" in out
    assert "broken: beds, row 3, column 床位: " in out
    assert "sure: 2 of 2 agree" in out
    assert out.count("intended difference") == 1
    assert "downloaded and verified: 3 of 3 releases" in out


def finding(remedy: str) -> dict[str, Any]:
    return {"code": "cell.type", "severity": "block", "resource": "beds", "row": 3, "column": "床位", "remedy": remedy}


def ended(name: str, outcome: Outcome, reason: str = "", *, remedy: str = "Correct it.") -> Item:
    item = Item(Path(name), Path(name), outcome=outcome, reason=reason)
    item.findings = [finding(remedy)] if outcome is Outcome.STOPPED else []
    return item


@pytest.mark.parametrize(
    ("valid", "item", "broken"),
    [
        (True, ended("one", Outcome.RELEASED), False),
        (True, ended("one", Outcome.STOPPED), True),
        (True, ended("one", Outcome.REFUSED, "No. Do this."), True),
        (False, ended("one", Outcome.RELEASED), True),
        (False, ended("one", Outcome.STOPPED), False),
        (False, ended("one", Outcome.STOPPED, remedy=""), True),
        (False, ended("one", Outcome.REFUSED, "“data.csv” is empty. Hand in a full one."), False),
        (False, ended("one", Outcome.REFUSED, "“data.csv” 是空的。请提交有内容的文件。"), False),
        (False, ended("one", Outcome.REFUSED, "Refused."), True),
        (False, ended("one", Outcome.CRASHED, "TypeError"), True),
        (False, ended("one", Outcome.STUCK, "state approved"), True),
        (True, ended("another", Outcome.RELEASED), True),
    ],
)
def test_the_floor_breaks_unless_valid_is_released_and_invalid_is_stopped_with_a_remedy(
    valid: bool, item: Item, broken: bool
) -> None:
    breaks = floor_breaks([item], {}, {"one": Expected(valid, None)})

    assert [line.startswith("one: ") for line in breaks] == [True] * broken


def test_a_package_that_is_valid_once_its_descriptor_is_read_must_be_released(folder: Path) -> None:
    package(folder, "marked", BEDS, mark="\ufeff")
    marked = folder / "packages" / "marked"
    verdict = frictionless_verdicts([marked])[marked]
    compared = {"marked": Compared(verdict, ours=True, rows=2, read=once_read(marked))}
    expected = {"marked": Expected(valid=False, rows=None)}

    assert not verdict.valid
    assert compared["marked"].intended
    assert floor_breaks([ended("marked", Outcome.RELEASED)], compared, expected) == []
    assert len(floor_breaks([ended("marked", Outcome.STOPPED)], compared, expected)) == 1


@pytest.mark.parametrize(
    ("arguments", "words"), [((), "make real REAL=FOLDER"), (("nowhere",), "lacks packages, messy, expected.csv")]
)
def test_without_its_folder_the_run_says_what_it_needs(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_data_folder_in_use_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expect(folder)
    (folder / "data").mkdir()
    (folder / "data" / "kept").touch()

    assert main([str(folder), "--data", str(folder / "data")]) == 2
    assert "not empty" in capsys.readouterr().err
