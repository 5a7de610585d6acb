"""A city's file of disclosure control: what it says is done, and what is wrong in it is named with its place."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from portal.disclosure import Kind, Place, Revealed, assess, scan_metadata, scan_path, scan_table
from portal.disclosure.own import Check, OwnPattern, candidate_patterns, find_own, is_safe
from portal.disclosure.persons.headers import hints
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.policy_file import read_policy
from portal.errors import PortalError
from portal.finding import Severity
from portal.wording import remedy, sentence

TODAY = date(2026, 6, 1)
WHOLE = """
[thresholds]
k = 10
l = 3
small = 9
dominance_n = 1
dominance_k = 70
p = 15.5

[severity]
plate = "block"
ip = "info"

[headers.person_name]
words = ["报暖户"]
against = ["吉祥物姓名"]

[[pattern]]
name = "heating_account"
kind = "medical_record"
regex = "RH[0-9]{10}"

[[pattern]]
name = "grid_person"
kind = "social_security"
regex = '\\d{11}[\\dX]'
check = "mod11"
headers = ["网格人员码"]
"""


def _policy(folder: Path, text: str, name: str = "city.toml") -> Policy:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_policy(str(file))


def _scan(folder: Path, text: str, policy: Policy) -> dict[str | None, Revealed]:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    return {one.column: one for one in scan_table(file, resource="t", today=TODAY, policy=policy)}


def _mod11(body: str) -> str:
    total = 0
    for digit in body:
        total = (total + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - total) % 11]


def test_no_file_is_the_default() -> None:
    assert read_policy("") is DEFAULT


def test_every_part_is_read(tmp_path: Path) -> None:
    policy = _policy(tmp_path, WHOLE)
    assert (policy.k, policy.l, policy.small) == (10, 3, 9)
    assert (policy.dominance_n, policy.dominance_k, policy.p) == (1, 70, 15.5)
    assert policy.severities == {Kind.PLATE: Severity.BLOCK, Kind.IP: Severity.INFO}
    assert [one.name for one in policy.patterns] == ["heating_account", "grid_person"]
    assert [one.needs_header for one in policy.patterns] == [False, True]


def test_json_of_the_same_shape_is_the_same(tmp_path: Path) -> None:
    shape = {"thresholds": {"k": 7}, "severity": {"email": "info"}, "headers": {"mobile": {"words": ["叫号电话"]}}}
    toml = '[thresholds]\nk = 7\n[severity]\nemail = "info"\n[headers.mobile]\nwords = ["叫号电话"]\n'
    assert _policy(tmp_path, json.dumps(shape), "city.json") == _policy(tmp_path, toml)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[thresholds", "setting.disclosure_file", None),
        ("[threshold]\nk = 5", "setting.disclosure_key", "threshold"),
        ("[thresholds]\nkk = 5", "setting.disclosure_key", "thresholds.kk"),
        ("[thresholds]\nk = 0", "setting.disclosure_value", "thresholds.k"),
        ("[thresholds]\nk = 2.5", "setting.disclosure_value", "thresholds.k"),
        ("[thresholds]\nk = true", "setting.disclosure_value", "thresholds.k"),
        ("[thresholds]\np = nan", "setting.disclosure_value", "thresholds.p"),
        ("[thresholds]\ndominance_k = 101", "setting.disclosure_value", "thresholds.dominance_k"),
        ('[severity]\nmobile = "warn"', "setting.disclosure_value", "severity.mobile"),
        ("[severity]\nmobile = [1]", "setting.disclosure_value", "severity.mobile"),
        ('[severity]\nphone = "block"', "setting.disclosure_key", "severity.phone"),
        ('[headers.mobile]\nwords = "电话"', "setting.disclosure_value", "headers.mobile.words"),
        ('[headers.mobile]\nwords = [" "]', "setting.disclosure_value", "headers.mobile.words"),
        ('[headers.mobile]\nword = ["电话"]', "setting.disclosure_key", "headers.mobile.word"),
        ("[headers]\nmobile = 1", "setting.disclosure_value", "headers.mobile"),
        ("pattern = 1", "setting.disclosure_value", "pattern"),
        ('[[pattern]]\nname = "A"\nkind = "plate"\nregex = "x"', "setting.disclosure_value", "pattern[1].name"),
        ('[[pattern]]\nname = "office"\nkind = "plate"\nregex = "x"', "setting.disclosure_value", "pattern[1].name"),
        ('[[pattern]]\nname = "a"\nkind = "car"\nregex = "x"', "setting.disclosure_value", "pattern[1].kind"),
        ('[[pattern]]\nname = "a"\nkind = ["plate"]\nregex = "x"', "setting.disclosure_value", "pattern[1].kind"),
        ('[[pattern]]\nname = "a"\nkind = "plate"', "setting.disclosure_regex", "pattern[1].regex"),
        ('[[pattern]]\nname = "a"\nkind = "plate"\nregex = "("', "setting.disclosure_regex", "pattern[1].regex"),
        (
            '[[pattern]]\nname = "a"\nkind = "plate"\nregex = "x"\ncheck = "crc"',
            "setting.disclosure_value",
            "pattern[1].check",
        ),
        (
            '[[pattern]]\nname = "a"\nkind = "plate"\nregex = "x"\n[[pattern]]\nname = "a"\nkind = "ip"\nregex = "y"',
            "setting.disclosure_value",
            "pattern.name",
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_and_place(tmp_path: Path, text: str, code: str, place: str | None) -> None:
    with pytest.raises(PortalError) as caught:
        _policy(tmp_path, text)
    assert caught.value.code == code
    assert caught.value.params.get("place") == place
    said = sentence(code, caught.value.params)
    assert str(tmp_path / "city.toml") in said
    assert place is None or f"“{place}”" in said
    assert remedy(code, caught.value.params)


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    for name in ("none.toml", "binary.toml"):
        with pytest.raises(PortalError, match=r"setting\.disclosure_file"):
            read_policy(str(tmp_path / name))


@pytest.mark.parametrize("regex", ["RH[0-9]{10}", r"\d{3}-?\d{4,8}", "[A-Z]{1,2}(?:冰|雪)[0-9]{6}", r"a\+b[*+]{2}"])
def test_patterns_that_are_safe(regex: str) -> None:
    assert is_safe(regex)


@pytest.mark.parametrize(
    "regex",
    [
        "",
        "[0-9]+",
        "[0-9]*X",
        "[0-9]{4,}",
        "(?=x)y",
        "(?<!x)y",
        r"(a)\1",
        r"\p{Han}{2}",
        "(?:a{1,9}){9}x",
        "(?:a|aa){30}x",
        "(?:a|a)" * 20,
        "a{1,60}a{1,60}a{1,60}b",
        "x?",
        "[",
        "x" * 201,
    ],
)
def test_patterns_that_are_not(regex: str) -> None:
    assert not is_safe(regex)


def test_the_slowest_pattern_that_is_safe_is_not_slow() -> None:
    regex = "a{1,30}a{1,30}b"
    assert is_safe(regex)
    start = time.process_time()
    assert find_own("a" * 20_000, [OwnPattern("slow", Kind.PLATE, regex)]) == []
    assert time.process_time() - start < 2


def test_check_digits() -> None:
    mod11 = [OwnPattern("m", Kind.RESIDENT_ID, "[0-9]{17}[0-9X]", Check.MOD11)]
    assert find_own("230102190001010018", mod11)  # resident IDs are of the same system
    assert find_own("23010219000101019X", mod11)
    assert not find_own("230102190001010019", mod11)
    luhn = [OwnPattern("l", Kind.BANK_CARD, "[0-9]{19}", Check.LUHN)]
    assert find_own("6217000100000000002", luhn)
    assert not find_own("6217000100000000003", luhn)


def test_a_pattern_is_no_part_of_a_longer_number_and_full_width_is_the_same() -> None:
    own = [OwnPattern("a", Kind.PLATE, "RH[0-9]{4}")]
    assert not find_own("XRH1234 RH12345", own)
    (match,) = find_own("编号ＲＨ１２３４。", own)
    assert (match.start, match.end, match.rule) == (2, 8, "city/a")


def test_only_patterns_that_could_be_told_are_looked_for() -> None:
    own = [OwnPattern("a", Kind.PLATE, "A[0-9]{4}", needs_header=True)]
    assert candidate_patterns(own) == []
    assert candidate_patterns(own, frozenset({Kind.PLATE}))[0] == "(?:A[0-9]{4})"


def test_own_numbers_are_found_where_they_stand(tmp_path: Path) -> None:
    policy = _policy(tmp_path, WHOLE)
    codes = [_mod11(f"{number:011}") for number in range(10000000000, 10000000040)]
    rows = [f"{code},{code},供热户 RH{number:010} 欠费" for number, code in enumerate(codes)]
    found = _scan(tmp_path, "网格人员码,批次,备注\n" + "\n".join(rows) + "\n", policy)
    assert found["网格人员码"].rule == "city/grid_person"
    assert found["网格人员码"].severity is Severity.BLOCK
    assert found["网格人员码"].count == 40
    assert "批次" not in found  # its header does not speak for the kind
    assert found["备注"].place is Place.FREE_TEXT
    assert all(codes[0] not in one.sample and "0000000000" not in one.sample for one in found.values())
    assert not _scan(tmp_path, "网格人员码,批次,备注\n" + "\n".join(rows) + "\n", DEFAULT).get("备注")


def test_own_numbers_are_found_in_a_large_table_too(tmp_path: Path) -> None:
    """A table of more than its sample: DuckDB looks for the candidates."""
    policy = _policy(tmp_path, WHOLE)
    rows = [f"{number},道里区 常规 记录 没有 编号 {number}" for number in range(60_000)]
    rows[41_000] = "41000,供热户 RH0000041000 欠费"
    rows[52_000] = "52000,供热户 ＲＨ０００００５２０００ 欠费"
    found = _scan(tmp_path, "序号,备注\n" + "\n".join(rows) + "\n", policy)
    assert (tmp_path / "table.csv").stat().st_size > 2_000_000
    told = [one for one in found.values() if one.column == "备注"]
    assert [one.rows for one in told] == [(41_001, 52_001)]


def test_a_column_full_of_own_numbers_in_a_large_table(tmp_path: Path) -> None:
    policy = _policy(tmp_path, WHOLE)
    rows = [f"RH{number:010},{'道' * 20}" for number in range(40_000)]
    assert _scan(tmp_path, "代号,说明\n" + "\n".join(rows) + "\n", policy)["代号"].count == 40_000


def test_header_words_speak_for_and_against(tmp_path: Path) -> None:
    policy = _policy(tmp_path, WHOLE)
    assert hints("报暖户", policy.words)[Kind.PERSON_NAME] == 1.0
    assert hints("报暖户").get(Kind.PERSON_NAME, 0.0) <= 0
    assert hints("吉祥物姓名", policy.words)[Kind.PERSON_NAME] == -1.0
    assert hints("吉祥物姓名")[Kind.PERSON_NAME] > 0
    table = "吉祥物姓名,数\n" + "".join(
        f"{name},{n}\n" for n, name in enumerate(["王小丽", "李大伟", "张建国", "刘洋"])
    )
    assert "吉祥物姓名" in _scan(tmp_path, table, DEFAULT)
    found = _scan(tmp_path, table, policy)
    assert "吉祥物姓名" not in found or found["吉祥物姓名"].severity is Severity.INFO


def test_severities_are_the_citys_but_masked_stays_information(tmp_path: Path) -> None:
    table = "车牌号,地址,电话\n黑A12345,10.20.30.40,138****8000\n黑A23456,10.20.30.41,139****8001\n"
    usual = _scan(tmp_path, table, DEFAULT)
    own = _scan(tmp_path, table, _policy(tmp_path, WHOLE))
    assert (usual["车牌号"].severity, own["车牌号"].severity) == (Severity.JUSTIFY, Severity.BLOCK)
    assert (usual["地址"].severity, own["地址"].severity) == (Severity.JUSTIFY, Severity.INFO)
    strict = _scan(tmp_path, table, _policy(tmp_path, '[severity]\nmobile = "block"\n'))
    assert strict["电话"].severity is Severity.INFO


def test_thresholds_reach_the_measures(tmp_path: Path) -> None:
    rows = [f"{20 + number % 3},{'男女'[number % 2]},道里区" for number in range(48)]
    table = tmp_path / "people.csv"
    table.write_text("年龄,性别,所在区\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert [risk.code for risk in assess(table).risks] == []
    (risk,) = assess(table, policy=_policy(tmp_path, "[thresholds]\nk = 9")).risks
    assert (risk.code, risk.params["least"]) == ("k_anonymity", 9)


def test_every_door_of_the_scan_takes_it(tmp_path: Path) -> None:
    policy = _policy(tmp_path, WHOLE)
    note = tmp_path / "note.txt"
    note.write_text("供热户 RH0000041000 已通知。\n", encoding="utf-8")
    assert [one.rule for one in scan_path(note, today=TODAY, policy=policy).findings] == ["city/heating_account"]
    assert scan_path(note, today=TODAY).clean
    said = scan_metadata({"title": "供热户 RH0000041000"}, today=TODAY, policy=policy)
    assert [one.rule for one in said] == ["city/heating_account"]
    header = _scan(tmp_path, "序号,RH0000041000\n1,2\n", policy)
    assert "RH0000041000" not in str(header)
