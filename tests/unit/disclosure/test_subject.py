"""Persons, counts of persons, or neither: told by a table's header and first rows."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from portal.disclosure.risk.quasi import propose
from portal.disclosure.risk.sample import read_columns
from portal.disclosure.risk.subject import Subject, Table, look_at
from tests.unit.disclosure.tables import write

PERSONS = {
    "named": ("姓名 性别 区县 金额\n王某 男 道里区 300\n李某 女 南岗区 200", ["性别", "区县"]),
    "nameless": ("年龄 性别 街道 诊断\n34 男 兆麟街道 感冒\n71 女 兆麟街道 哮喘", ["年龄", "性别", "街道"]),
    "english": ("age_group,gender,zip,diagnosis\n30-39,M,150010,flu\n40-49,F,150000,flu".replace(",", " "), None),
    "pinyin": ("xm xb csrq mz\na 男 1900-01-01 汉\nb 女 1900-01-02 满", ["xb", "csrq", "mz"]),
    "households": (
        "户主年龄 家庭人口 社区 月收入\n40 3 甲社区 5000\n50 2 乙社区 4000",
        ["户主年龄", "家庭人口", "社区"],
    ),
    "a list with a number of persons a household": ("户主姓名 街道 保障人数\n王某 甲街道 2\n李某 乙街道 1", ["街道"]),
    "by the look alone": (
        "甲 乙 民族\n" + "\n".join(f"{'男' if at % 3 else '女'} {at} 汉族" for at in range(12)),
        ["甲", "民族"],
    ),
    "births": (
        "出生日期 性别 出生体重 分娩医院\n1900-01-01 男 3200 甲院\n1900-01-03 女 3100 乙院",
        ["出生日期", "性别"],
    ),
}
COUNTS = {
    "population": (
        "年份 区县 年龄组 性别 常住人口(人)\n2025 道里区 0—4岁 男 12887\n2025 道里区 0—4岁 女 12000",
        ["常住人口(人)"],
    ),
    "cases": ("区县 病种 病例数 发病率(1/10万)\n道里区 手足口病 3 1.2\n南岗区 手足口病 40 3.1", ["病例数"]),
    "a unit in the header": ("街道 领取情况（人） 金额(万元)\n甲街道 30 9\n乙街道 3 1.2", ["领取情况（人）"]),
    "houses": ("社区 低保户数\n甲社区 12\n乙社区 3", ["低保户数"]),
    "wide by age": ("死因 0-14岁 15-64岁 65岁及以上\n溺水 2 3 1\n车祸 4 20 11", ["0-14岁", "15-64岁", "65岁及以上"]),
    "wide by sex": ("残疾类别 男 女 合计\n视力 30 20 50\n听力 3 2 5", ["男", "女", "合计"]),
    "wide by district": ("年龄组 道里区 南岗区\n0-4岁 3 12\n5-9岁 20 22", ["道里区", "南岗区"]),
    "wide by year": ("病种 2023年 2024年\n麻疹 3 1\n流感 300 210", ["2023年", "2024年"]),
    "a plain number": ("性别 年龄组 数量\n男 0-4岁 3\n女 0-4岁 40", ["数量"]),
    "english counts": ("district,deaths,death_rate\nDaoli,3,0.1\nNangang,30,0.2".replace(",", " "), ["deaths"]),
    "covid": ("日期 新增确诊 新增治愈\n2026-01-01 3 1\n2026-01-02 13 0", ["新增确诊", "新增治愈"]),
    "hidden": ("区县 人数\n道里区 *\n南岗区 <5\n道外区 30", ["人数"]),
    "women among": ("学校 学生人数 女生人数\n甲小学 300 140\n乙小学 20 3", ["学生人数", "女生人数"]),
}
OTHERS = {
    "stops": "stop_id stop_name district lon lat lines\nS1 甲站 道里区 126.1 45.1 3\nS2 乙站 南岗区 126.2 45.2 2",
    "hospitals": "机构名称 区县 等级 床位数 地址 联系电话 负责人\n"
    "甲院 道里区 三级 3 某路1号 0451-55550000 王某\n乙院 南岗区 二级 4 某路2号 0451-55550001 李某",
    "schools": "学校名称 区县 学校类别 班级数 教师人数 邮政编码\n"
    "甲校 道里区 小学 3 4 150010\n乙校 南岗区 小学 2 3 150000",
    "prices": "品种 计价单位 零售均价 日期\n黄瓜 元/500克 2 2026-01-01\n番茄 元/500克 3 2026-01-01",
    "air": "日期 站点 PM2.5 AQI 首要污染物\n2026-01-01 甲 3 4 PM10\n2026-01-02 甲 2 3 PM10",
    "budget": "年份 科目名称 项目数 预算数(万元)\n2025 教育支出 3 120\n2025 卫生支出 2 80",
    "firms": "企业名称 统一社会信用代码 法定代表人 行业 从业人数 注册资本\n"
    "甲公司 1 王某 零售 3 10\n乙公司 2 李某 零售 2 20",
    "new firms": "月份 区县 行业 新登记户数 注销户数\n2025-01 道里区 零售 3 2\n2025-02 道里区 零售 1 4",
    "codes": "code name name_en\n1 男性 Male\n2 女性 Female",
    "visits": "月份 区县 就诊类别 诊疗人次\n2025-01 道里区 呼吸 3\n2025-01 南岗区 呼吸 2",
    "discharges": "年份 区县 年龄段 科室 出院人次 平均住院日\n"
    "2024 道里区 0—14岁 内科 3 5.9\n2024 道里区 15—64岁 内科 4 5",
    "rates": "年龄组 性别 发病率(‰) 死亡率(‰)\n0-4岁 男 3 1\n0-4岁 女 2 1",
    "life expectancy": "区县 性别 平均预期寿命\n道里区 男 78\n道里区 女 83",
    "jobs": "岗位名称 招聘人数 学历要求 年龄要求 性别要求 工作地区\n"
    "司机 3 高中 45岁以下 男 道里区\n会计 2 本科 不限 不限 南岗区",
    "plans": "区县 招生计划人数 学校数\n道里区 3 2\n南岗区 4 1",
    "halls": "场馆 核定人数 容纳人数 座位数\n甲馆 4 3 2\n乙馆 3 3 3",
    "kindergartens": "园名 区县 招收年龄 班级数\n甲园 道里区 3-6岁 3\n乙园 南岗区 3-6岁 4",
    "trees": "树种 树龄 街道 株数\n榆树 30 甲街道 3\n柳树 40 乙街道 2",
    "dogs": "犬种 性别 年龄 街道\n柴犬 公 3 甲街道\n金毛 母 4 乙街道",
    "animals": "scientificName sex lifeStage count region\nVulpes male adult 1 A\nVulpes female adult 2 A",
    "rooms": "厕所名称 街道 男厕位 女厕位\n甲 甲街道 3 4\n乙 乙街道 2 2",
    "holidays": "日期 星期 节日\n2026-01-01 星期四 元旦\n2026-01-02 星期五 元旦",
    "shares": "区县 占比(%) 每万人口医生数\n道里区 3 2\n南岗区 4 3",
    "districts": "code name kind valid_from\n230102 道里区 市辖区 1983\n230103 南岗区 市辖区 1983",
    "complaints": "日期 区县 投诉量(件) 24小时办结(件)\n2026-01-01 道里区 3 2\n2026-01-01 南岗区 4 4",
    "education by kind": "招生年份 区县 学校类别 学位数\n2025 道里区 小学 3\n2025 南岗区 初中 4",
    "sport": "项目 性别 组别 地点\n跳远 男 甲组 体育场\n跳远 女 乙组 体育场",
}


def look(folder: Path, text: str) -> Table:
    return look_at(read_columns(write(folder, text), ()))


@pytest.mark.parametrize(("text", "quasi"), PERSONS.values(), ids=PERSONS)
def test_persons(tmp_path: Path, text: str, quasi: Sequence[str] | None) -> None:
    table = look(tmp_path, text)
    assert table.subject is Subject.PERSONS
    if quasi is not None:
        assert [one.name for one in table.quasi] == quasi


@pytest.mark.parametrize(("text", "counts"), COUNTS.values(), ids=COUNTS)
def test_counts(tmp_path: Path, text: str, counts: Sequence[str]) -> None:
    table = look(tmp_path, text)
    assert table.subject is Subject.COUNTS
    assert [one.name for one in table.counts] == counts


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_neither(tmp_path: Path, text: str) -> None:
    table = look(tmp_path, text)
    assert table.subject is Subject.OTHER, [one.name for one in (*table.quasi, *table.counts)]


def test_the_cells_of_a_statistic_whose_words_nobody_knows(tmp_path: Path) -> None:
    ages, states = ("0-9", "10-19", "20-29"), ("LIEVE", "SEVERO")
    lines = [f"{age} {sex} {state} {at}" for at, age in enumerate(ages) for sex in "MF" for state in states]
    assert look(tmp_path, "AGE_GROUP SESSO STATO CASI\n" + "\n".join(lines)).subject is Subject.OTHER
    assert look(tmp_path, "AGE_GROUP SEX STATO CASI\n" + "\n".join(lines)).subject is Subject.OTHER
    assert look(tmp_path, "AGE_GROUP SEX STATO CASI\n" + "\n".join(lines * 2)).subject is Subject.PERSONS


def test_a_title_and_a_unit_of_the_schema_help(tmp_path: Path) -> None:
    path = write(tmp_path, "a b\n甲街道 3\n乙街道 40")
    assert look_at(read_columns(path, ())).subject is Subject.OTHER
    titled = [{"name": "a"}, {"name": "b", "title": "死亡人数"}]
    assert look_at(read_columns(path, titled)).subject is Subject.COUNTS
    assert look_at(read_columns(path, [{"name": "a"}, {"name": "b", "unit": "人"}])).subject is Subject.COUNTS
    assert look_at(read_columns(path, [{"name": "a"}, {"name": "b", "unit": "人次"}])).subject is Subject.OTHER


def test_sensitive_columns_are_no_quasi_identifiers(tmp_path: Path) -> None:
    table = look(tmp_path, "姓名 性别 年龄 残疾类别 月收入\n王某 男 30 视力 1000\n李某 女 40 听力 2000")
    assert [one.name for one in table.sensitive] == ["残疾类别", "月收入"]


def test_proposed(tmp_path: Path) -> None:
    path = write(
        tmp_path, "姓名 民族 婚姻状况 文化程度 职业 户籍地 家庭住址 联系电话\n王某 汉 已婚 高中 工人 道里区 某路 1"
    )
    assert propose(path) == ["民族", "婚姻状况", "文化程度", "职业", "户籍地"]


def test_no_value_in_a_repr(tmp_path: Path) -> None:
    assert "王某" not in repr(look(tmp_path, "姓名 性别\n王某 男\n李某 女"))
