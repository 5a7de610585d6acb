"""CPU and memory of `portal scan` beside DuckDB's writing of the same CSV as Parquet.

    python -m benchmarks.scan_speed [--rows N] [--seed S] [--folder DIR]

Makes a table of N rows and 12 columns (UTF-8, Chinese, dates, codes, prose), plants made-up identifiers, names and
addresses in one cell of a thousand, runs each command as a child process, and prints what the child used, and whether
the bar holds: the scan may take twice the CPU of DuckDB. Its memory has to be the same for half of the rows. The exit
code is 1 only if a command broke.
"""

import argparse
import csv
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.package_speed import DISTRICTS, FIRST_DAY, Usage, run

HEADER = (
    "序号",
    "区划代码",
    "站点名称",
    "年份",
    "日期",
    "更新时间",
    "线路",
    "面积",
    "占比",
    "状态",
    "金额",
    "情况说明",
)
NOTES = ("", "正常", "设备检修，次日恢复", "客流较大，已加开班次", "天气原因停运两小时")
SHARE = 0.001
BAR = 2.0
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _resident_id(rng: random.Random) -> str:
    digits = f"2301021900{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}{rng.randrange(1000):03}"
    return digits + "10X98765432"[sum(int(one) * weight for one, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def _mobile(rng: random.Random) -> str:
    return f"1380000{rng.randrange(10_000):04}"


def _planted(rng: random.Random) -> str:
    form = rng.choice(("{id}", "{mobile}", "联系人王某甲{mobile}", "请联系{mobile}", "患者身份证{id}", "家住{home}"))
    home = f"道里区一街{rng.randrange(1, 99)}号{rng.randrange(1, 9)}单元{rng.randrange(101, 999)}室"
    return form.format(id=_resident_id(rng), mobile=_mobile(rng), home=home)


def make_table(path: Path, rows: int, seed: int) -> int:
    """Write the table, the same bytes for the same arguments; returns the number of cells planted."""
    rng = random.Random(seed)  # noqa: S311 - made-up values, no secrets
    planted = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for number in range(1, rows + 1):
            day = FIRST_DAY + timedelta(days=rng.randrange(9000))
            row: list[object] = [
                number,
                f"{rng.randrange(100_000):06}",
                f"{rng.choice(DISTRICTS)}第{rng.randrange(5000)}站",
                day.year,
                day,
                f"{day} {rng.randrange(24):02}:{rng.randrange(60):02}:00",
                f"{rng.randrange(1, 400)}路",
                round(rng.random() * 1000, 2),
                f"{rng.random() * 100:.1f}%",
                rng.choice(("运营", "停运", "检修")),
                f"{rng.randrange(10_000_000):,}",
                rng.choice(NOTES),
            ]
            for place in range(len(row)):
                if rng.random() < SHARE:
                    row[place] = _planted(rng)
                    planted += 1
            writer.writerow(row)
    return planted


def measure(folder: Path, rows: int, seed: int) -> tuple[int, int, list[Usage]]:
    """Make the tables and measure; returns cells planted, values found, and the figures."""
    planted = make_table(folder / "table.csv", rows, seed)
    make_table(folder / "half.csv", rows // 2, seed)
    portal = [sys.executable, "-c", "from portal.cli import main; main()", "scan", "--json"]
    to_parquet = "import duckdb; duckdb.sql(\"COPY (FROM read_csv('table.csv')) TO 'table.parquet' (FORMAT parquet)\")"
    used = [
        run("portal scan", [*portal, "table.csv"], folder),
        run("portal scan, half", [*portal, "half.csv"], folder),
        run("duckdb to parquet", [sys.executable, "-c", to_parquet], folder),
    ]
    told = json.loads((folder / "portal scan.log").read_text(encoding="utf-8").splitlines()[-1])
    found = sum(one["count"] for one in told["findings"] if one["kind"] != "free_text")
    return planted, found, used


def report(planted: int, found: int, used: Sequence[Usage], rows: int) -> str:
    """Write the table of figures, with the ratio to the peer."""
    ours, half, peer = used
    lines = [
        f"{rows:,} rows x {len(HEADER)} columns, {planted:,} cells planted, {found:,} values found",
        f"{'command':24}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}{'exit':>6}",
    ]
    lines += [f"{one.name:24}{one.cpu:9.2f}{one.wall:9.2f}{one.memory:10.0f}{one.code:6}" for one in used]
    ratio, memory = ours.cpu / peer.cpu, ours.memory / half.memory
    holds = "holds" if ratio <= BAR else "MISSED"
    lines.append(f"scan: {ratio:.2f} x DuckDB's CPU (bar {BAR}: {holds}); memory {memory:.2f} x that of half")
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark; exit code 1 if a command broke, never for a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="scan-speed-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        planted, found, used = measure(folder, arguments.rows, arguments.seed)
        print(report(planted, found, used, arguments.rows))
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)
    sys.exit(any(one.code > worst for one, worst in zip(used, (1, 1, 0), strict=True)))


if __name__ == "__main__":
    main()
