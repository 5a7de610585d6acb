import pytest

from portal.disclosure.persons import headers
from portal.disclosure.report import Kind


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("1. 姓 名（必填）", "姓名"),
        ("救助金额（元）", "救助金额"),
        ("PatientName", "patient name"),
        ("ＩＤ_Card", "id card"),
        ("*手机", "手机"),
    ],
)
def test_normalise(header: str, form: str) -> None:
    assert headers.normalise(header) == form


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("姓名", Kind.PERSON_NAME),
        ("单位联系人", Kind.PERSON_NAME),
        ("patientName", Kind.PERSON_NAME),
        ("姓名/名称", Kind.PERSON_NAME),
        ("SFZH", Kind.RESIDENT_ID),
        ("收货人详细地址", Kind.HOME_ADDRESS),
        ("现住址(门牌号)", Kind.HOME_ADDRESS),
        ("监护人联系电话", Kind.MOBILE),
        ("date_of_birth", Kind.BIRTH_DATE),
        ("统一社会信用代码", Kind.CREDIT_CODE),
    ],
)
def test_words_for_a_kind(header: str, kind: Kind) -> None:
    assert headers.hints(header)[kind] >= 0.8


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("机构名称", Kind.PERSON_NAME),
        ("联系人单位", Kind.PERSON_NAME),
        ("申请人数", Kind.PERSON_NAME),
        ("contact_phone", Kind.PERSON_NAME),
        ("单位地址", Kind.HOME_ADDRESS),
        ("办公电话", Kind.MOBILE),
        ("服务热线", Kind.LANDLINE),
        ("统一社会信用代码", Kind.RESIDENT_ID),
        ("订单号", Kind.BANK_CARD),
        ("序号", Kind.MOBILE),
        ("出生率", Kind.BIRTH_DATE),
    ],
)
def test_words_against_a_kind(header: str, kind: Kind) -> None:
    assert headers.hints(header)[kind] < 0


def test_sensitive() -> None:
    assert all(map(headers.is_sensitive, ["诊断", "救助金额（元）", "残疾类型", "月收入", "政治面貌", "diagnosis"]))
    assert not any(map(headers.is_sensitive, ["救助人数", "姓名", "床位数", "一般公共预算收入", "站点名称"]))


@pytest.mark.parametrize(
    ("header", "group"),
    [
        ("年龄", "age"),
        ("Gender", "sex"),
        ("出生日期", "birth"),
        ("区县", "district"),
        ("学历", "education"),
        ("人数", None),
        ("金额", None),
    ],
)
def test_quasi(header: str, group: str | None) -> None:
    assert headers.quasi(header) == group


def test_what_a_row_is() -> None:
    assert headers.names_public_person("法定代表人姓名")
    assert not headers.names_public_person("患者姓名")
    assert headers.names_body("学校名称")
    assert not headers.names_body("单位联系人")
    assert headers.names_person("户主")
    assert not headers.names_person("校长姓名")
    assert headers.names_dwelling("住址")
    assert not headers.names_dwelling("单位地址")
