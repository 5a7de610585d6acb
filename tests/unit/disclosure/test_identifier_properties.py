"""Made-up identifiers in random company: always found, exactly; one changed digit never."""

import itertools
import re
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.disclosure.identifiers import (
    CANDIDATE_PATTERN,
    PATTERNS,
    STRONG_PATTERN,
    find_identifiers,
    fold,
    is_credit_code,
    is_resident_id,
    mask,
)
from portal.disclosure.identifiers.claims import Claim, resolve
from portal.disclosure.report import Kind
from tests.unit.disclosure.test_identifiers import FOUND

TODAY = date(2026, 1, 1)
PROVINCES = ["11", "23", "31", "44", "50", "65", "71", "83", "91"]
MOBILE = ["130", "139", "145", "153", "155", "159", "162", "165", "167", "170", "178", "180", "193", "195", "199"]
WIDE = {ord(one): ord(one) + 0xFEE0 for one in "0123456789Xx-"} | {ord(" "): 0x3000}
BEFORE = ["", "号码", "：", "(", "2024-03-05 ", "甲,", "“", "_", "\t", "13900139000 ", "第3户 "]
AFTER = ["", "。", ")", "，电话0451-55550000", " 2024-03-05", "_1.jpg", "\n", "住", " 5栋"]


def check(number: str) -> str:
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    return next(one for one in "0123456789X" if _rest(number, weights, one) == 1)


def _rest(number: str, weights: list[int], last: str) -> int:
    return (
        sum(int(one) * weight for one, weight in zip(number, weights, strict=True)) + (10 if last == "X" else int(last))
    ) % 11


@st.composite
def resident(draw: st.DrawFn) -> str:
    place = draw(st.sampled_from(PROVINCES)) + f"{draw(st.integers(0, 9999)):04}"
    born = date(1900, 1, 1) + timedelta(days=draw(st.integers(0, 45000)))
    body = f"{place}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + check(body)


@st.composite
def mobile(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(MOBILE)) + f"{draw(st.integers(1, 99999998)):08}"


@st.composite
def card(draw: st.DrawFn) -> str:
    body = "62" + "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=13, max_size=16)))
    return next(number for last in "0123456789" if _luhn(number := body + last))


def _luhn(number: str) -> bool:
    doubled = [int(one) * (1 + place % 2) for place, one in enumerate(reversed(number))]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def dressed(draw: st.DrawFn, number: str, groups: tuple[int, ...]) -> str:
    gap = draw(st.sampled_from(["", "", " ", "-", "–"]))
    parts, at = [], 0
    for size in (*groups, len(number) - sum(groups)):
        parts.append(number[at : at + size])
        at += size
    text = gap.join(part for part in parts if part)
    return text.translate(WIDE) if draw(st.booleans()) else text


def found_as(text: str, kind: Kind) -> list[str]:
    return [text[one.start : one.end] for one in find_identifiers(text, today=TODAY) if one.kind is kind]


@settings(max_examples=300)
@given(st.data())
def test_resident_ids_are_found_exactly(data: st.DataObject) -> None:
    number = data.draw(resident())
    if data.draw(st.booleans()):
        number = number.lower()
    text = dressed(data.draw, number, (6, 8))
    before, after = data.draw(st.sampled_from(BEFORE)), data.draw(st.sampled_from(AFTER))
    assert found_as(before + text + after, Kind.RESIDENT_ID) == [text]


@settings(max_examples=300)
@given(resident(), st.integers(0, 16), st.integers(1, 9))
def test_a_changed_digit_is_never_found(number: str, place: int, step: int) -> None:
    changed = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert found_as(changed, Kind.RESIDENT_ID) == []


@settings(max_examples=300)
@given(st.data())
def test_mobiles_are_found_exactly(data: st.DataObject) -> None:
    prefix = data.draw(st.sampled_from(["", "", "+86", "86-", "0086 ", "+86 "]))
    text = prefix + dressed(data.draw, data.draw(mobile()), (3, 4))
    before = data.draw(st.sampled_from(["", "电话", "手机:", "(", "甲，", "联系人王某 "]))
    after = data.draw(st.sampled_from(["", "。", ")", "/", "，住", ".0", "\n", "转"]))
    assert found_as(before + text + after, Kind.MOBILE) == [text]


@given(
    st.sampled_from(["140", "144", "154", "160", "164", "168", "179", "194", "100", "128"]), st.integers(0, 99999999)
)
def test_other_prefixes_are_no_mobiles(prefix: str, rest: int) -> None:
    assert found_as(f"{prefix}{rest:08}", Kind.MOBILE) == []


@settings(max_examples=300)
@given(st.data())
def test_cards_are_found_exactly(data: st.DataObject) -> None:
    number = data.draw(card())
    text = dressed(data.draw, number, (4, 4, 4, 4))
    if not is_credit_code(number) and not is_resident_id(number, today=TODAY):
        assert found_as(f"卡{text}。", Kind.BANK_CARD) == [text]
        assert found_as(f"1{number}", Kind.BANK_CARD) == []


@given(card(), st.integers(2, 14), st.integers(1, 9))
def test_a_card_with_a_changed_digit_is_none(number: str, place: int, step: int) -> None:
    assert found_as(number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :], Kind.BANK_CARD) == []


