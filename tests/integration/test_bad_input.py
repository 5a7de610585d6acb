"""Bad input gets a clear message with place and remedy, in both languages, and loses nothing."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def portal(*arguments: object, language: str = "en", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in a language."""
    return subprocess.run(
        [sys.executable, "-m", "portal", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PORTAL_LANGUAGE": language, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.csv", "w") as member:
        for _ in range(600):
            member.write(b"0" * (1 << 20))


def zip_path(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../x.csv", "a,b\n1,2\n")


BAD = {
    "empty.csv": lambda path: path.write_bytes(b""),
    "junk.csv": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "image.csv": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "broken.xlsx": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(300)),
    "broken.json": lambda path: path.write_text('[{"a": 1}, {"a": '),
    "bomb.zip": zip_bomb,
    "outside.zip": zip_path,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_both_languages(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    BAD[name](file)
    before = file.read_bytes() if file.stat().st_size < 1 << 20 else None
    said = {}
    for language in ("zh", "en"):
        done = portal("package", file, "-o", tmp_path / language, language=language)
        assert done.returncode in (1, 2), done
        assert "Traceback" not in done.stderr
        assert not (tmp_path / language).exists()
        said[language] = done.stderr.strip().splitlines()[-1]
    assert said["zh"] != said["en"]
    assert name in said["en"]
    assert any("一" <= character <= "鿿" for character in said["zh"])
    assert before is None or file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a,a\n1,2\n", "name-made-unique"),
        ("a,,c\n1,2,3\n", "name-made"),
        ("a,b,c\n1,2,3\n4,5\n", "row-padded"),
        (",".join(f"c{n}" for n in range(300)) + "\n" + ",".join("1" * 300) + "\n", None),
    ],
)
def test_what_can_be_mended_is_mended_and_said(tmp_path: Path, content: str, code: str | None) -> None:
    (tmp_path / "table.csv").write_text(content)
    done = portal("package", tmp_path / "table.csv", "-o", tmp_path / "out", "--json")
    assert done.returncode == 0, done
    (resource,) = json.loads(done.stdout)["resources"]
    assert [step["step"] for step in resource.get("standardised", [])] == ([code] if code else [])


def test_a_path_that_leads_out_of_a_package_is_refused_at_hand_in(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")
    package = tmp_path / "package"
    package.mkdir()
    descriptor = {"name": "outside", "resources": [{"name": "x1", "path": "../x.csv"}]}
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    data = {"PORTAL_DATA_DIR": str(tmp_path / "var")}
    assert portal("init", **data).returncode == 0
    portal("publisher", "add", "data-bureau", "--title", "市数据局", **data)
    portal("user", "add", "anna", "--role", "steward", "--publisher", "data-bureau", **data)
    token = json.loads(portal("token", "create", "anna", "--json", **data).stdout)["token"]
    done = portal("submit", package, "--publisher", "data-bureau", "--json", PORTAL_TOKEN=token, **data)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    row = json.loads(line)
    assert (row["revision"], row["state"]) == (None, None)
    assert "../x.csv" in row["error"]
    assert "x1" in row["error"]


def test_a_target_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a\n1\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").write_text("kept")
    assert portal("package", tmp_path / "table.csv", "-o", tmp_path / "out").returncode == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["kept"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert portal("package", tmp_path / "nothing.csv", "-o", tmp_path / "out").returncode == 2
    assert portal("validate", tmp_path / "nothing.csv").returncode == 2
    assert portal("verify", tmp_path / "nothing.zip", PORTAL_DATA_DIR=str(tmp_path / "var")).returncode == 2
