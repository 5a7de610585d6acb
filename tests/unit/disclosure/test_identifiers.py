"""Identifiers in text: what is one, what only looks like one. All numbers are made up; birth years are 1900."""

from datetime import date

import pytest

from portal.disclosure.identifiers import (
    find_identifiers,
    is_credit_code,
    is_office_address,
    is_organisation_code,
    is_resident_id,
    resembles_bank_card,
    resembles_resident_id,
    rounded_resident_id,
)
from portal.disclosure.report import Kind

TODAY = date(2026, 1, 1)
ID, ID_X = "230102190001010018", "23010219000101019X"
CARD = "6217000100000000002"
UUID = "20240101-e29b-41d4-a716-446655440000"

FOUND = [  # kind, text before, identifier, text after, strong by itself
    (Kind.RESIDENT_ID, "", ID, "", True),
    (Kind.RESIDENT_ID, "", ID_X.lower(), "", True),
    (Kind.RESIDENT_ID, "", "830000190001010011", "", True),
    (Kind.RESIDENT_ID, "", "230102 19000101 0018", "", True),
    (Kind.RESIDENT_ID, "", "230102-19000101-0018", "", True),
    (Kind.RESIDENT_ID, "", "２３０１０２１９０００１０１０１９Ｘ", "", True),
    (Kind.RESIDENT_ID, "号码", ID, "，电话13800138000", True),
    (Kind.RESIDENT_ID, "13800138000 ", ID, "", True),
    (Kind.RESIDENT_ID, "2024-03 ", ID, "", True),
    (Kind.RESIDENT_ID, "(", ID, ")", True),
    (Kind.RESIDENT_ID, "1.", ID, "_照片", True),
    (Kind.RESIDENT_ID, "", f"G{ID}", "", True),
    (Kind.RESIDENT_ID, "", "230102000101001", "", False),
    (Kind.RESIDENT_ID, "身份证号：", "230102000101001", "", True),
    (Kind.RESIDENT_ID, "", "USA230100000101", "", False),
    (Kind.BANK_CARD, "", CARD, "", False),
    (Kind.BANK_CARD, "", "6217 0001 0000 0000 002", "", True),
    (Kind.BANK_CARD, "银行卡号:", CARD, "", True),
    (Kind.BANK_CARD, "13800138000 ", CARD, "", False),
    (Kind.MOBILE, "", "13800138000", "", True),
    (Kind.MOBILE, "", "138-0013-8000", "", True),
    (Kind.MOBILE, "", "138 0013 8000", "", True),
    (Kind.MOBILE, "", "+86 138-0013-8000", "", True),
    (Kind.MOBILE, "", "0086-13800138000", "", True),
    (Kind.MOBILE, "", "(+86)13800138000", "", True),
    (Kind.MOBILE, "", "138 1200 0000", "", True),
    (Kind.LANDLINE, "(", "0451-55550000", ")", True),
    (Kind.MOBILE, "", "8613800138000", "", True),
    (Kind.MOBILE, "", "１３８００１３８０００", "", True),
    (Kind.MOBILE, "", "13800138000", ".0", True),
    (Kind.MOBILE, "王某", "13800138000", "/15912345678", True),
    (Kind.LANDLINE, "", "0451-55550000", "", True),
    (Kind.LANDLINE, "", "（0451）55550000转801", "", True),
    (Kind.LANDLINE, "", "010 55550000", "", True),
    (Kind.LANDLINE, "", "+86-451-55550000", "", True),
    (Kind.LANDLINE, "", "55550000", "", False),
    (Kind.LANDLINE, "电话：", "5555000", "", True),
    (Kind.PASSPORT, "", "E00000000", "", False),
    (Kind.PASSPORT, "护照 ", "EA0000000", "", True),
    (Kind.PASSPORT, "护照号码：", "H00000000", "", True),
    (Kind.HMT_PERMIT, "", "H0000000000", "", False),
    (Kind.HMT_PERMIT, "", "C00000000", "", False),
    (Kind.HMT_PERMIT, "台胞证", "00000000", "", True),
    (Kind.MILITARY_ID, "", "军字第0000000号", "", True),
    (Kind.MILITARY_ID, "军官证：", "海字第0000000号", "", True),
    (Kind.MILITARY_ID, "哈", "政字第0001号", "", False),
    (Kind.PLATE, "", "黑A00000", "", True),
    (Kind.PLATE, "车牌", "京A·12345", "", True),
    (Kind.PLATE, "", "黑AD00000", "", True),
    (Kind.PLATE, "", "黑A00000D", "", True),
    (Kind.PLATE, "", "沪a0000学", "", True),
    (Kind.PLATE, "", "黑O0000警", "", True),
    (Kind.EMAIL, "邮箱", "zhang.san@example.com", "。", True),
    (Kind.EMAIL, "", "12345678＠qq.com", "", True),
    (Kind.EMAIL, "", "office@example.com", "", False),
    (Kind.EMAIL, "", "zhang@harbin.gov.cn", "", False),
    (Kind.IP, "", "192.168.1.100", "", True),
    (Kind.IP, "", "1.2.3.4", "", False),
    (Kind.IP, "", "2001:db8:0:1::1", "", True),
    (Kind.IP, "", "00:1A:2B:3C:4D:5E", "", True),
    (Kind.IP, "", "001a.2b3c.4d5e", "", True),
    (Kind.CREDIT_CODE, "", "11230100000000000T", "", True),
    (Kind.CREDIT_CODE, "", "92230102MA00000075", "", True),
    (Kind.CREDIT_CODE, "", "MA000000-7", "", False),
    (Kind.BIRTH_DATE, "", "1990-05-06", "", False),
    (Kind.BIRTH_DATE, "", "19900506", "", False),
    (Kind.BIRTH_DATE, "出生日期：", "1990年5月6日", "", True),
    (Kind.MEDICAL_RECORD, "住院号 ", "00123456", "", True),
    (Kind.SOCIAL_SECURITY, "社保卡号：", "A00000000", "", True),
]


