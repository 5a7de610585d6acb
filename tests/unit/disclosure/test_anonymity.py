"""k, l and uniqueness beside pycanon, on random tables."""

import csv
import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycanon import anonymity

from portal.disclosure.risk.anonymity import measure

VALUES = st.sampled_from(["", "男", "女", "30", "30 ", "a,b", 'say "x"', "道里区"])
ROWS = st.lists(st.tuples(VALUES, VALUES, st.sampled_from(["1", "2", ""]), VALUES, VALUES), min_size=1, max_size=40)
HEADER = ["性别", "区县", "年龄", "病种", "收入"]


def write(folder: Path, header: list[str], rows: list[tuple[str, ...]]) -> Path:
    path = folder / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # of pycanon's own grouping
@given(ROWS, st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_equal_to_pycanon(rows: list[tuple[str, ...]], width: int) -> None:
    quasi, sensitive = HEADER[:width], HEADER[3:]
    with TemporaryDirectory() as folder:
        found = measure(write(Path(folder), HEADER, rows), quasi, sensitive)
    table = pd.DataFrame(rows, columns=HEADER)
    assert found.k == anonymity.k_anonymity(table, quasi)
    assert found.l == anonymity.l_diversity(table, quasi, sensitive)
    sizes = Counter(row[:width] for row in rows)
    assert found.unique_rows == sum(size == 1 for size in sizes.values())
    assert found.below == sum(size for size in sizes.values() if size < 5)
    assert found.smallest == tuple(sorted(Counter(sizes.values()).items()))[:10]
    assert (found.rows, found.groups) == (len(rows), len(sizes))


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_registers_of_persons_beside_pycanon(tmp_path: Path, record_property) -> None:
    """Print what is measured of registers of 300 persons, beside pycanon's figures."""
    found = []
    for seed in range(20):
        draw = random.Random(seed)
        rows = [
            (
                draw.choice("男女"),
                draw.choice(["道里区", "南岗区", "道外区"]),
                str(draw.randrange(20, 20 + 4 * (seed + 1))),
            )
            for _ in range(300)
        ]
        ours = measure(write(tmp_path, HEADER[:3], rows), HEADER[:3])
        assert ours.k == anonymity.k_anonymity(pd.DataFrame(rows, columns=HEADER[:3]), HEADER[:3])
        assert ours.below == sum(size for size in Counter(rows).values() if size < 5)
        found.append(ours)
    k = sorted(one.k for one in found)
    alone = sum(one.unique_rows for one in found)
    record_property(
        "anonymity",
        f"k as pycanon has it on {len(found)} of 20 registers: {k[0]} to {k[-1]}; {alone} persons stand alone",
    )


def test_groups_of_one_value(tmp_path: Path) -> None:
    rows = [("男", "甲")] * 3 + [("女", "甲"), ("女", "乙"), ("", "丙")]
    found = measure(write(tmp_path, ["性别", "病种"], rows), ["性别"], ["病种"])
    assert (found.l, found.uniform) == (1, 1)  # the row that stands alone is no group of two


def test_no_rows(tmp_path: Path) -> None:
    assert measure(write(tmp_path, ["性别", "病种"], []), ["性别"], ["病种"]).k == 0


def test_a_name_that_no_column_has(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="tuple"):
        measure(write(tmp_path, ["性别", "病种"], []), ["年龄"])
