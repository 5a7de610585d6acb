"""Numbers that only resemble those of persons: columns of serials, and columns of persons among serials."""

import random
from datetime import date

from portal.disclosure.persons.addresses import Level, are_bodies, level
from portal.disclosure.persons.name_cues import names_in_text
from portal.disclosure.persons.names import are_among, column_confidence, name_parts, name_strength
from portal.disclosure.report import Kind
from portal.disclosure.serials import not_persons

_TODAY = date(2026, 11, 24)


def _check(body: str) -> str:
    return body + "10X98765432"[sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(body)) % 11]


def test_numbers_of_cases_that_pass_the_check_by_chance_are_serials() -> None:
    rng = random.Random(1)
    cases = [f"23010219{rng.randint(10, 29)}0101{rng.randint(0, 9999):04}" for _ in range(60)]
    assert Kind.RESIDENT_ID in not_persons([*cases, _check("23010219100101001")], today=_TODAY)


def test_resident_ids_among_other_numbers_are_no_serials() -> None:
    ids = [_check(f"230102191001{day:02}{day:03}") for day in range(1, 9)]
    others = [f"XM{number}" for number in range(80)]
    assert Kind.RESIDENT_ID not in not_persons([*others, *ids], today=_TODAY)
    assert not_persons(ids[:1], today=_TODAY) == frozenset()


def test_numbers_that_run_are_no_telephones() -> None:
    assert Kind.MOBILE in not_persons([str(13800000000 + 7 * at) for at in range(5)], today=_TODAY)
    rng = random.Random(2)
    mobiles = [f"138{rng.randint(0, 99999999):08}" for _ in range(30)]
    assert Kind.MOBILE not in not_persons(mobiles, today=_TODAY)


def test_few_of_random_numbers_pass_as_cards() -> None:
    rng = random.Random(3)
    numbers = [f"62{rng.randint(0, 10**14 - 1):014}" for _ in range(50)]
    assert Kind.BANK_CARD in not_persons(numbers, today=_TODAY)


def test_a_cell_may_list_names() -> None:
    assert name_parts("张建国、李秀英、王芳") == ("张建国", "李秀英", "王芳")
    assert name_parts("张建国 李秀英") == ("张建国", "李秀英")
    assert name_parts("张 伟") == ("张 伟",)
    assert name_strength("张建国、李秀英") > 0.5
    assert name_strength("锅包肉、地三鲜") < 0.1
    assert column_confidence(["张建国、李秀英", "王芳、刘志强", "陈丽、杨帆", "赵敏、周杰"], "到场") > 0.8


def test_persons_may_stand_among_bodies() -> None:
    bodies = [f"第{number}供热服务公司" for number in range(30)]
    assert are_among([*bodies, "张建国", "李秀英", "王志强", "刘淑芬"], "缴费单位")
    assert not are_among([*bodies, "李锦记", "海尔", "安踏", "美的"], "缴费单位")
    assert are_bodies(bodies)
    assert not are_bodies(["张建国", "李秀英", "王志强"])


def test_names_in_a_row_need_no_cue() -> None:
    assert len(names_in_text("到会：张建国、李秀英、王志强")) == 3
    assert names_in_text("白桦、水曲柳、胡桃楸、紫椴") == []


def test_streets_and_estates_named_after_bodies_hold_homes() -> None:
    assert level("图书馆街255号院9号楼2901") is Level.HOUSEHOLD
    assert level("万科公园里15栋5单元1302室") is Level.HOUSEHOLD
    assert level("人民医院住院部3号楼205室") is Level.PUBLIC
    assert level("Room 301, Unit 2, Building 5, Wenchang Street") is Level.HOUSEHOLD
    assert level("Room 1203, Fortune Tower, Zhongyang Street") is Level.PUBLIC
