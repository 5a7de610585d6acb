"""What frictionless says of packages, without network: the reference that our verdicts are compared with.

    python -m benchmarks.real_verdicts FOLDER…      a line of JSON for each, {"valid", "error"}

A child process, since frictionless is asked in the package's own folder.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from frictionless import FrictionlessException, validate

__all__ = ["Verdict", "frictionless_verdicts", "once_read"]

DESCRIPTORS = ("datapackage.json", "datapackage.yaml", "datapackage.yml")
NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: an address in a descriptor is never asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether frictionless finds a package valid, and its first error if not."""

    valid: bool
    error: str | None


def frictionless_verdicts(folders: Sequence[Path]) -> dict[Path, Verdict]:
    """Ask frictionless about each package, in a child."""
    offline = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.real_verdicts", *map(str, folders)],
        env={**os.environ, **offline, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return {folder: Verdict(**json.loads(line)) for folder, line in zip(folders, done.stdout.splitlines(), strict=True)}


def once_read(folder: Path) -> Verdict:
    """Ask again with the descriptor as plain JSON: whether only its byte order mark or its YAML stood in the way."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / folder.name))
        descriptor = descriptor_of(copy)
        content = read_plainly(descriptor)
        descriptor.unlink()
        (copy / DESCRIPTORS[0]).write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
        return frictionless_verdicts([copy])[copy]


def descriptor_of(folder: Path) -> Path:
    """Return the descriptor of a package. Raises FileNotFoundError if there is none."""
    for name in DESCRIPTORS:
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{folder.name}: no {DESCRIPTORS[0]}")


def read_plainly(descriptor: Path) -> dict[str, object]:
    """Read a descriptor, be it JSON or YAML, with a byte order mark or without."""
    text = descriptor.read_text(encoding="utf-8-sig")
    content: dict[str, object] = json.loads(text) if descriptor.suffix == ".json" else yaml.safe_load(text)
    return content


def _ask(folder: Path) -> Verdict:
    os.chdir(folder)
    try:
        report = validate(descriptor_of(folder).name, type="package")
    except FrictionlessException as error:
        return Verdict(valid=False, error=error.error.message)
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return Verdict(valid=report.valid, error=None if report.valid else errors[0].message)


def main(folders: Sequence[str]) -> int:
    """Print a line for each folder."""
    for folder in [Path(one).absolute() for one in folders]:
        verdict = _ask(folder)
        print(json.dumps({"valid": verdict.valid, "error": verdict.error}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