@settings(max_examples=200)
@given(st.one_of(resident(), mobile()), st.sampled_from("*＊×●○"), st.booleans())
def test_masked_numbers_are_told_as_masked(number: str, star: str, wide: bool) -> None:
    first = 6 if len(number) == 18 else 3
    text = number[:first] + star * (len(number) - first - 4) + number[-4:]
    found = find_identifiers(text.translate(WIDE) if wide else text, today=TODAY)
    assert [(one.masked, one.end - one.start) for one in found] == [(True, len(text))]


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


PIECES = [
    *(text for _, before, identifier, _, _ in FOUND for text in (before, identifier)),
    *("0 1 8 a F x * ** xxxx - . : ( ) 年 月 @ ＠ Ａ ０ ： ． 转801 +86 dob IP ｔｅｌ 病案号 医保卡".split()),
    *(
        "138****8000 62**_****_****_0003 黑A·***12 a***@x.cn 1990-**-** 192.168.*.* E****0000".replace("_", " ").split(
            "|"
        )
    ),
    *(" ", "\t", "\u3000", "\u200b", "–", "，", "\n"),
]
WIDER = {code: code + 0xFEE0 for code in range(33, 127)}
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)


@settings(max_examples=500)
@given(texts, st.sampled_from(Kind))
def test_finds_do_not_overlap(text: str, preferred: Kind) -> None:
    spans = sorted((one.start, one.end) for one in find_identifiers(text, today=TODAY, prefer={preferred}))
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_the_stronger_claim_keeps_its_place() -> None:
    weak, strong = (Claim(Kind.PLATE, start, start + 4, strength, "") for start, strength in ((0, 0.2), (2, 0.9)))
    later = Claim(None, 5, 8, 0.5, "")
    assert [one.start for one in resolve([weak, later, strong])] == [2]
    assert [one.start for one in resolve([later, weak])] == [0]
    assert [one.start for one in resolve([Claim(Kind.PLATE, 3, 6, 0.2, ""), later])] == []


@settings(max_examples=1500, deadline=None)
@given(texts, st.booleans(), st.sampled_from(Kind))
def test_every_find_is_a_candidate(text: str, wide: bool, preferred: Kind) -> None:
    text = text.translate(WIDER) if wide else text
    for found in find_identifiers(text, today=TODAY):
        assert re.search(CANDIDATE_PATTERN, text)
        assert re.search(PATTERNS[found.kind], text)
        if found.masked or found.strength >= 0.5:
            assert re.search(STRONG_PATTERN, text)
    for found in find_identifiers(text, today=TODAY, prefer={preferred}):
        if found.kind is preferred:
            assert re.search(PATTERNS[preferred], text)


@pytest.mark.parametrize("wide", [False, True])
def test_the_database_reads_the_patterns_alike(wide: bool) -> None:
    pieces = [before + identifier + after for _, before, identifier, after, _ in FOUND] + [
        "",
        "道里区",
        "12345",
        "2024",
    ]
    cells = [piece.translate(WIDER) if wide else piece for piece in pieces]
    for pattern in (CANDIDATE_PATTERN, STRONG_PATTERN, *PATTERNS.values()):
        query = "SELECT regexp_matches(cell, ?) FROM (SELECT unnest(?) AS cell)"
        told = [row[0] for row in duckdb.execute(query, [pattern, cells]).fetchall()]
        assert told == [bool(re.search(pattern, cell)) for cell in cells]


@settings(max_examples=500)
@given(st.sampled_from(Kind), st.one_of(texts, st.text(max_size=30), resident(), mobile(), card()))
def test_a_sample_never_is_the_value(kind: Kind, value: str) -> None:
    sample = mask(kind, value)
    assert sample != value or "*" in fold(value) or kind is Kind.FREE_TEXT
    digits = re.sub("[^0-9]", "", fold(value))
    if kind not in {Kind.IP, Kind.EMAIL, Kind.COORDINATES_DWELLING} and len(digits) > 10 and "*" not in fold(value):
        assert digits not in re.sub("[^0-9]", "", sample)


@pytest.mark.parametrize(
    ("kind", "value", "sample"),
    [
        (Kind.RESIDENT_ID, "230102190001010018", "230102********0018"),
        (Kind.MOBILE, "+86 138-0013-8000", "138****8000"),
        (Kind.BANK_CARD, "6217 0001 0000 0000 002", "6217***********0002"),
        (Kind.PERSON_NAME, "王小明", "王**"),
        (Kind.HOME_ADDRESS, "哈尔滨市南岗区西大直街92号3单元501室", "哈尔滨市南岗区西大直街***"),
        (Kind.HOME_ADDRESS, "阳光小区3栋2单元501室", "阳光小***"),
        (Kind.EMAIL, "zhang@example.com", "z***@example.com"),
        (Kind.EMAIL, "not an address", "***"),
        (Kind.PLATE, "黑A·12345", "黑A·***45"),
        (Kind.MILITARY_ID, "军字第0000000号", "军字第****号"),
        (Kind.BIRTH_DATE, "1990年5月6日", "1990-**-**"),
        (Kind.IP, "192.168.1.100", "192.168.*.*"),
        (Kind.IP, "00:1A:2B:3C:4D:5E", "001A****"),
        (Kind.COORDINATES_DWELLING, "126.603123,45.756456", "126.6***,45.7***"),
        (Kind.FREE_TEXT, "任何话", "…(3)"),
        (Kind.PASSPORT, "E00000000", "E******00"),
    ],
)
def test_samples(kind: Kind, value: str, sample: str) -> None:
    assert mask(kind, value) == sample
