"""Every real package and every messy file through the whole way, by the command alone.

    python -m benchmarks.real FOLDER [--data DIR]

FOLDER holds ``packages/`` (a folder each), ``messy/`` (single files) and ``expected.csv`` (what a careful reader finds
in each; its first line names its columns). It is no part of the repository: ``make real REAL=FOLDER``. DIR is the data
folder to make and keep; without it one is made and taken away. Exit code 0 if the floor holds, 1 if not, 2 if FOLDER
or DIR cannot be used.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.real_agreement import Compared, agree_on_messy, agree_on_packages, compare, floor_breaks, read_expected
from benchmarks.real_downloads import prove_downloads
from benchmarks.real_portal import CommandFailed, Portal
from benchmarks.real_way import Item, Outcome, go_the_way, items_of, package_files

__all__ = ["main"]

NEEDED = ("packages", "messy", "expected.csv")


def main(arguments: Sequence[str]) -> int:
    """Run all; the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.real", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="holds packages/, messy/ and expected.csv")
    parser.add_argument("--data", type=Path, help="data folder to make and keep")
    given = parser.parse_args(arguments)
    wrong = _unusable(given.folder, given.data)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="kaifang-real-") as place:
        data = (given.data or Path(place) / "data").absolute()
        try:
            return _run(given.folder.absolute(), data, Path(place) / "made")
        except CommandFailed as error:
            print(f"FLOOR: {error}")
            return 1


def _unusable(folder: Path | None, data: Path | None) -> str:
    if folder is None:
        return "Real input is no part of the repository. Name its folder: make real REAL=FOLDER"
    missing = [name for name in NEEDED if not (folder / name).exists()]
    if missing:
        return f"{folder} lacks {', '.join(missing)}. It must hold {', '.join(NEEDED)}."
    if data is not None and data.exists() and any(data.iterdir()):
        return f"{data} is not empty. Name a data folder that is new."
    return ""


def _run(folder: Path, data: Path, workspace: Path) -> int:
    began = time.monotonic()
    portal = Portal(data)
    portal.prepare()
    items = items_of(folder)
    seconds = {"package": package_files(portal, items, workspace)}
    with ThreadPoolExecutor(1) as aside:
        judging = aside.submit(compare, portal, items)
        seconds |= go_the_way(portal, items)
        verdicts = judging.result()
    expected = read_expected(folder / "expected.csv")
    print_table(items, verdicts)
    print("seconds: " + ", ".join(f"{step} {taken:.1f}" for step, taken in seconds.items()))
    print("\n== Agreement with what a careful reader finds: messy files ==")
    agree_on_messy(items, folder)
    print("\n== Agreement with frictionless ==")
    agree_on_packages(items, verdicts, expected)
    print("\n== Proof ==")
    breaks = floor_breaks(items, verdicts, expected) + _prove(portal, items)
    print(f"\nwhole run: {time.monotonic() - began:.0f} seconds")
    for line in breaks:
        print(f"FLOOR: {line}")
    print("The floor does not hold." if breaks else "The floor holds.")
    return 1 if breaks else 0


def print_table(items: Sequence[Item], verdicts: Mapping[str, Compared]) -> None:
    """Print a row for each input, then how many came how far."""
    print(f"{'bytes':>9} {'tables':>6} {'rows':>7} {'columns':>7} {'seconds':>7}  {'outcome':<19} input: reason")
    for one in items:
        validated = verdicts[one.source.name].rows if one.source.name in verdicts else None
        rows, columns = _sum(one, "rows") or validated or "-", _sum(one, "fields") or "-"
        name = one.source.name + (f": {one.reason}" if one.reason else "")
        tables = sum("fields" in resource for resource in one.resources) or "-"
        print(f"{one.bytes:>9} {tables:>6} {rows:>7} {columns:>7} {one.seconds:>7.2f}  {one.outcome:<19} {name}")
    for kind in sorted({one.source.parent.name for one in items}, reverse=True):
        counts = Counter(one.outcome for one in items if one.source.parent.name == kind)
        print(f"{kind}: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]))


def _sum(item: Item, key: str) -> int:
    return sum(resource.get(key, 0) for resource in item.resources)


def _prove(portal: Portal, items: Sequence[Item]) -> list[str]:
    """Verify ledger, audit log and every download; what does not hold, a line each."""
    broken = []
    for kind in ("ledger", "audit"):
        code, out, error = portal.run(kind, "verify")
        print(f"portal {kind} verify: {(out or error).strip()}")
        broken += [f"portal {kind} verify: exit {code}"] if code else []
    released = [one.dataset for one in items if one.outcome is Outcome.RELEASED]
    try:
        wrong = prove_downloads(portal, released)
    except CommandFailed as error:
        print(f"downloads not proved: {error}")
        return [*broken, "no download could be proved"]
    print(f"downloaded and verified: {len(released) - len(wrong)} of {len(released)} releases")
    return broken + wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
