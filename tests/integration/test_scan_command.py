"""The command `portal scan`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli.scan import command
from portal.wording.language import in_language

MOBILE = "13800138000"
KEYS = {"kind", "resource", "sheet", "column", "place", "count", "rows", "severity", "masked", "confidence"}
KEYS |= {"sample", "rule", "remedy"}


def run(*arguments: str, language: str = "en") -> tuple[int, str]:
    with in_language(language):
        result = CliRunner().invoke(command, arguments)
    assert MOBILE not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(f"站点,手机\n东站,{MOBILE}\n西站,\n", encoding="utf-8")
    return path


def test_what_is_found(table: Path) -> None:
    code, shown = run(str(table))
    assert code == 1
    assert "手机" in shown
    assert "138****8000" in shown
    assert "Findings above “info”: 1." in shown


def test_the_contract(table: Path) -> None:
    code, shown = run("--json", str(table))
    report = json.loads(shown)
    assert code == 1
    assert report["clean"] is False
    (found,) = report["findings"]
    assert found.keys() == KEYS
    assert (found["kind"], found["place"], found["rows"], found["severity"]) == ("mobile", "cell", [1], "block")
    assert report["reidentification"].keys() >= {"quasi_identifiers", "k", "unique_rows", "small_cells"}


def test_clean(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("站点,年份\n东站,2024\n西站,2025\n", encoding="utf-8")
    assert run(str(path))[0] == 0
    assert json.loads(run("--json", str(path))[1])["clean"] is True


def test_unreadable(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.csv"))[0] == 2
    broken = tmp_path / "a.zip"
    broken.write_bytes(b"PK\x03\x04broken")
    assert run(str(broken))[0] == 2


def test_beside_the_release_before(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("街道,确诊人数\n甲街,20\n乙街,30\n", encoding="utf-8")
    new.write_text("街道,确诊人数\n甲街,21\n乙街,30\n", encoding="utf-8")
    assert run(str(new))[0] == 0
    code, shown = run("--json", str(new), "--previous", str(old))
    assert code == 1
    (told,) = json.loads(shown)["reidentification"]["tables"]
    assert [one["code"] for one in told["findings"]] == ["differencing"]
