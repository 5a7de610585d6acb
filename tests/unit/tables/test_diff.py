"""Differences of two tables: by key, as multisets, of their columns; against a simple model."""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.tables.diff import ChangedRow, diff_rows, diff_schemas, key_of

CELLS = st.one_of(st.none(), st.sampled_from(["", "a", "b", "道里区"]))


def parquet(path: Path, columns: dict[str, str], rows: list[tuple[Any, ...]]) -> Path:
    with duckdb.connect(":memory:") as connection:
        named = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f"CREATE TABLE t ({named})")
        if rows:
            connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(columns))})", rows)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    columns = {"代码": "BIGINT", "名称": "VARCHAR", "人口": "BIGINT"}
    before = parquet(tmp_path / "b", columns, [(1, "道里区", 10), (2, "南岗区", 20), (3, "道外区", None)])
    after = parquet(tmp_path / "a", columns, [(4, "平房区", 40), (3, "道外区", 30), (1, "道里区", 10)])
    return before, after


def test_rows_of_a_key_are_added_removed_and_changed(tables: tuple[Path, Path]) -> None:
    found = diff_rows(*tables, key=["代码"])
    assert (found.key, found.added, found.removed, found.changed) == (("代码",), 1, 1, 1)
    assert found.examples_added == [{"代码": "4", "名称": "平房区", "人口": "40"}]
    assert found.examples_removed == [{"代码": "2", "名称": "南岗区", "人口": "20"}]
    assert found.examples_changed == [ChangedRow({"代码": "3"}, {"人口": (None, "30")})]


def test_without_a_key_whole_rows_are_compared(tables: tuple[Path, Path]) -> None:
    found = diff_rows(*tables)
    assert (found.key, found.added, found.removed, found.changed) == ((), 2, 2, 0)
    assert [row["代码"] for row in found.examples_added] == ["3", "4"]


@pytest.mark.parametrize("rows", [[(1, "x"), (1, "y")], [(None, "x")]])
def test_a_key_that_is_none_is_not_used(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    columns = {"k": "BIGINT", "v": "VARCHAR"}
    before, after = parquet(tmp_path / "b", columns, [(1, "x")]), parquet(tmp_path / "a", columns, rows)
    assert diff_rows(before, after, key=["k"]).key == ()
    assert diff_rows(before, before, key=["k"]).key == ("k",)
    assert diff_rows(before, before, key=["other"]).key == ()


def test_the_same_table_differs_in_nothing(tables: tuple[Path, Path]) -> None:
    assert not diff_rows(tables[0], tables[0])
    assert not diff_rows(tables[0], tables[0], key=["代码"])


def test_only_columns_that_both_have_are_compared_and_other_types_as_text(tmp_path: Path) -> None:
    before = parquet(tmp_path / "b", {"k": "BIGINT", "gone": "VARCHAR", "n": "BIGINT"}, [(1, "x", 5), (2, "x", 6)])
    after = parquet(tmp_path / "a", {"n": "VARCHAR", "k": "BIGINT", "new": "DATE"}, [("5", 1, None), ("七", 2, None)])
    found = diff_rows(before, after, key=["k"])
    assert found.compared == ("n", "k")
    assert (found.added, found.removed, found.changed) == (0, 0, 1)
    assert found.examples_changed[0].cells == {"n": ("6", "七")}


def test_tables_without_a_common_column_differ_whole(tmp_path: Path) -> None:
    before = parquet(tmp_path / "b", {"x": "BIGINT"}, [(1,), (2,)])
    after = parquet(tmp_path / "a", {"y": "BIGINT"}, [(1,)])
    found = diff_rows(before, after, key=["y"])
    assert (found.compared, found.added, found.removed) == ((), 1, 2)


def test_examples_are_few_short_and_always_the_same(tmp_path: Path) -> None:
    columns = {"k": "BIGINT", "v": "VARCHAR"}
    before = parquet(tmp_path / "b", columns, [])
    after = parquet(tmp_path / "a", columns, [(number, "长" * 1000) for number in range(50, 0, -1)])
    for key in ([], ["k"]):
        found = diff_rows(before, after, key=key, examples=3)
        assert found.added == 50
        assert [row["k"] for row in found.examples_added] == ["1", "2", "3"]
        assert all(len(row["v"] or "") == 300 for row in found.examples_added)


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    columns = {'a"; DROP TABLE t; --': "BIGINT", "n": "BIGINT", "c0": "BIGINT"}
    with duckdb.connect(":memory:") as connection:
        listed = ", ".join("1 AS " + '"' + name.replace('"', '""') + '"' for name in columns)
        connection.execute(f"COPY (SELECT {listed}) TO '{tmp_path / 'b'}' (FORMAT parquet)")
    found = diff_rows(tmp_path / "b", tmp_path / "b", key=['a"; DROP TABLE t; --'])
    assert found.compared == tuple(columns)


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.tuples(CELLS, CELLS), max_size=8),
    after=st.lists(st.tuples(CELLS, CELLS), max_size=8),
)
def test_whole_rows_as_a_multiset_does(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[Any, ...]], after: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("diff")
    columns = {"x": "VARCHAR", "y": "VARCHAR"}
    found = diff_rows(parquet(folder / "b", columns, before), parquet(folder / "a", columns, after))
    old, new = Counter(before), Counter(after)
    assert (found.added, found.removed) == ((new - old).total(), (old - new).total())
    assert len(found.examples_added) == min(10, len(new - old))


@settings(max_examples=60, deadline=None)
@given(
    before=st.dictionaries(st.sampled_from("abcdef"), CELLS),
    after=st.dictionaries(st.sampled_from("abcdef"), CELLS),
)
def test_rows_by_key_as_two_dictionaries_do(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, str | None], after: dict[str, str | None]
) -> None:
    folder = tmp_path_factory.mktemp("diff")
    columns = {"k": "VARCHAR", "v": "VARCHAR"}
    paths = [parquet(folder / side, columns, list(rows.items())) for side, rows in (("b", before), ("a", after))]
    found = diff_rows(*paths, key=["k"])
    assert found.added == len(after.keys() - before.keys())
    assert found.removed == len(before.keys() - after.keys())
    assert found.changed == sum(before[key] != after[key] for key in before.keys() & after.keys())


def test_columns_are_added_removed_and_retyped() -> None:
    before = {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}, {"name": "c"}]}
    after = {"fields": [{"name": "d", "type": "date"}, {"name": "b", "type": "number"}, {"name": "c", "type": "any"}]}
    found = diff_schemas(before, after)
    assert (found.added, found.removed, found.retyped) == (("d",), ("a",), {"b": ("integer", "number")})
    assert not diff_schemas(before, before)
    assert diff_schemas({}, before).added == ("a", "b", "c")


def test_a_key_is_one_name_or_several() -> None:
    assert key_of({"primaryKey": "k"}) == ("k",)
    assert key_of({"primaryKey": ["k", "l"]}) == ("k", "l")
    assert key_of({}) == ()
