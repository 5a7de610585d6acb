"""Answers about random tables agree with a plain model in Python, whatever is asked and however it is paged."""

import csv
import io
import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.tables import write_parquet
from portal.tables.engine import Table, Tables, answer
from portal.tables.query import BadQuery, Kind, parse_query

TYPES = {
    "名称": "string",
    'a"b': "string",
    "n": "integer",
    "大数": "integer",
    "x": "number",
    "d": "date",
    "ok": "boolean",
}
NAMES = tuple(TYPES)
TEXTS = [
    "",
    "道里区",
    "南岗区",
    "'; DROP TABLE data; --",
    'x" OR 1=1',
    "a,b",
    "%",
    "_",
    "里",
    "\\",
    "Ａ",
    "é",
    "e\u0301",
]
CELLS = {
    "名称": st.sampled_from(TEXTS),
    'a"b': st.sampled_from(TEXTS),
    "n": st.one_of(st.just(""), st.integers(-3, 3).map(str)),
    "大数": st.one_of(st.just(""), st.sampled_from([str(2**53 + 1), str(2**63), "-" + "9" * 30, "7", str(10**37)])),
    "x": st.one_of(st.just(""), st.sampled_from(["0.1", "0.3", "-2.5", "1e300", "4"])),
    "d": st.one_of(st.just(""), st.sampled_from(["2024-02-29", "1999-12-31", "0987-01-02"])),
    "ok": st.sampled_from(["", "true", "false"]),
}
READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": str,
    "boolean": lambda cell: cell == "true",
}
MODEL: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "contains": lambda a, b: b in a,
    "startswith": lambda a, b: a.startswith(b),
}

Row = dict[str, Any]