@pytest.mark.parametrize(("kind", "before", "identifier", "after", "strong"), FOUND)
def test_found_where_it_stands(kind: Kind, before: str, identifier: str, after: str, strong: bool) -> None:
    text = before + identifier + after
    found = {text[one.start : one.end]: one for one in find_identifiers(text, today=TODAY)}
    assert found[identifier].kind is kind
    assert (found[identifier].strength >= 0.5) is strong
    assert not found[identifier].masked


@pytest.mark.parametrize(
    "text",
    [
        "230102190001010019",  # check digit
        "230102190002300011",  # no such date
        "160102190001010018",  # no such province
        f"{ID}0",
        f"a{ID}",
        f"{CARD}0",
        "6217 0001 0000 0000 002 0000",
        "1234 6217 0001 0000 0000 002",
        "6200 0000 1300 0000 004",
        "12800138000",
        "15400138000",
        "138001380001",
        "126.13800138000",
        "0451-15550000",
        "010-5555000",
        "12345",
        "拨打110、120或12345",
        "0451-12345",
        "400-810-8888",
        "4008108888",
        "95588",
        "投诉电话：0451-55550000",
        "服务热线55550000",
        "2019-2020",
        "E0000000",
        "京公网安备",
        "黑A0000I",
        "黑AI0000",
        "新ABCDEF",
        "黑龙江省第12345号",
        "icon@2x.png",
        "lodash@4.17.21",
        "256.1.1.1",
        "版本 1.2.3.4",
        "1.2.3.4.5",
        "127.0.0.1",
        "10.0.0.0/8",
        "12:30:45",
        "2026-01-01 12:30:45.000:1",
        "std::vector",
        "11230100000000000A",
        "LZZ0000A1TA000001",
        "978-7-302-12345-6",
        "ISSN 2345-6785",
        UUID,
        "20240101120000",
        "1704067200000",
        "2030-05-06",
        "126.603123,45.756456",
        "黑(2026)哈尔滨市不动产权第0000000号",
        "（2026）黑0102民初0号",
        "订单号55550000",
        "中央大街100号",
        "150010",
        "",
    ],
)
def test_only_alike(text: str) -> None:
    strong_or_not = [
        (one.kind, one.rule) for one in find_identifiers(text, today=TODAY) if one.kind is not Kind.BIRTH_DATE
    ]
    assert strong_or_not == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.MOBILE, "138****8000"),
        (Kind.MOBILE, "138xxxx8000"),
        (Kind.MOBILE, "138＊＊＊＊8000"),
        (Kind.MOBILE, "138 **** 8000"),
        (Kind.RESIDENT_ID, "230102********0018"),
        (Kind.RESIDENT_ID, "230102XXXXXXXX0018"),
        (Kind.RESIDENT_ID, "2301**************"),
        (Kind.RESIDENT_ID, "230102******001"),
        (Kind.BANK_CARD, "62** **** **** 0003"),
        (Kind.BANK_CARD, "621700*********0003"),
        (Kind.PLATE, "黑A·***12"),
        (Kind.PLATE, "黑A***12"),
        (Kind.EMAIL, "a***@x.cn"),
        (Kind.LANDLINE, "0451-5555****"),
        (Kind.PASSPORT, "E****0000"),
        (Kind.HMT_PERMIT, "H****0000"),
        (Kind.IP, "192.168.*.*"),
        (Kind.BIRTH_DATE, "1990-**-**"),
    ],
)
def test_masked(kind: Kind, text: str) -> None:
    (found,) = find_identifiers(f"见{text}。", today=TODAY)
    assert (found.kind, found.start, found.end, found.masked) == (kind, 1, 1 + len(text), True)


