"""The run over real input, on a small folder of its own."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.real import main

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


def test_the_floor_breaks_where_a_valid_package_is_stopped_and_an_invalid_one_released(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package(folder, "claimed", BEDS.replace("850", "many"))
    expect(folder, published("sound", "invalid"), published("claimed", "valid"), published("absent", "valid"))

    assert main([str(folder)]) == 1

    floor = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FLOOR: ")]
    assert [line.split(":")[1].strip() for line in floor] == ["absent", "sound", "claimed"]


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
