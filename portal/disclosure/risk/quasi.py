"""Which columns a neighbour, a colleague or another register knows of a person: the quasi-identifiers.

Proposed from the words of a header first, from the look of the values where a header says nothing. A clerk may change
the list; nothing here is certain. Words: reference lists of GB/T 37964-2019, annex A, and GB/T 42460-2023, in Chinese,
pinyin and English.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.disclosure.persons import headers
from portal.disclosure.risk.sample import Column, read_columns

__all__ = ["PERSONAL", "is_direct", "is_sensitive", "kind_of", "propose", "quasi_of"]

PERSONAL = frozenset({"age", "sex", "birth", "nationality", "marital", "household"})
"""Kinds that only a person or a household has; a bus stop has a district, too."""

# what sounds like a person's quality and is a rule, a statistic or a thing
_NOT = re.compile(
    r"要求|限制|条件|标准|范围|适用|招收|招生|服务对象|房龄|树龄|车龄|船龄|龄期|机龄|账龄|胎龄|平均|人均|均值|率|占比|比重|比例|"
    r"指数|结构|构成|差异|数量|总数|合计|人数|例数|人次|人口数|出生人口|出生数|出生医院|出生体重|机构|企业|公司|厕|浴|服装|"
    r"\b(?:rate|mean|average|median|avg|ratio|percent|requirement|limit|count|number)\b"
)
_KINDS = {
    "age": r"年龄|岁数|^周岁|年纪|^nl$|nianling|\bage\b|\bage ?(?:group|band|range|class)\b|\bage ?years\b",
    "sex": r"性别|^xb$|xingbie|\bsex\b|\bgender\b",
    "birth": r"出生(?:日期|年月日|年月|年份|时间|年)?$|出生(?:日期|年月|年份)|生日|^csrq$|^csny$|"
    r"\bdob\b|\bbirth(?:day|date| date| year| month)?\b",
    "nationality": r"民族(?!乡|村|学校|宗教)|国籍|族别|^mz$|minzu|"
    r"\bethnic(?:ity)?\b|\bnationality\b|\bcitizenship\b|\brace\b",
    "marital": r"婚姻|婚否|^hyzk$|\bmarital\b|\bmarriage status\b",
    "education": r"学历|文化程度|教育程度|受教育|学位(?!数|供给)|xueli|^whcd$|\beducation\b|\bdegree\b",
    "occupation": r"职业(?!病|学校|教育|技能)|工种|职务|职称|从事行业|zhiye|"
    r"\boccupation\b|\bprofession\b|\bjob ?title\b",
    "household": r"家庭人口|家庭人数|家庭成员数|家庭规模|户规模|同住人|子女数|子女个数|"
    r"\bhousehold size\b|\bfamily size\b",
    "postcode": r"邮编|邮政编码|\bpost ?code\b|\bzip(?: ?code)?\b",
    "workplace": r"工作单位|就职单位|所在单位|就读学校|所在学校|毕业院校|学校名称|^班级$|^年级$|"
    r"\bemployer\b|\bworkplace\b",
    "event": r"(?:入院|出院|发病|起病|确诊|死亡|就诊|收治|结婚|离婚|迁入)(?:日期|时间)|"
    r"\b(?:admission|discharge|onset|death) date\b|\bdate of (?:death|admission|onset)\b",
    "district": r"区县|县区|行政区|区划|街道|社区|居委|村委|行政村|^村$|^区$|^县$|乡镇|镇街|辖区|"
    r"所[在属](?:区|县|地区|区域|街道|社区)|"
    r"户籍|户口|籍贯|出生地|居住地|现住|居住(?:区|县|街道|社区|小区)|来源地|小区|^地区$|省份|城市|quxian|jiedao|shequ|"
    r"\bdistrict\b|\bstreet\b|\bcommunity\b|\btown(?:ship)?\b|\bcounty\b|"
    r"\bvillage\b|\bneighbou?rhood\b|\bcity\b|\bprovince\b|\bregion\b",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_ADDRESS = re.compile(r"详细|门牌|住址|地址|经度|纬度|电话|姓名")

_DIRECT = re.compile(
    r"^(?:姓名|名字|xm|xingming|户主|患者|病人|死者|full ?name|(?:first|last|given|family) ?name)$|"
    r"(?:学生|患者|病人|死者|考生|申请人|参保人|投保人|被保险人|受助人|救助对象|低保对象|保障对象|户主|残疾人|老人|儿童|幼儿|新生儿|产妇|"
    r"驾驶员|业主|孩子|父亲|母亲|监护人|居民|村民|本人|当事人|被处罚人|领取人|持证人)姓名|"
    r"身份证|公民身份|证件号|社保(?:卡)?号|社会保障号|医保(?:卡)?号|病案号|住院号|门诊号|就诊卡|学籍号|^学号$|准考证|残疾证号|"
    r"sfzh|\bid ?card\b|\bpatient(?: ?(?:id|no|name))\b|\bperson ?id\b|\brespondent ?(?:id|no)?\b|"
    r"\bstudent ?(?:id|name|no)\b"
)
_SENSITIVE = re.compile(
    r"诊断|疾病|病种|病名|病史|症状|残疾|过敏史|血型|手术|用药|处方|检验结果|检查结果|检测结果|死因|死亡原因|感染|传染病|精神|"
    r"孕产|收入|工资|薪|存款|余额|欠款|贷款|补贴金额|救助金额|补助金额|低保|特困|贫困|困境|孤儿|信访|上访|宗教|政治面貌|党派|"
    r"犯罪|违法|处罚|刑|征信|性取向|吸毒|"
    r"\b(?:diagnos[ie]s|disease|illness|disability|income|salary|wage|religion|hiv|cause of death|blood ?type)\b|"
    r"\boffen[cs]e\b"
)
_SEXES = frozenset({"男", "女", "男性", "女性", "未知", "未说明", "male", "female", "m", "f", "unknown"})
_NATION = re.compile(r"[\u4e00-\u9fff]{1,5}族")
_WEDDED = frozenset("未婚 已婚 离异 离婚 丧偶 再婚 初婚 有配偶 single married divorced widowed".split())
_AGE_GROUP = re.compile(r"(?:[0-9]{1,3}\s*[-~–—至]\s*[0-9]{1,3}\s*(?:周?岁)|[0-9]{1,3}\s*周?岁(?:及?以[上下])?)")
_ENOUGH = 5  # values: fewer say nothing by their look


def kind_of(column: Column) -> str | None:
    """Name the kind of quasi-identifier by the column's names, else by the look of its values; None: none."""
    if found := quasi_of(column.words):
        return found
    if column.has_word(_NOT) or is_direct(column):
        return None
    listed = headers.quasi(column.name)
    return listed if listed in _PATTERNS else _kind_by_look(column.values)


