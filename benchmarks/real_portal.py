"""A portal of one's own, driven by its command alone: what is done here, anyone can do in a terminal."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["ROLES", "CommandFailed", "Portal"]

ROLES = ("steward", "department", "security", "release")
"""One person each, named like the role; the last three decide, in this order."""

PUBLISHER = "real-input"
FILLED = {
    "title": "A package as it was published",
    "description": "Handed in as it was published; what it lacked was filled in for the test.",
    "licenses": '[{"name": "CC-BY-4.0"}]',
    "theme": "economy",
    "opening": "unconditional",
    "grade": "general-1",
}
"""What a steward says of a package that does not say it itself."""


class CommandFailed(Exception):
    """A command that must not fail did; the text is its last line on standard error."""


class Portal:
    """The command ``portal`` on a data folder, with the tokens of four people once `prepare` was called."""

    def __init__(self, data: Path) -> None:
        own = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
        self._environment = {**own, "PORTAL_DATA_DIR": str(data), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        self._tokens: dict[str, str] = {}

    def start(self, *arguments: str | Path, role: str | None = None, error: Any = subprocess.PIPE) -> "Process":
        """Start a command; the caller waits for it. role: who holds PORTAL_TOKEN."""
        token = {"PORTAL_TOKEN": self._tokens[role]} if role else {}
        return subprocess.Popen(
            [sys.executable, "-m", "portal", *map(str, arguments)],
            env={**self._environment, **token},
            stdout=subprocess.PIPE,
            stderr=error,
            encoding="utf-8",
        )

    def run(self, *arguments: str | Path, role: str | None = None) -> tuple[int, str, str]:
        """Run a command; its exit code, standard output and standard error."""
        with self.start(*arguments, role=role) as process:
            out, error = process.communicate()
        return process.returncode, out, error

    def must(self, *arguments: str | Path, role: str | None = None) -> str:
        """Run a command and return its output. Raises CommandFailed if its exit code is not 0."""
        code, out, error = self.run(*arguments, role=role)
        if code:
            words = " ".join(map(str, arguments[:2]))
            raise CommandFailed(f"portal {words}: exit {code}: {last_line(error or out)}")
        return out

    def prepare(self) -> None:
        """Make the portal: one publisher, a steward and the three officials."""
        self.must("init")
        self.must("publisher", "add", PUBLISHER, "--title", "真实数据测试单位", "--title-en", "Real input")
        for role in ROLES:
            self.must("user", "add", role, "--role", role, "--publisher", PUBLISHER)
            self._tokens[role] = json.loads(self.must("token", "create", role, "--json"))["token"]

    def submit(self, folders: Sequence[Path]) -> Iterator[tuple[Path, dict[str, Any], float]]:
        """Hand packages in, many in one command; each with its line and its seconds.

        A package that ends the command before its line gets ``{"crashed": last line}``; the rest go in anew.
        """
        left = list(folders)
        settings = [part for key, value in FILLED.items() for part in ("--set", f"{key}={value}")]
        while left:
            before = time.monotonic()
            process = self.start("submit", *left, "--publisher", PUBLISHER, "--json", *settings, role="steward")
            with process:
                for line in process.stdout or ():
                    now = time.monotonic()
                    yield left.pop(0), json.loads(line), now - before
                    before = now
                error = process.stderr.read() if process.stderr else ""
            if left:
                yield left.pop(0), {"crashed": last_line(error)}, time.monotonic() - before

    def work(self) -> float:
        """Do what is due; the seconds it took. A worker that fails is named: what it left shows in the outcomes."""
        before = time.monotonic()
        code, _, error = self.run("worker", "--until-idle")
        if code:
            print(f"portal worker: exit {code}: {last_line(error)}", file=sys.stderr)
        return time.monotonic() - before

    def show(self, revision: str) -> dict[str, Any]:
        """Return a revision with its findings and decisions."""
        shown: dict[str, Any] = json.loads(self.must("review", "show", revision, "--json", role="steward"))
        return shown

    def states(self) -> dict[str, str]:
        """Return the state of each revision."""
        lines = self.must("review", "list", "--json", role="steward").splitlines()
        return {row["revision"]: row["state"] for row in map(json.loads, lines)}

    def approve(self, revisions: Sequence[str], *, comment: str | None = None) -> list[str]:
        """Let each of the three officials approve; what the command says of those that it did not take."""
        said: list[str] = []
        for role in ROLES[1:] if revisions else ():
            reason = ("--comment", comment) if comment else ()
            said += self.run("review", "approve", *revisions, *reason, role=role)[2].splitlines()
        return said


Process = subprocess.Popen[str]


def last_line(text: str) -> str:
    """Return the last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
