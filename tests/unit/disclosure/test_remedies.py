"""Steps on whole tables: repeatable, nothing of other columns touched, no value and no salt in what is told."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.disclosure.remedies import STEPS, Outcome, Step, apply, check, done, fitting, preview, propose, published
from portal.disclosure.report import Kind, Place, Revealed, Risk
from portal.errors import PortalError
from portal.finding import Severity

SALT = b"a salt of sixteen bytes or more"
RESIDENT, MOBILE = "230102190001010018", "13800138000"
TABLE = (
    "姓名,身份证号,电话,年龄,出生日期,住址,备注,经度\n"
    f'张三,{RESIDENT},{MOBILE},37,1987-03-05,哈尔滨市道里区中央大街1号3单元501,"患者李四，电话{MOBILE}",126.631234\n'
    f"王小明,{RESIDENT},,102,1921年3月5日,宾县宾州镇,无,126.6\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path / "table.csv", TABLE)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def after(table: Path, *steps: Step) -> list[list[str]]:
    apply(table, steps, table.with_name("after.csv"), salt=SALT)
    return rows(table.with_name("after.csv"))


def test_every_sort_of_step_at_once(table: Path) -> None:
    found = after(
        table,
        Step("mask", "姓名", {"kind": "person_name"}),
        Step("drop", "身份证号"),
        Step("hash", "电话"),
        Step("top_code", "年龄", {"limit": 90}),
        Step("generalise", "年龄", {"to": "age", "width": 10}),
        Step("generalise", "出生日期", {"to": "month"}),
        Step("generalise", "住址", {"to": "district"}),
        Step("mask", "备注"),
        Step("round", "经度"),
        Step("strip"),
    )
    assert found[0] == ["姓名", "电话", "年龄", "出生日期", "住址", "备注", "经度"]
    assert found[1][0] == "张*"
    assert len(found[1][1]) == 16
    assert int(found[1][1], 16) >= 0
    assert found[1][2:5] == ["30-39", "1987-03", "道里区"]
    assert MOBILE not in found[1][5]
    assert "李四" not in found[1][5]
    assert found[1][6] == "126.63"
    assert found[2] == ["王**", "", "90-99", "1921-03", "宾县", "无", "126.6"]


def test_strip_alone_keeps_every_byte(table: Path) -> None:
    outcome = apply(table, [Step("strip")], table.with_name("after.csv"), salt=SALT)
    assert table.with_name("after.csv").read_bytes() == table.read_bytes()
    assert outcome == Outcome(2, tuple(TABLE.splitlines()[0].split(",")))


def test_columns_that_share_a_name_are_all_meant(tmp_path: Path) -> None:
    found = after(write(tmp_path / "t.csv", "电话,a,电话\n1,2,3\n"), Step("drop", "电话"))
    assert found == [["a"], ["2"]]


def test_blank_and_ragged_rows_pass(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "a,b,c\n\n1\n1,2,3,4\n")
    assert after(table, Step("drop", "a"), Step("mask", "b", {"kind": "mobile"})) == [
        ["b", "c"],
        [],
        [],
        ["***", "3", "4"],
    ]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "remedy.none"),
        ([Step("drop", "没有")], "remedy.column"),
        ([Step("drop", "a"), Step("hash", "a")], "remedy.column"),
        ([Step("drop", "a"), Step("drop", "b")], "remedy.no_columns"),
    ],
)
def test_steps_that_cannot_be_done(tmp_path: Path, steps: list[Step], code: str) -> None:
    table = write(tmp_path / "t.csv", "a,b\n1,2\n")
    with pytest.raises(PortalError) as error:
        apply(table, steps, tmp_path / "after.csv", salt=SALT)
    assert error.value.code == code
    assert not (tmp_path / "after.csv").exists()


@pytest.mark.parametrize(
    "told",
    [
        {"step": "burn", "column": "a"},
        {"step": "drop"},
        {"step": "strip", "column": "a"},
        {"step": "mask", "column": "a", "options": {"kind": RESIDENT}},
        {"step": "hash", "column": "a", "options": {"salt": "x"}},
        {"step": "generalise", "column": "a"},
        {"step": "generalise", "column": "a", "options": {"to": "range"}},
        {"step": "generalise", "column": "a", "options": {"to": "age", "width": 2.5}},
        {"step": "round", "column": "a", "options": {"decimals": 6}},
        {"step": "top_code", "column": "a", "options": {"limit": "90"}},
        {"step": "top_code", "column": "a", "options": {"limit": True}},
        {"step": "top_code", "column": "a", "options": {"limit": 1e-9}},
        {"step": "top_code", "column": "a", "options": {"limit": float("nan")}},
        {"step": "drop", "column": ["a"]},
        {"step": "drop", "column": "a", "options": []},
        "drop",
    ],
)
def test_what_is_no_step(told: object) -> None:
    with pytest.raises(PortalError, match=r"remedy\.") as error:
        Step.from_json(told)
    assert RESIDENT not in str(error.value)


STEP = st.one_of(
    st.builds(lambda kind: ("mask", {"kind": kind.value}), st.sampled_from(Kind)),
    st.sampled_from(["month", "year", "district", "city"]).map(lambda to: ("generalise", {"to": to})),
    st.builds(lambda width: ("generalise", {"to": "age", "width": width}), st.integers(1, 40)),
    st.builds(lambda width: ("generalise", {"to": "range", "width": width}), st.sampled_from([0.5, 1, 5, 1000])),
    st.builds(lambda limit: ("top_code", {"limit": limit}), st.integers(-5, 100)),
    st.builds(lambda limit: ("bottom_code", {"limit": limit}), st.floats(-5, 100).map(lambda value: round(value, 6))),
    st.builds(lambda decimals: ("round", {"decimals": decimals}), st.integers(0, 3)),
)
CELL = st.one_of(
    st.sampled_from(
        [MOBILE, RESIDENT, "张三", "37岁", "1987-03-05", "道里区中央大街1号", "126.631234,45.757", "-", "", "1,234.5"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.integers(-(10**6), 10**6).map(str),
    st.floats(-200, 200).map(lambda value: f"{value:.4f}"),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(step=STEP, cells=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_a_step_is_repeatable_and_touches_its_column_alone(
    tmp_path: Path, step: tuple[str, dict[str, str | int | float]], cells: list[tuple[str, str]]
) -> None:
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([("一", "二"), *cells])
    steps = [Step(step[0], "一", step[1])]
    once, again, twice = (tmp_path / f"{name}.csv" for name in ("once", "again", "twice"))
    apply(table, steps, once, salt=SALT)
    apply(table, steps, again, salt=b"another salt, of no use here")
    apply(once, steps, twice, salt=SALT)
    assert once.read_bytes() == again.read_bytes()
    assert [row[1] for row in rows(once)] == [row[1] for row in rows(table)]
    assert rows(once) == rows(twice)


@settings(max_examples=100, deadline=None)
@given(step=STEP)
def test_a_step_survives_its_json(step: tuple[str, dict[str, str | int | float]]) -> None:
    made = Step(step[0], "列", step[1])
    assert Step.from_json(json.loads(json.dumps(made.as_json()))) == made


def test_hashes_depend_on_the_salt_alone(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", f"a,b\n{MOBILE},1\n １３８００１３８０００ ,2\n13800138001,3\n")
    target = tmp_path / "after.csv"
    apply(table, [Step("hash", "a")], target, salt=SALT)
    first = [row[0] for row in rows(target)[1:]]
    apply(table, [Step("hash", "a")], target, salt=SALT[::-1])
    other = [row[0] for row in rows(target)[1:]]
    assert first[0] == first[1] != first[2]
    assert not {*first} & {*other}
    with pytest.raises(ValueError, match="salt"):
        apply(table, [Step("hash", "a")], target, salt=b"short")


def test_what_is_told_of_a_step_holds_no_identifier() -> None:
    assert published(Step("drop", f"电话{MOBILE}"))["column"] == "电话138****8000"
    assert published(Step("strip")) == {"step": "strip"}


COUNTS = "区,男,女,合计\n道里区,3,40,43\n南岗区,50,60,110\n道外区,70,80,150\n合计,123,180,303\n"


def test_small_counts_are_hidden_with_company(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", COUNTS)
    target = tmp_path / "after.csv"
    steps = [Step("suppress", "男")]
    outcome = apply(table, steps, target, salt=SALT)
    found = rows(target)
    assert found[1][1] == "*"
    hidden = [(row, column) for row, cells in enumerate(found) for column, cell in enumerate(cells) if cell == "*"]
    assert all(len([one for one in hidden if one[0] == row]) > 1 for row, _ in hidden)
    assert all(len([one for one in hidden if one[1] == column]) > 1 for _, column in hidden)
    assert set(outcome.hidden_in) == {found[0][column] for _, column in hidden} > {"男"}
    told = done(steps, outcome)
    assert {step.column for step in told} == set(outcome.hidden_in)
    shown = preview(table, steps, salt=SALT)
    assert {one.column for one in shown.columns} == set(outcome.hidden_in)
    apply(target, steps, tmp_path / "twice.csv", salt=SALT)
    assert rows(tmp_path / "twice.csv") == found


def test_counts_are_hidden_after_a_column_has_gone(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", COUNTS)
    found = after(table, Step("drop", "合计"), Step("suppress", "男"))
    assert found[0] == ["区", "男", "女"]
    assert found[1] == ["道里区", "*", "40"]


def test_a_preview_shows_what_changes_and_nothing_as_it_was(table: Path) -> None:
    steps = [Step("drop", "身份证号"), Step("mask", "备注"), Step("generalise", "年龄", {"to": "age"}), Step("strip")]
    shown = preview(table, steps, salt=SALT, rows=1)
    assert (shown.rows, shown.stripped, len(shown.columns_after)) == (2, True, 7)
    by_name = {one.column: one for one in shown.columns}
    assert set(by_name) == {"身份证号", "备注", "年龄"}
    assert (by_name["身份证号"].dropped, by_name["身份证号"].changed, len(by_name["身份证号"].samples)) == (True, 2, 1)
    assert by_name["备注"].changed == 1
    assert by_name["年龄"].samples[0].after == "35-39"
    told = repr([sample for one in shown.columns for sample in one.samples])
    assert RESIDENT not in told
    assert MOBILE not in told
    assert "李四" not in told
    assert MOBILE not in repr(shown)


def finding(kind: Kind, column: str | None, remedy: str, place: Place = Place.CELL, count: int = 1) -> Revealed:
    return Revealed(kind, place, count, Severity.BLOCK, 1.0, "", "rule", remedy, column=column)


def test_what_is_proposed() -> None:
    found = propose(
        [
            finding(Kind.MOBILE, "电话", "mask"),
            finding(Kind.LANDLINE, "电话", "mask", count=9),
            finding(Kind.RESIDENT_ID, "证件", "drop"),
            finding(Kind.PASSPORT, "证件", "mask"),
            finding(Kind.MOBILE, "备注", "mask", Place.FREE_TEXT),
            finding(Kind.HOME_ADDRESS, "住址", "generalise"),
            finding(Kind.COORDINATES_DWELLING, "经度", "round"),
            finding(Kind.MOBILE, None, "strip", Place.HIDDEN_SHEET),
            finding(Kind.PERSON_NAME, None, "strip", Place.AUTHOR),
            finding(Kind.MOBILE, "body", "drop", Place.PROPERTY),
            Revealed(Kind.CREDIT_CODE, Place.CELL, 1, Severity.INFO, 1, "", "r", "drop", column="代码"),
            Risk("k_anonymity", Severity.JUSTIFY, ("年龄", "出生日期", "职业", "住址"), 3, "generalise"),
            Risk("small_cells", Severity.JUSTIFY, ("人数",), 3, "suppress"),
        ]
    )
    assert {step.column: (step.step, dict(step.options)) for step in found} == {
        "电话": ("mask", {"kind": "landline"}),
        "证件": ("drop", {}),
        "备注": ("mask", {"kind": "free_text"}),
        "住址": ("generalise", {"to": "district"}),
        "经度": ("round", {"decimals": 2}),
        "年龄": ("generalise", {"to": "age", "width": 5}),
        "出生日期": ("generalise", {"to": "year"}),
        "人数": ("suppress", {"small": 4}),
        None: ("strip", {}),
    }
    assert len(found) == 9


def test_steps_that_fit_a_table() -> None:
    steps = [Step("drop", "a"), Step("hash", "没有"), Step("drop", "b"), Step("strip")]
    assert fitting(steps, ["a", "b"]) == [Step("drop", "a"), Step("strip")]
    check(fitting(steps, ["a", "b", "c"]), ["a", "b", "c"])


def test_every_step_is_documented() -> None:
    assert all(f"``{name}``" in (Step.__doc__ or "") for name in STEPS)