def quasi_of(words: Sequence[str]) -> str | None:
    """Name the kind that a header's words (folded, lower case) speak of."""
    for word in words:
        if _NOT.search(word) and not _PATTERNS["household"].search(word):
            continue
        for kind, pattern in _PATTERNS.items():
            if pattern.search(word) and not (kind == "district" and _ADDRESS.search(word)):
                return kind
    return None


def _kind_by_look(values: Sequence[str]) -> str | None:
    if len(values) < _ENOUGH:
        return None
    different = set(values)
    if len(different) > 1 and different <= _SEXES and len(values) > 2 * len(different):
        return "sex"
    if len(different) > 1 and different & _WEDDED and different <= _WEDDED | {"其他", "不详"}:
        return "marital"
    if _share(_NATION, values) and len(values) > len(different):
        return "nationality"
    return "age" if _share(_AGE_GROUP, values) else None


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    return sum(bool(pattern.fullmatch(value)) for value in values) >= 0.8 * len(values)


def is_direct(column: Column) -> bool:
    """Say whether the column names the one person that a row is about (a contact of an office is not)."""
    return column.has_word(_DIRECT)


def is_sensitive(column: Column) -> bool:
    """Say whether the column tells of health, money, belief or trouble with the law: what l-diversity protects."""
    return column.has_word(_SENSITIVE) or headers.is_sensitive(column.name)


def propose(csv: Path, fields: Sequence[Mapping[str, Any]] = ()) -> list[str]:
    """Propose the quasi-identifiers of a standard CSV, in the order of its columns.

    fields: of its Table Schema.  Raises PortalError ``table.*``.
    """
    return [one.name for one in read_columns(csv, fields) if kind_of(one) and not is_direct(one)]