def write_table(folder: Path, rows: Sequence[Sequence[str]], types: dict[str, str] = TYPES) -> Path:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(types), *rows])
    (folder / "t.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    fields = [{"name": name, "type": type_} for name, type_ in types.items()]
    write_parquet(folder / "t.csv", {"fields": fields}, folder / "t.parquet")
    return folder / "t.parquet"


@contextmanager
def opened(rows: Sequence[Sequence[str]], types: dict[str, str] = TYPES) -> Iterator[Table]:
    with tempfile.TemporaryDirectory() as folder:
        parquet = write_table(Path(folder), rows, types)
        tables = Tables(Path(folder) / "cache")
        yield tables.open("ab12", lambda: parquet)
        tables.close()


def model_of(rows: Sequence[Sequence[str]]) -> list[Row]:
    return [
        {"_id": number}
        | {name: READ[TYPES[name]](cell) if cell else None for name, cell in zip(NAMES, row, strict=True)}
        for number, row in enumerate(rows, 1)
    ]


def asked(table: Table, *given: tuple[str, str]) -> Any:
    return answer(table, parse_query(given, table.all_columns), release=1)


def rows_of(table: Table, *given: tuple[str, str]) -> list[Row]:
    plan = parse_query(given, table.all_columns)
    return [dict(zip([c.name for c in plan.columns], row, strict=True)) for row in answer(table, plan, release=1).rows]


@dataclass(frozen=True)
class Question:
    where: list[tuple[str, str, str]]
    sort: list[str]

    def given(self) -> list[tuple[str, str]]:
        filters = [(f"{name}__{operator}", value) for name, operator, value in self.where]
        return filters + ([("sort", in_csv(self.sort))] if self.sort else [])

    def of(self, rows: list[Row]) -> list[Row]:
        for name, operator, value in self.where:
            rows = [row for row in rows if holds(row[name], operator, value, TYPES.get(name, "integer"))]
        for key in reversed(self.sort):
            name = key.removeprefix("-")
            rows = in_order(rows, name, backwards=key.startswith("-"))
        return rows


def in_order(rows: list[Row], name: str, *, backwards: bool) -> list[Row]:
    """Sort, rows without a value last; Python keeps equal rows in their order, backwards too."""
    some = sorted((row for row in rows if row[name] is not None), key=lambda row: row[name], reverse=backwards)
    return some + [row for row in rows if row[name] is None]


def in_csv(items: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(items)
    return out.getvalue()


def holds(value: Any, operator: str, text: str, type_: str) -> bool:
    if operator == "isnull":
        return (value is None) == (text == "true")
    if value is None:
        return False
    if operator == "in":
        return value in [READ[type_](item) for item in next(csv.reader([text]), [])]
    return MODEL[operator](value, READ[type_](text))


def conditions() -> st.SearchStrategy[tuple[str, str, str]]:
    def of(name: str) -> st.SearchStrategy[tuple[str, str, str]]:
        values = st.just("2") if name == "_id" else CELLS[name]
        some = values if TYPES.get(name) == "string" else values.filter(bool)
        operators = ["eq", "ne"]
        if name != "ok":
            operators += ["gt", "gte", "lt", "lte"]
        if TYPES.get(name) == "string":
            operators += ["contains", "startswith"]
        plain = st.tuples(st.just(name), st.sampled_from(operators), some)
        many = st.tuples(st.just(name), st.just("in"), st.lists(some, min_size=1, max_size=3).map(in_csv))
        null = st.tuples(st.just(name), st.just("isnull"), st.sampled_from(["true", "false"]))
        return st.one_of(plain, many, null)

    return st.sampled_from(["_id", *NAMES]).flatmap(of)


tables = st.lists(st.tuples(*CELLS.values()), max_size=12)
keys = st.lists(st.sampled_from([sign + name for name in NAMES for sign in ("", "-")]), max_size=3)
questions = st.builds(
    Question,
    st.lists(conditions(), max_size=2),
    keys.map(lambda names: list({name.removeprefix("-"): name for name in names}.values())),
)
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(tables, st.lists(questions, min_size=1, max_size=6), st.integers(1, 4))
def test_filters_sorts_and_paging_agree_with_a_model(
    rows: list[tuple[str, ...]], asked_for: list[Question], size: int
) -> None:
    with opened(rows) as table:
        for question in asked_for:
            expected = question.of(model_of(rows))
            given_ = question.given()
            whole = asked(table, *given_)
            assert rows_of(table, *given_) == expected
            assert (whole.total, whole.truncated, whole.next) == (len(expected), False, None)
            assert rows_of(table, *given_, ("offset", str(size)), ("limit", "2")) == expected[size : size + 2]
            assert list(paged(table, given_, size)) == expected


def paged(table: Table, given: list[tuple[str, str]], size: int) -> Iterator[Row]:
    """Go from cursor to cursor, each row once."""
    after: list[tuple[str, str]] = []
    for _ in range(100):
        plan = parse_query([*given, ("limit", str(size)), *after], table.all_columns)
        part = answer(table, plan, release=1)
        names = [column.name for column in plan.columns]
        yield from (dict(zip(names, row, strict=True)) for row in part.rows)
        assert part.truncated == (part.next is not None)
        if part.next is None:
            return
        after = [("after", part.next)]
    raise AssertionError("the pages do not end")


@slow
@given(tables, st.lists(st.sampled_from(["名称", "n", "ok", "d"]), max_size=2, unique=True), st.integers(1, 3))
def test_groups_agree_with_a_model(rows: list[tuple[str, ...]], by: list[str], size: int) -> None:
    wanted = {}
    for row in model_of(rows):
        wanted.setdefault(tuple(row[name] for name in by), []).append(row)
    if not by:
        wanted = {(): model_of(rows)}
    expected = []
    for group, members in wanted.items():
        n = [row["n"] for row in members if row["n"] is not None]
        big = [row["大数"] for row in members if row["大数"] is not None]
        made = [len(members), len(n), sum(n) if n else None, max(big) if big else None]
        expected.append((*group, *made))
    expected.sort(key=lambda row: [(value is None, value) for value in row[: len(by)]])
    given_ = [("agg", "count(*),count(n),sum(n),max(大数)")] + ([("group_by", in_csv(by))] if by else [])
    with opened(rows) as table:
        found = asked(table, *given_)
        assert found.rows == expected
        assert found.total == len(expected)
        pages = [tuple(row.values()) for row in paged(table, given_, size)]
        assert pages == expected


def test_a_cursor_of_another_question_is_refused() -> None:
    rows = [(name, "", str(n), "", "", "", "") for n, name in enumerate(itertools.islice(itertools.cycle("甲乙"), 9))]
    with opened(rows) as table:
        first = asked(table, ("limit", "2"), ("sort", "名称"))
        assert first.next
        for given_ in ([], [("sort", "-名称")], [("sort", "名称"), ("n__gt", "1")], [("group_by", "n")]):
            with pytest.raises(BadQuery, match=r"rows\.cursor"):
                asked(table, *given_, ("after", first.next))
        for forged in ("", "x", "!!", first.next[:-1], first.next + "A", "é", "A" * 3000):
            if forged:
                with pytest.raises(BadQuery, match=r"rows\.cursor"):
                    asked(table, ("sort", "名称"), ("after", forged))


def test_wide_numbers_keep_their_digits() -> None:
    big = [str(2**53 + 1), str(2**64), "-" + "9" * 38]
    types = {"大数": "integer"}
    with opened([(one,) for one in big], types) as table:
        assert table.columns[0].kind is Kind.INTEGER
        assert [row["大数"] for row in rows_of(table)] == [int(one) for one in big]
        for one in big:
            assert len(rows_of(table, ("大数", one))) == 1
            assert rows_of(table, ("大数", str(int(one) + 1))) == []
    with opened([("9" * 38,), ("9" * 38,)], types) as table, pytest.raises(PortalError, match=r"rows\.overflow"):
        rows_of(table, ("agg", "sum(大数)"))


def test_a_column_called_as_the_row_number() -> None:
    with opened([("a", "1"), ("b", "2")], {"_ID": "string", "n": "integer"}) as table:
        assert table.row.name == "__id"
        assert rows_of(table, ("__id__gt", "1")) == [{"__id": 2, "_ID": "b", "n": 2}]


def test_moments_are_iso() -> None:
    types = {"t": "datetime", "clock": "time"}
    cells = [("2024-01-31T08:00:00+08:00", "08:00:00"), ("2024-01-31T08:00:00.5", "23:59:59")]
    with opened(cells, types) as table:
        found = rows_of(table, ("select", "t,clock"))
        assert [row["t"] for row in found] == ["2024-01-31T00:00:00", "2024-01-31T08:00:00.500000"]
        assert [row["clock"] for row in found] == ["08:00:00", "23:59:59"]
        assert len(rows_of(table, ("t", "2024-01-31T08:00:00+08:00"), ("clock__lt", "09:00"))) == 1


ODD = dict.fromkeys(
    ("count(*)", "sort", "a__gt", "-a", "a", "rowid", "data", "*", "a,b", "max(a)", "_ID", "a)"), "string"
)
PARTS = st.sampled_from(
    [*ODD, "__id", "-", "__", "gt", "eq", "in", "isnull", ",", '"', "(", ")", "max", "count", "true"]
)
WORDS = st.sampled_from(["select", "sort", "group_by", "agg", "limit", "offset", "after", *ODD, "a__in", "max(a)__ne"])


@settings(max_examples=150, deadline=None)
@example([("group_by", "count(*)"), ("agg", "count(*)")])
@example([("group_by", "max(a)"), ("agg", "max(max(a)),max(a)"), ("sort", "-max(max(a))")])
@given(st.lists(st.tuples(WORDS, st.lists(PARTS, max_size=5).map("".join)), max_size=4))
def test_whatever_is_asked_is_answered_or_refused(odd_table: Table, given_: list[tuple[str, str]]) -> None:
    try:
        plan = parse_query(given_, odd_table.all_columns)
        found = answer(odd_table, plan, release=1)
    except BadQuery:
        return
    assert all(len(row) == len(plan.columns) for row in found.rows)
    assert found.total >= len(found.rows)


@pytest.fixture(scope="module")
def odd_table() -> Iterator[Table]:
    with opened([tuple("abcdefghijkl"), tuple("bbcdefghijkl")], ODD) as table:
        yield table
