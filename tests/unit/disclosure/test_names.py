import pytest

from portal.disclosure.persons import names
from tests.unit.disclosure import people

HEADERS = ("姓名", "申请人", "联系人", "patientName", "XM", "col1", "name")


def test_columns_of_names_are_told_and_look_alikes_are_not() -> None:
    told = [
        names.column_confidence(people.names(size, seed), header) >= 0.5
        for size in (3, 5, 8, 12, 30, 300)
        for header in HEADERS
        for seed in range(10)
    ]
    alike = {
        (header, told_as): names.column_confidence(values.split(), told_as)
        for header, values in people.LOOK_ALIKES.items()
        for told_as in (header, "col1", "名称")
    }
    recall = sum(told) / len(told)
    precision = sum(told) / (sum(told) + sum(one >= 0.5 for one in alike.values()))
    print(f"columns of names: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.98
    assert [key for key, one in alike.items() if one >= 0.5] == []


def test_values_alone_part_names_from_other_words() -> None:
    own = [names.name_strength(value) >= 0.5 for value in people.names(2000, 7)]
    other = [
        value for values in people.LOOK_ALIKES.values() for value in values.split() if names.name_strength(value) >= 0.5
    ]
    assert sum(own) / len(own) >= 0.95
    assert len(other) <= 0.1 * sum(len(values.split()) for values in people.LOOK_ALIKES.values())


def test_names_in_sentences() -> None:
    hits = wrong = total = 0
    for sentence in people.SENTENCES:
        for name in people.names(20, len(sentence)):
            text = sentence.format(name)
            found = {text[one.start : one.end] for one in names.names_in_text(text) if not one.masked}
            total, hits, wrong = total + 1, hits + (name in found), wrong + len(found - {name})
    alarms = [text for text in people.CLEAN if any(not one.masked for one in names.names_in_text(text))]
    recall, precision = hits / total, hits / (hits + wrong + len(alarms))
    print(f"names in sentences: recall {recall:.3f}, precision {precision:.3f}, alarms {len(alarms)}")
    assert recall >= 0.95
    assert precision >= 0.9
    assert alarms == []


@pytest.mark.parametrize(
    "value", ["张*", "张**", "王*伟", "*建国", "李某", "李某某", "王女士", "陈××", "张XX", "欧阳*", "***"]
)
def test_masked_names(value: str) -> None:
    assert names.masked_name(value)
    assert names.name_strength(value) == 0


@pytest.mark.parametrize("value", ["王建国", "某小区", "公司", "店*", "李记", "13800138000", "女士"])
def test_not_masked(value: str) -> None:
    assert not names.masked_name(value)


@pytest.mark.parametrize("value", ["王 建国", "王　伟", "阿不都·热合曼", "欧阳春晓", "王建国（父亲）", "王建国先生"])
def test_forms(value: str) -> None:
    assert names.name_strength(value) > 0.5


def test_romanised_names_need_a_header() -> None:
    values = ["Wang Jianguo", "LI NA", "Xiaoming Zhang", "Liu Yang", "ZHAO Guo Qing"]
    assert names.column_confidence(values, "patient_name") > 0.8
    assert names.column_confidence(["New York", "Los Angeles", "Daoli District"], "name") < 0.5


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("哈尔滨市市长王建国主持会议", "name/public"),
        ("法定代表人：李桂兰", "name/public"),
        ("主治医生张伟霞查房", "name/professional"),
        ("患者阿不都·热合曼，男", "name/dotted"),
        ("帮助李淑珍临时安置", "name/bare"),
        ("张某称其手机丢失", "name/masked"),
        ("王女士来电", "name/masked"),
        ("张伟霞，女，45岁", "name/form"),
    ],
)
def test_rules(text: str, rule: str) -> None:
    assert [one.rule for one in names.names_in_text(text)] == [rule]


def test_persons_among_firms_are_told_under_a_persons_header() -> None:
    firms = [f"哈尔滨第{number}供热有限公司" for number in range(20)]
    assert names.column_confidence([*firms, *people.names(5, 1)], "申请人") > 0.5
    assert names.column_confidence(firms, "申请人") < 0.5


def test_evidence_of_masked_columns() -> None:
    assert names.evidence(["张*", "李**", "王*"]).masked == 1
    assert names.column_confidence(["张*", "李**", "王*"], "姓名") == 0
