"""What each column of a table can do in a chart, from its profile and its schema alone."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.charts.plans import Column, Language, Role, Statistic
from portal.charts.units import is_stock, statistic_of, unit_of, without_unit

__all__ = ["columns_of"]

_MOSTLY = 0.5  # a column with more gaps than this shows nothing
_YEARS = 1900, 2100
_TIMES = frozenset({"date", "datetime", "year", "yearmonth"})
_NUMBERS = frozenset({"integer", "number"})
_DISTRICTS = "harbin-districts"
# names of numbers that name a thing and measure nothing
_IDENTIFIER = re.compile(
    r"编号|代码|代号|序号|编码|站序|顺序|次序|排名|名次|电话|手机|邮编|号码|证号|楼层|门牌|"
    r"(?:^|[_\W])(?:id|ids|code|no|nr|num|seq|sequence|order|rank|position|phone|tel|zip|postcode|year|month|day|"
    r"version|hour|week|weekday)(?:$|[_\W])|_id$",
    re.IGNORECASE,
)
_YEAR_NAME = re.compile(r"^(?:年份|年度|年|year)$|年份$|年度$", re.IGNORECASE)
_LONGITUDE = re.compile(r"^(?:lon|lng|long|longitude|x_?wgs84|经度)\b|经度", re.IGNORECASE)
_LATITUDE = re.compile(r"^(?:lat|latitude|y_?wgs84|纬度)\b|纬度", re.IGNORECASE)
_UNITS = re.compile(r"^(?:计量)?单位$|^units?$", re.IGNORECASE)  # a unit a row: the values are not of one kind
# periods that the schema calls text, by the look of their examples
_PERIODS = {
    "quarter": re.compile(r"^(?:19|20)[0-9]{2}[-年 ]?(?:Q[1-4]|第?[1-4一二三四]季度?)$"),
    "yearmonth": re.compile(r"^(?:19|20)[0-9]{2}[-/.年](?:0?[1-9]|1[0-2])月?$"),
}
_CODE = re.compile(r"^[A-Za-z]{0,4}[-_]?[0-9]+$")  # what only a list of codes would explain
_LONG_TEXT = 40  # characters: longer texts are no labels
_TEXT_FORMATS = frozenset({"uri", "email", "uuid", "binary"})


def columns_of(
    profile: Mapping[str, Any], schema: Mapping[str, Any], language: str = "zh", labelled: Container[str] = ()
) -> list[Column]:
    """Return the columns that can serve, in their order.

    profile: as `portal.intake.profile` makes it.  schema: the resource's Table Schema.  language: of its titles.
    labelled: names of columns whose codes have words, so that they can be shown.
    """
    rows = int(profile.get("rows") or 0)
    fields = {str(one.get("name")): one for one in schema.get("fields", ())}
    keys = _keys(schema)
    primary = _keys({"primaryKey": schema.get("primaryKey")})
    measured_columns = profile.get("columns", ())
    mixed = any(_UNITS.match(str(one.get("name"))) and (one.get("distinct") or 0) > 1 for one in measured_columns)
    found = []
    for measured in measured_columns:
        name = str(measured.get("name"))
        field = fields.get(name, {})
        column = _column(measured, field, rows, language, keyed=name in keys, labelled=name in labelled)
        if column is not None and not (mixed and column.role is Role.MEASURE):
            found.append(replace(column, key=not primary or name in primary))
    return found


def _keys(schema: Mapping[str, Any]) -> set[str]:
    named: list[Any] = [schema.get("primaryKey") or [], *(schema.get("uniqueKeys") or [])]
    named += [one.get("fields") or [] for one in schema.get("foreignKeys") or ()]
    return {str(name) for key in named for name in ([key] if isinstance(key, str) else key)}


def _column(
    measured: Mapping[str, Any], field: Mapping[str, Any], rows: int, language: str, *, keyed: bool, labelled: bool
) -> Column | None:
    distinct, nulls = int(measured.get("distinct") or 0), int(measured.get("nulls") or 0)
    if distinct < 2 or rows < 2 or nulls > rows * _MOSTLY or int(measured.get("invalid") or 0) > rows * _MOSTLY:
        return None
    role = _role(measured, field, rows, keyed=keyed, labelled=labelled)
    if role is None:
        return None
    titles = _titles(field, str(measured["name"]), language)
    unit = unit_of(field) if role is Role.MEASURE else ""
    words = (*titles.values(), str(measured["name"]))
    return Column(
        name=str(measured["name"]),
        type=_type(measured, role),
        role=role,
        titles={tag: without_unit(title) for tag, title in titles.items()} if role is Role.MEASURE else titles,
        distinct=distinct,
        nulls=nulls,
        unit=unit,
        statistic=statistic_of(unit, *words) if role is Role.MEASURE else Statistic.COUNT,
        stock=role is Role.MEASURE and is_stock(unit, *words),
        low=measured.get("min"),
        high=measured.get("max"),
        integer=measured["type"] == "integer",
        longest=int(measured.get("max_length") or 0),
    )


def _type(measured: Mapping[str, Any], role: Role) -> str:
    if role is Role.TIME and measured["type"] == "integer":
        return "year"
    return (_period_of(measured) or str(measured["type"])) if role is Role.TIME else str(measured["type"])


def _role(
    measured: Mapping[str, Any], field: Mapping[str, Any], rows: int, *, keyed: bool, labelled: bool
) -> Role | None:
    kind = str(measured.get("type"))
    if _cites_districts(field):
        return Role.DISTRICT
    if kind in _TIMES or _period_of(measured):
        return Role.TIME
    if kind in _NUMBERS:
        return _role_of_number(measured, field, rows, keyed=keyed)
    return Role.CATEGORY if kind == "string" and (labelled or _is_label(measured, field)) else None


def _period_of(measured: Mapping[str, Any]) -> str | None:
    """Name the kind of period that a text column holds, if its examples look like one."""
    examples = [str(one) for one in measured.get("examples") or ()]
    if measured.get("type") != "string" or not examples:
        return None
    return next((kind for kind, looks in _PERIODS.items() if all(map(looks.match, examples))), None)


def _role_of_number(measured: Mapping[str, Any], field: Mapping[str, Any], rows: int, *, keyed: bool) -> Role | None:
    low, high = measured.get("min"), measured.get("max")
    if not isinstance(low, int | float) or not isinstance(high, int | float) or low == high:
        return None
    names = _names(field, str(measured["name"]))
    placed = _role_by_name(names, low, high, whole=measured["type"] == "integer")
    if placed is not None:
        return placed
    key = keyed or field.get("codeList") or (field.get("constraints") or {}).get("unique")
    if key or any(map(_IDENTIFIER.search, names)) or _counts_up(measured, low, high, rows):
        return None
    return Role.MEASURE


def _role_by_name(names: Sequence[str], low: float, high: float, *, whole: bool) -> Role | None:
    if whole and _YEARS[0] <= low and high <= _YEARS[1] and any(map(_YEAR_NAME.search, names)):
        return Role.TIME
    if any(map(_LONGITUDE.search, names)) and low >= -180 and high <= 180:
        return Role.LONGITUDE
    if any(map(_LATITUDE.search, names)) and low >= -90 and high <= 90:
        return Role.LATITUDE
    return None


def _counts_up(measured: Mapping[str, Any], low: float, high: float, rows: int) -> bool:
    """Say whether a whole number looks like a running number: as many values as rows, without a gap."""
    distinct = int(measured["distinct"])
    return measured["type"] == "integer" and rows > 2 and distinct == rows and high - low == rows - 1


def _is_label(measured: Mapping[str, Any], field: Mapping[str, Any]) -> bool:
    """Say whether a text column holds words that a reader understands: no codes, no addresses, no long texts."""
    if str(field.get("format") or "") in _TEXT_FORMATS or int(measured.get("max_length") or 0) > _LONG_TEXT:
        return False
    if any(map(_IDENTIFIER.search, _names(field, str(measured["name"])))):
        return False
    examples = [str(one) for one in measured.get("examples") or ()]
    return not examples or not all(map(_CODE.match, examples))


def _cites_districts(field: Mapping[str, Any]) -> bool:
    cited = field.get("codeList")
    return isinstance(cited, Mapping) and cited.get("package") == _DISTRICTS and cited.get("resource") == "districts"


def _names(field: Mapping[str, Any], name: str) -> Sequence[str]:
    english = ((field.get("translations") or {}).get("en") or {}).get("title")
    return [str(one) for one in (name, field.get("title"), english, field.get("dataElement")) if one]


def _titles(field: Mapping[str, Any], name: str, language: str) -> dict[Language, str]:
    """Write the title in both languages; what is not translated stands as it is."""
    own = str(field.get("title") or name)
    translations = field.get("translations") or {}
    first: Language = "en" if language.lower().startswith("en") else "zh"
    other: Language = "zh" if first == "en" else "en"
    translated = next((one.get("title") for tag, one in translations.items() if tag.lower().startswith(other)), None)
    return {first: own, other: str(translated or own)}
