"""Every sentence that a chart says, in both languages side by side.

A chart is an artefact of its release: drawn once, kept, never made anew. So its words are made when it is drawn, from
this table, and not by gettext when a page asks for it: a translation that changes later must not change a kept chart.
"""

from portal.charts.plans import Language

__all__ = ["SENTENCES", "say"]

SENTENCES: dict[str, tuple[str, str]] = {
    # titles: what is seen
    "series.peak": (
        "{measure}：{high_at}最高（{high}），{low_at}最低（{low}）",
        "{measure}: highest in {high_at} ({high}), lowest in {low_at} ({low})",
    ),
    "series.rise": (
        "{measure}：从{first_at}的 {first} 升到{last_at}的 {last}",
        "{measure}: up from {first} in {first_at} to {last} in {last_at}",
    ),
    "series.fall": (
        "{measure}：从{first_at}的 {first} 降到{last_at}的 {last}",
        "{measure}: down from {first} in {first_at} to {last} in {last_at}",
    ),
    "series.groups": (
        "{measure}：{top}总体最高，{high_at}达到 {high}；{bottom}总体最低",
        "{measure}: {top} is highest overall, reaching {high} in {high_at}; {bottom} is lowest",
    ),
    "series.flat": ("{measure}：各期都是 {high}", "{measure}: {high} throughout"),
    "bars.sum": (
        "{measure}：{top}最多（{high}），占合计的 {share}",
        "{measure}: most in {top} ({high}), {share} of the total",
    ),
    "bars.most": (
        "{measure}：{top}最多（{high}），{bottom}最少（{low}）",
        "{measure}: most in {top} ({high}), least in {bottom} ({low})",
    ),
    "bars.mean": (
        "{measure}：{top}最高（{high}），{bottom}最低（{low}）",
        "{measure}: highest in {top} ({high}), lowest in {bottom} ({low})",
    ),
    "bars.top": ("{measure}：{top}最多（{high}）", "{measure}: most in {top} ({high})"),
    "bars.top_mean": ("{measure}：{top}最高（{high}）", "{measure}: highest in {top} ({high})"),
    "bars.tied": ("{measure}：最高的几项都是 {high}", "{measure}: several share the highest value, {high}"),
    "histogram": (
        "{measure}：一半的值在 {q1} 到 {q3} 之间，中位数 {median}",
        "{measure}: half of the values lie between {q1} and {q3}, the median is {median}",
    ),
    "histogram.narrow": (
        "{measure}：至少一半的值都是 {median}",
        "{measure}: at least half of the values are {median}",
    ),
    "points": (
        "{n} 个点，东西约 {width} 公里，南北约 {height} 公里",
        "{n} points, about {width} km from west to east and {height} km from south to north",
    ),
    "points.top": (
        "{n} 个点中，{top}最多（{top_n} 个）",
        "Of {n} points, most are in {top} ({top_n})",
    ),
    "points.top_group": (
        "{n} 个点中，“{top}”最多（{top_n} 个）",
        "Of {n} points, {top} has the most ({top_n})",
    ),
    # what is measured, where rows are counted
    "rows": ("记录数", "Records"),
    "rows.by": ("按{by}计的记录数", "Records by {by}"),
    # subtitles: unit and treatment
    "unit": ("单位：{unit}", "Unit: {unit}"),
    "sum.series": ("按{grain}合计", "Sum of each {grain}"),
    "mean.series": ("按{grain}取各行的平均值", "Mean of the rows of each {grain}"),
    "stock.series": ("各期合计，{grain}内取平均", "Totals at each date, averaged over the {grain}"),
    "count.series": ("按{grain}计数", "Rows counted by {grain}"),
    "sum.groups": ("按{by}合计", "Sum by {by}"),
    "mean.groups": ("按{by}取各行的平均值", "Mean of the rows by {by}"),
    "count.groups": ("按{by}计数", "Rows counted by {by}"),
    "one.groups": ("每个{by}一个值", "One value for each {by}"),
    "split": ("按{by}分线", "a line for each {by}"),
    "histogram.count": ("{n} 个值在各区间的个数", "How many of {n} values fall into each interval"),
    "histogram.beyond": (
        "{beyond} 个更小或更大的值计入两端",
        "{beyond} smaller or greater values are counted at the ends",
    ),
    "span": ("{first}至{last}", "{first} to {last}"),
    "at": ("{at}的数据", "as at {at}"),
    "cut": ("首尾不完整的一期未列", "periods only partly covered at the ends are left out"),
    "others": ("共 {groups} 项，列出前 {shown} 项", "the first {shown} of {groups}"),
    "tiles": ("每格一个区县，大致按方位排列", "one tile for each district, placed roughly as on a map"),
    "elsewhere": ("{elsewhere} 个不是现行区县的值未列", "{elsewhere} values that are no present district are left out"),
    "points.how": ("WGS84 坐标，经纬网，等比例", "WGS84 coordinates on a plain grid, equal scales"),
    "points.binned": ("圆越大，格内的点越多", "the larger the circle, the more points in its cell"),
    # the rest
    "source": ("来源：{publisher}，《{dataset}》第 {release} 版", "Source: {publisher}, {dataset}, release {release}"),
    "alt": ("{kind}。{title}。{subtitle}。", "{kind}. {title}. {subtitle}."),
    "joint": ("；", "; "),
    "kind.series": ("折线图", "Line chart"),
    "kind.bars": ("条形图", "Bar chart"),
    "kind.histogram": ("分布图", "Histogram"),
    "kind.tiles": ("区县方格图", "Tile map of the districts"),
    "kind.points": ("点位图", "Map of points"),
    "grain.year": ("年", "year"),
    "grain.quarter": ("季度", "quarter"),
    "grain.month": ("月", "month"),
    "grain.week": ("周", "week"),
    "grain.day": ("日", "day"),
    # heads of the table of values
    "head.from": ("从", "From"),
    "head.to": ("到（不含）", "To (not included)"),
    "head.count": ("个数", "Count"),
    "district": ("区县", "district"),
    "head.district": ("区县", "District"),
    "head.longitude": ("经度", "Longitude"),
    "head.latitude": ("纬度", "Latitude"),
    "head.group": ("分组", "Group"),
    # on the picture
    "axis.median": ("中位数", "Median"),
    "tile.none": ("无数据", "no data"),
}


def say(key: str, language: Language, **facts: str) -> str:
    """Write a sentence in a language."""
    return SENTENCES[key][0 if language == "zh" else 1].format(**facts)
