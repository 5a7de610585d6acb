"""The bars of the scan, on the ground truth kept with the tests, and the truth of that ground truth."""

import io
import json
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from portal.disclosure import Kind, Place
from portal.disclosure.report import Report, Revealed
from portal.finding import Severity
from tests.truth.model import KINDS, PLACES, Planted, TruthFile
from tests.truth.score import Score, score, score_set

SETS = ("building", "reporting")
CHANGING = "docProps/core.xml"  # a workbook keeps there when it was saved


@pytest.fixture(scope="module")
def building() -> Score:
    return score_set("building")


@pytest.fixture(scope="module")
def reporting() -> Score:
    return score_set("reporting")


def test_the_bars_of_kinds_with_a_check_digit(building: Score, record_property: Callable[[str, object], None]) -> None:
    record_property("scan of the set to build on", f"\n{building.as_text()}")
    figures = building.groups["check digit"]
    assert figures.planted
    told = building.as_text(misses=True)
    assert figures.recall == figures.value_recall == 1, told
    assert min(figures.precision, figures.value_precision) >= 0.99, told


@pytest.mark.parametrize("group", ["names", "addresses", "free text"])
def test_the_bars_of_soft_kinds(building: Score, group: str) -> None:
    figures = building.groups[group]
    assert figures.planted
    told = building.as_text(misses=True)
    assert min(figures.recall, figures.value_recall) >= 0.95, told
    assert min(figures.precision, figures.value_precision) >= 0.90, told


def test_no_alarm_on_clean_files(building: Score) -> None:
    assert building.clean >= 18
    assert building.clean_alarms == []


def test_masked_values_are_told_apart_and_rows_are_right(building: Score) -> None:
    assert building.wrong_masked == []
    assert building.wrong_rows == []
    assert building.unreadable == []


def test_the_set_to_report(reporting: Score, record_property: Callable[[str, object], None]) -> None:
    """Only figures are told if it fails: no rule is written after a file of this set."""
    record_property("scan of the set to report", f"\n{reporting.as_text()}")
    figures = reporting.groups["check digit"]
    reached = figures.recall == 1 and figures.precision >= 0.99
    assert reached, f"check digit: recall {figures.recall:.1%}, precision {figures.precision:.1%}"


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_written_the_same_twice(name: str, tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        folder.mkdir()
        files = import_module(f"tests.truth.{name}").make(folder)
        told = [(file.path.relative_to(folder), file.about, file.planted) for file in files]
        content = {path.relative_to(folder): _content(path) for path in sorted(folder.rglob("*")) if path.is_file()}
        made.append((told, content))
    assert made[0][0] == made[1][0]
    assert made[0][1].keys() == made[1][1].keys()
    differing = [path for path in made[0][1] if made[0][1][path] != made[1][1][path]]
    assert differing == []


def _content(path: Path) -> object:
    return _members(path.read_bytes())


def _members(content: bytes) -> object:
    """Give a file's bytes; of a zip or workbook its members', without the time of saving."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: _members(packed.read(name)) for name in packed.namelist() if name != CHANGING}


@pytest.mark.parametrize("name", SETS)
def test_a_set_has_every_kind_and_place(name: str, tmp_path: Path) -> None:
    files: list[TruthFile] = import_module(f"tests.truth.{name}").make(tmp_path)
    planted = [one for file in files for one in file.planted]
    assert {one.kind for one in planted if one.alarm} | {"free_text"} == KINDS  # prose is told, not planted as a kind
    assert {one.place for one in planted if one.alarm} == PLACES
    assert sum(file.clean for file in files) >= 18
    assert sum(not file.clean for file in files) >= 30
    assert len({file.path for file in files}) == len(files) >= 50
    assert all(file.path.exists() and file.about for file in files)


def test_the_words_are_those_of_the_contract() -> None:
    assert set(Kind) == KINDS
    assert set(Place) == PLACES


def _revealed(column: str = "c", count: int = 2, kind: Kind = Kind.MOBILE, **more: object) -> Revealed:
    given = {"place": Place.CELL, "severity": Severity.BLOCK, "rows": (1, 2), **more}
    return Revealed(kind=kind, count=count, confidence=1, sample="", rule="r", remedy="", column=column, **given)


@pytest.mark.parametrize(
    ("told", "recall", "values", "precision", "wrong"),
    [
        ([_revealed()], 1, 0.5, 1, (0, 0)),
        ([_revealed(count=4, rows=(1, 2, 3, 4))], 1, 1, 1, (0, 0)),
        ([_revealed(count=4, rows=(1, 2, 3, 9))], 1, 1, 1, (0, 1)),
        ([_revealed(count=4), _revealed("d")], 1, 1, 0.5, (0, 0)),
        ([_revealed(severity=Severity.INFO)], 0, 0, 1, (0, 0)),
        ([_revealed(count=4, masked=True)], 1, 1, 1, (1, 0)),
        ([_revealed(place=Place.COMMENT)], 0, 0, 0, (0, 0)),
        ([], 0, 0, 1, (0, 0)),
    ],
)
def test_the_score_counts(
    tmp_path: Path, told: list[Revealed], recall: float, values: float, precision: float, wrong: tuple[int, int]
) -> None:
    planted = Planted("mobile", "cell", 4, (1, 2, 3, 4), column="c")
    found = score([TruthFile(tmp_path / "a.csv", "A table.", (planted,))], lambda path: Report(path.name, told))
    figures = found.groups["others"]
    assert (figures.recall, figures.value_recall, figures.precision) == (recall, values, precision)
    assert (len(found.wrong_masked), len(found.wrong_rows)) == wrong
    assert found.clean_alarms == []
    assert json.loads(json.dumps(found.as_json()))["kinds"]["mobile"]["planted"] == 1


def test_prose_is_right_where_something_stands_in_it_and_alarms_elsewhere(tmp_path: Path) -> None:
    planted = Planted("mobile", "free_text", 1, (1,), column="c")
    prose = _revealed(kind=Kind.FREE_TEXT, place=Place.FREE_TEXT, count=1, severity=Severity.JUSTIFY)
    for file, right in ((TruthFile(tmp_path, "Prose.", (planted,)), 1), (TruthFile(tmp_path, "Clean."), 0)):
        found = score([file], lambda path: Report(path.name, [prose]))
        assert found.groups["free text"].precision == right
        assert len(found.clean_alarms) == 1 - right