@pytest.mark.parametrize("text", ["23010219000101001*", "2301021900010100**", "138001380**"])
def test_a_mask_that_hides_next_to_nothing_is_none(text: str) -> None:
    (found,) = find_identifiers(text, today=TODAY)
    assert not found.masked
    assert found.rule.endswith("/thin_mask")


def test_a_credit_code_says_whose_it_is() -> None:
    assert is_credit_code("11230100000000000T")
    assert is_organisation_code("MA0000007")
    assert not is_organisation_code("MA0000008")
    rules = [find_identifiers(code, today=TODAY)[0].rule for code in ("92230102MA00000075", "11230100000000000T")]
    assert rules == ["credit_code/person", "credit_code/organisation"]


def test_a_resident_id_that_passes_as_a_credit_code_is_a_resident_id() -> None:
    both = [
        number
        for sequence in range(1000)
        for check in "0123456789X"
        if is_resident_id(number := f"11010219000101{sequence:03}{check}", today=TODAY) and is_credit_code(number)
    ]
    assert both
    assert {find_identifiers(number, today=TODAY)[0].kind for number in both} == {Kind.RESIDENT_ID}


def test_a_header_speaks_for_what_can_be_read_in_two_ways() -> None:
    def kinds(text: str, *prefer: Kind) -> list[Kind]:
        return [one.kind for one in find_identifiers(text, today=TODAY, prefer=prefer)]

    assert kinds("H00000000") == [Kind.HMT_PERMIT]
    assert kinds("H00000000", Kind.PASSPORT) == [Kind.PASSPORT]
    assert kinds("140000000") == []
    assert kinds("140000000", Kind.PASSPORT) == [Kind.PASSPORT]
    assert kinds("55550000", Kind.HMT_PERMIT) == [Kind.HMT_PERMIT]
    assert kinds("55550000", Kind.MEDICAL_RECORD) == [Kind.MEDICAL_RECORD]
    assert kinds(ID, Kind.MEDICAL_RECORD) == [Kind.RESIDENT_ID]


def test_best_first_and_none_twice() -> None:
    text = f"1990-05-06 {CARD} {ID} 13800138000"
    assert [one.kind for one in find_identifiers(text, today=TODAY)] == [
        Kind.RESIDENT_ID,
        Kind.MOBILE,
        Kind.BANK_CARD,
        Kind.BIRTH_DATE,
    ]


@pytest.mark.parametrize(
    ("email", "office"),
    [
        ("info@example.com", True),
        ("service2@example.com", True),
        ("xxgk-harbin@example.com", True),
        ("zhang@harbin.gov.cn", True),
        ("informer@example.com", False),
        ("zhang@notgov.cn", False),
    ],
)
def test_office_addresses(email: str, office: bool) -> None:
    assert is_office_address(email) is office


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("2.30102E+17", True),
        ("2.30102190001010e17", True),
        ("230102190001010000", True),
        ("230102190001010000.0", True),
        (str(int(float(ID))), True),
        ("2.3010200010100E+14", True),
        (ID, False),
        ("1.6E+17", False),
        ("2.30102190013010E+17", False),
        ("230102", False),
        ("", False),
    ],
)
def test_what_a_spreadsheet_rounded(text: str, rounded: bool) -> None:
    assert rounded_resident_id(text) is rounded


def test_what_resembles_is_counted_beside_what_passes() -> None:
    assert resembles_resident_id("230102-19000101-0019", today=TODAY)
    assert not resembles_resident_id("230102190013010019", today=TODAY)
    assert resembles_bank_card("6217000100000000003")
    assert not resembles_bank_card("7217000100000000003")


def test_no_birth_in_the_future() -> None:
    assert is_resident_id(ID, today=date(1900, 1, 1))
    assert not is_resident_id(ID, today=date(1899, 12, 31))
