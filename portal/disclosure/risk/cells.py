"""Counts of persons, and which of them are so small that somebody may know who is meant.

A count of persons is told by its unit (人 例 户 名), by its words (死亡人数, 病例, residents), or by
what stands around it: a column called "0–14岁" or "女" in a table of whole numbers, a "数量" beside age and sex.
Not counts of persons are visits, beds, offices, rates, plans, capacities, codes, years, and the staff of a firm.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.disclosure.risk.quasi import PERSONAL, kind_of
from portal.disclosure.risk.sample import Column
from portal.tables.source import Source, quoted

__all__ = ["SmallCells", "count_sql", "counts_persons", "person_counts", "small_cells", "value_columns"]

_UNITS = frozenset(
    "人 名 例 户 位 口 个人 人数 户数 例数 person persons people case cases household households".split()
)
_NOT = re.compile(
    r"人次|例次|户次|人均|户均|每.{0,6}[人户]|[万千百]人|万户|/\s*[人户]|[人户]\s*/|人[天日时月]|工[日时]|率|比例|占比|比重|比$|比\(|%|‰|"
    r"密度|指数|增[长速幅减]|同比|环比|计划|拟[招录]|预计|预测|目标|规划|招[聘考录]|核[定载]|容纳|可容|承载|上限|限[载额]|座位|学位|床|编制|"
    r"年龄|姓名|名称|名次|代码|编码|编号|序号|机构|站点|企业|个体|商户|工商|经营|纳税|市场主体|法人|单位数|股东|出动|参演|金额|[(]万?元|"
    r"家庭人[口数]|家庭成员|成员数|子女|抚养|赡养|面积|电话|里程|日期|时间|"
    r"\b(?:rate|per|percent(?:age)?|ratio|avg|average|mean|median|share|density|id|name|code|capacity|planned|target|staff|date|"
    r"type|status|change|growth|thousand|index|visits?|beds?|income|size)\b"
)
_STAFF = re.compile(
    r"(?:从业|在岗|在职|职工|员工|教师|教职工|医师|医生|护士|药师|卫技|卫生技术|技术|工作|服务|护理|管理|执法)(?:人员)?"
    r"(?:期末|年末|平均|总)*(?:人数|数|总数)?(?:[(](?:人|名)[)])?$"
)
_PERSONS = re.compile(
    r"人数|人口|户数|例数|病例|患者|病人(?!姓名)|男性|女性|阳性例|"
    r"(?:学生|儿童|老人|居民|新生儿|孕产妇|产妇|残疾人|参保人?|低保|特困|孤儿|死亡|死产|死胎|出生|活产|发病|感染|感染者|确诊|疑似|治愈|重症|"
    r"受伤|伤亡|失踪|遇难|自杀|流产|引产|婴儿|结婚|离婚|迁[入出]|阳性|受害人|吸毒人员|刑满释放人员|失业|退役军人|留守儿童)(?:总|累计)?数|"
    r"^(?:新增|累计|现有|当日|本月|本周)*(?:确诊|死亡|治愈|疑似|重症|感染者?|受伤|失踪|伤亡|无症状感染者)$|"
    r"\b(?:persons?|people|population|headcount|cases|deaths|births|patients|students|pupils|households|residents|inhabitants|"
    r"children|victims|casualties|infections|migrants|beneficiaries|recipients|respondents|suicides|deceased)\b|"
    r"^(?:rs|renshu|hs|hushu|ls|lishu|rk|renkou|rksl|siwangshu|males?|females?|men|women|boys|girls)$"
)
_GENERIC = re.compile(
    r"^(?:数量|数值|数|值|计数|频数|合计|总计|小计|总数|人|户|例|男|女|count|counts|n|num|number|value|total|freq|frequency|sl)$"
)
_GROUP = re.compile(
    r"(?:[0-9]{1,3}\s*[-~–—至]\s*[0-9]{1,3}\s*周?岁|[0-9]{1,3}\s*周?岁(?:及?以[上下])?|[0-9]{1,3}\s*岁组|"
    r"(?:age ?)?[0-9]{1,2} ?[-–—] ?[0-9]{1,2}(?: years?)?|男|女|男性|女性|males?|females?|"
    r"未婚|已婚|丧偶|离异|汉族|少数民族)"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:区|县|市|街道|镇|乡|社区|村)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s*年?(?:[0-9]{1,2}月|q[1-4]|第?[一二三四1-4]季度)?")
_HEALTH = re.compile(
    r"病种|疾病|死因|死亡原因|诊断|传染病|病名|残疾类别|\b(?:disease|cause of death|diagnosis|causes?)\b"
)
_UNIT_COLUMN = re.compile(r"^(?:计量|数据)?单位$|^units?$")
_BUSINESS = re.compile(r"行业|企业|市场主体|商户|注册资本|经营范围|\b(?:industry|business|enterprise|firm)\b")
_HOUSES = re.compile(r"户")
_VALUE_COLUMN = re.compile(r"^(?:数值|指标值|数量|值|数据值|本期数?|value|obs ?value)$")


@dataclass(frozen=True, slots=True)
class SmallCells:
    """How many small counts there are. by_column: only columns that have one; zeros are not small."""

    total: int
    by_column: tuple[tuple[str, int], ...]


def counts_persons(column: Column) -> bool:
    """Say whether a column counts persons, by its names and unit alone."""
    if column.unit and any(word in column.unit for word in ("人次", "%", "‰", "元", "/")):
        return False
    if column.has_word(_NOT) or column.has_word(_STAFF):
        return False
    return column.unit in _UNITS or column.has_word(_PERSONS)


def person_counts(columns: Sequence[Column]) -> list[Column]:
    """Choose the columns that count persons: by themselves, or by what stands around them."""
    whole = [one for one in columns if one.is_whole()]
    if any(one.has_word(_BUSINESS) for one in columns):  # there a 户 is a firm
        whole = [one for one in whole if "户" not in one.unit and not one.has_word(_HOUSES)]
    found = [one for one in whole if counts_persons(one)]
    rest = [one for one in whole if one not in found and not one.has_word(_NOT) and not _says_other(one)]
    groups = [one for one in rest if any(map(_GROUP.fullmatch, _bare(one)))]
    if len(groups) > 1 or (groups and found):
        found += groups
    about = [one for one in columns if one not in whole or kind_of(one) in PERSONAL]
    if found or any(kind_of(one) in PERSONAL or one.has_word(_HEALTH) for one in about):
        measures = [one for one in rest if one not in about]
        found += [one for one in measures if any(map(_GENERIC.search, _bare(one)))]
        if not any(map(counts_persons, columns)):
            found += [one for one in measures if any(_is_spread(word) for word in _bare(one))]
    return sorted(set(found), key=lambda one: one.index)


def _says_other(column: Column) -> bool:
    """Say whether the unit is one of other things."""
    return bool(column.unit) and column.unit not in _UNITS


def _is_spread(word: str) -> bool:
    return bool(_PLACE.fullmatch(word) or _YEAR.fullmatch(word))


def _bare(column: Column) -> list[str]:
    """Return the names without what stands in brackets."""
    return [re.sub(r"\s*[(\[【].*$", "", word).strip() for word in column.words]


def small_cells(source: Source, columns: Sequence[Column], small: int, *, of: Sequence[Column] = ()) -> SmallCells:
    """Count the cells from 1 to ``small`` in columns that count persons, in all rows.

    of: all columns of the table; where one names the unit of each row, cells of a value column count, too.
    """
    units = _unit_columns(of)
    tests = [(one.name, _is_small(one.index, small)) for one in columns]
    if units:
        person = f"trim(c{units[0].index}) IN ({', '.join(map(quoted, sorted(_UNITS)))})"
        tests = [(name, f"{person} AND {test}") for name, test in tests]
        known = {one.index for one in columns}
        values = [one for one in value_columns(of) if one.index not in known]
        tests += [(one.name, f"{person} AND {_is_small(one.index, small)}") for one in values]
    if not tests:
        return SmallCells(0, ())
    counts = source.select(*(f"count(*) FILTER (WHERE {test})" for _, test in tests))
    found = tuple((name, count) for (name, _), count in zip(tests, counts, strict=True) if count)
    return SmallCells(sum(count for _, count in found), found)


def value_columns(columns: Sequence[Column]) -> list[Column]:
    """Choose the columns of values of which another one names the unit, row by row, and where that is persons."""
    if not any(value in _UNITS for one in _unit_columns(columns) for value in one.values):
        return []
    return [one for one in columns if one.has_word(_VALUE_COLUMN)]


def _unit_columns(columns: Sequence[Column]) -> list[Column]:
    return [one for one in columns if one.has_word(_UNIT_COLUMN)][:1]


def count_sql(column: str) -> str:
    """Write SQL that reads a cell as `portal.disclosure.risk.sample.read_count` does; NULL if it is no count."""
    text = f"translate(trim({column}), '０１２３４５６７８９，．', '0123456789,.')"
    bare = f"replace(regexp_replace({text}, '[人例户名位口]$', ''), ',', '')"
    return f"CASE WHEN length({column}) < 24 THEN TRY_CAST({bare} AS DOUBLE) END"


def _is_small(index: int, small: int) -> str:
    value = count_sql(f"c{index}")
    return f"coalesce({value} BETWEEN 1 AND {small} AND {value} = floor({value}), false)"
