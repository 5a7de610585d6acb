"""CPU and memory of `portal package` beside `frictionless describe` and `frictionless validate`.

    python -m benchmarks.package_speed [--rows N] [--seed S] [--folder DIR]

Makes a table of N rows and 12 columns (UTF-8, Chinese, dates, codes with leading zeros, missing markers), runs each
command as a child process of its own, and prints what the child used: user and system seconds, peak memory.
"""

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    "序号",
    "区划代码",
    "站点名称",
    "年份",
    "日期",
    "更新时间",
    "人数",
    "面积",
    "占比",
    "是否开放",
    "金额",
    "备注",
)
DISTRICTS = ("道里区", "南岗区", "道外区", "平房区", "松北区", "香坊区")
NOTES = ("", "正常", "逾期，待核", 'a,b "c"')
FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a child process used."""

    name: str
    cpu: float
    wall: float
    memory: float
    code: int


def make_table(path: Path, rows: int, seed: int) -> None:
    """Write the table: the same bytes for the same arguments."""
    rng = random.Random(seed)  # noqa: S311 - figures, not secrets
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for number in range(1, rows + 1):
            day = FIRST_DAY + timedelta(days=rng.randrange(9000))
            writer.writerow(
                (
                    number,
                    f"{rng.randrange(100_000):06}",
                    f"{rng.choice(DISTRICTS)}第{rng.randrange(5000)}站",
                    day.year,
                    day,
                    f"{day} {rng.randrange(24):02}:{rng.randrange(60):02}:00",
                    rng.randrange(100_000) if rng.random() > 0.01 else "-",
                    round(rng.random() * 1000, 2),
                    f"{rng.random() * 100:.1f}%",
                    rng.choice("是否"),
                    f"{rng.randrange(10_000_000):,}",
                    rng.choice(NOTES),
                )
            )


def run(name: str, command: Sequence[str], folder: Path) -> Usage:
    """Run a command to its end and measure it, its own children too."""
    begun = time.monotonic()
    with (folder / f"{name}.log").open("wb") as log:
        child = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begun
    return Usage(name, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, child.returncode)


def measure(folder: Path, rows: int, seed: int) -> list[Usage]:
    """Make the table and measure each command over it."""
    make_table(folder / "table.csv", rows, seed)
    portal = [sys.executable, "-c", "from portal.cli import main; main()"]
    frictionless = [sys.executable, "-m", "frictionless"]
    return [
        run("portal package", [*portal, "package", "table.csv", "-o", "made"], folder),
        run("frictionless describe", [*frictionless, "describe", "table.csv", "--stats", "--json"], folder),
        run("frictionless validate", [*frictionless, "validate", "made/datapackage.json", "--json"], folder),
    ]


def report(used: Sequence[Usage], rows: int) -> str:
    """Write the table of figures, with the ratio of the two peers together to ours."""
    ours, *peers = used
    lines = [
        f"{rows:,} rows x {len(HEADER)} columns",
        f"{'command':24}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}{'exit':>6}",
    ]
    lines += [f"{one.name:24}{one.cpu:9.2f}{one.wall:9.2f}{one.memory:10.0f}{one.code:6}" for one in used]
    cpu = sum(one.cpu for one in peers)
    memory = max(one.memory for one in peers)
    lines.append(f"describe + validate: {cpu / ours.cpu:.1f} x our CPU, {memory / ours.memory:.2f} x our memory")
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="package-speed-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        used = measure(folder, arguments.rows, arguments.seed)
        print(report(used, arguments.rows))
        for one in used:
            if one.code:
                print(f"--- {one.name}\n{(folder / f'{one.name}.log').read_text(errors='replace')[-2000:]}")
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)
    sys.exit(any(one.code for one in used))


if __name__ == "__main__":
    main()
