"""How far reading agrees with what a careful reader finds in messy files.

    python -m benchmarks.expected_agreement EXPECTED.csv FOLDER

Prints a row for each expected table (encoding, rows, columns; ok or what differs) and the share of the rows
marked sure that agree on all three.
"""

import csv
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.intake import ReadError, describe, standardise

__all__ = ["Found", "agreement", "main", "read_folder"]


@dataclass(frozen=True, slots=True)
class Found:
    """One part as read: part is the sheet, zip member or key; error the refusal's code instead."""

    part: str
    encoding: str
    rows: int | None
    columns: int
    error: str | None = None


_WORDS = "utf-16-le utf-16-be gb18030 big5 cp1252 utf-8 parquet ods xlsx xls png zip".split()


def _encoding(text: str) -> str:
    """One word for an encoding: how it was reached and packed left out."""
    plain = text.lower().replace("windows-", "cp").replace("ascii (utf-8)", "utf-8")
    return next((word for word in _WORDS if word in plain), plain)


def read_folder(folder: Path) -> dict[str, list[Found]]:
    """Describe and standardise every file of a folder; what it was found to be, by file name."""
    results: dict[str, list[Found]] = {}
    with tempfile.TemporaryDirectory() as target:
        for path in sorted(folder.iterdir()):
            try:
                found = []
                for part in describe(path):
                    made = standardise(part, Path(target))
                    encoding = part.text.encoding if part.text else part.format.replace("xlsm", "xlsx")
                    where = part.sheet or part.member or part.key or ""
                    found.append(Found(where, encoding, made.rows, len(made.columns)))
                    made.path.unlink()
                results[path.name] = found
            except ReadError as error:
                results[path.name] = [Found("", "", None, 0, error.code)]
    return results


def _match(row: Mapping[str, str], found: Sequence[Found]) -> Found | None:
    named = [item for item in found if item.part == row["part"]]
    return named[0] if named else (found[0] if len(found) == 1 or not row["part"] else None)


def _differences(row: Mapping[str, str], found: Found | None) -> list[str]:
    """Which of outcome, encoding, rows and columns differ."""
    if found is None:
        return ["no such part"]
    if row["outcome"] == "refuse":
        refused = found.error is not None or (found.rows is None and not found.columns)
        return [] if refused else ["not refused"]
    if found.error:
        return [found.error]
    wrong = []
    if row["encoding"] and _encoding(row["encoding"]) != _encoding(found.encoding):
        wrong.append("encoding")
    if row["expected_rows"] and int(row["expected_rows"]) != found.rows:
        wrong.append("rows")
    if row["expected_columns"] and int(row["expected_columns"]) != found.columns:
        wrong.append("columns")
    return wrong


def agreement(expected_csv: Path, messy_dir: Path, results: Mapping[str, Sequence[Found]]) -> tuple[int, int]:
    """Print the comparison; how many of the tables marked sure agree, and how many there are."""
    agreed = sure = 0
    with expected_csv.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            folder, _, name = row["file"].rpartition("/")
            if folder != messy_dir.name:
                continue
            found = _match(row, results.get(name, []))
            wrong = _differences(row, found)
            if row["certainty"] == "sure":
                sure += 1
                agreed += not wrong
            have = f"{found.encoding or '-'} {found.rows} x {found.columns}" if found else "-"
            want = f"{row['encoding'] or '-'} {row['expected_rows'] or '-'} x {row['expected_columns'] or '-'}"
            print(f"{', '.join(wrong) or 'ok':<16}\t{row['certainty']:<9}\t{name}\t{row['part']}\t{want}\t{have}")
    print(f"sure: {agreed} of {sure} agree on encoding, rows and columns ({agreed / max(1, sure):.0%})")
    return agreed, sure


def main(arguments: Sequence[str]) -> int:
    """EXPECTED.csv FOLDER; exit 0 if at least 80 % of the sure tables agree."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    expected, folder = map(Path, arguments)
    agreed, sure = agreement(expected, folder, read_folder(folder))
    return 0 if agreed >= 0.8 * sure else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
