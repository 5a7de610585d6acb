"""What the demo data of transport, weather, money and markets says: seasons, sums, and what must not be in it."""

import csv
import json
import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import correlation, mean

import pytest
from frictionless import Package

PACKAGES = Path(__file__).parents[3] / "datapackages"
RING, FEEDERS = {f"示例{n}路" for n in (2, 5, 8, 11)}, {f"示例{n}路" for n in (3, 9)}
FOLDERS = (
    "bus-lines-and-stops business-registrations-monthly emergency-shelters flood-drill-plan-2027 "
    "food-inspection-results heating-price-hearing hotline-orders hotline-orders-monthly market-prices-weekly "
    "parking-lots road-works snow-clearing-daily snow-plough-passes street-trees taxi-gps-sample volunteer-hours "
    "water-quality-monthly weather-warnings winter-energy-study"
).split()


def cells(path, *, encoding="utf-8-sig", delimiter=","):
    with (PACKAGES / path).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def records(path):
    return json.loads((PACKAGES / path).read_text(encoding="utf-8"))


def kilometres(one, other):
    east = (float(one["lon"]) - float(other["lon"])) * math.cos(math.radians(45.75)) * 111.32
    return math.hypot(east, (float(one["lat"]) - float(other["lat"])) * 111.13)


def month_of(day):
    return int(day[5:7])


# transport


@pytest.fixture(scope="module")
def ridership():
    paths = ("bus-ridership-monthly/data", "bus-ridership-monthly/editions/2/data")
    return [
        {(row["线路名称"], row["月份"]): row for row in cells(f"{path}/ridership.csv", encoding="gb18030")}
        for path in paths
    ]


def test_the_second_edition_of_ridership_only_adds_months(ridership):
    first, second = ridership
    assert {at: second[at] for at in first} == first
    assert {month for _, month in second.keys() - first.keys()} == {f"2026-{month:02}" for month in range(1, 11)}


def test_routes_along_the_ring_lose_riders_to_the_metro_from_spring_on(ridership):
    second = {at: int(row["客运量(人次)"]) for at, row in ridership[1].items()}
    for (line, month), riders in second.items():
        if not month.startswith("2026"):
            continue
        kept = riders / second[line, month.replace("2026", "2025")]
        if line in RING and month >= "2026-05":
            assert kept < 0.82
        elif line in FEEDERS and month >= "2026-04":
            assert kept > 1.02
        elif line not in RING:
            assert 0.95 < kept < 1.05


def test_bus_lines_go_from_stop_to_stop():
    lines = {row["line_id"]: row for row in cells("bus-lines-and-stops/data/lines.csv")}
    stops = {row["stop_id"]: row for row in cells("bus-lines-and-stops/data/stops.csv")}
    along = defaultdict(list)
    for row in cells("bus-lines-and-stops/data/line-stops.csv"):
        along[row["line_id"]].append(row)
    assert len(lines) == 40
    assert along.keys() == lines.keys()
    for line, rows in along.items():
        assert [int(row["seq"]) for row in rows] == list(range(1, int(lines[line]["stop_count"]) + 1))
        assert rows[-1]["km_from_start"] == lines[line]["length_km"]
        assert stops[rows[0]["stop_id"]]["stop_name"] == lines[line]["from_stop"]
        for one, other in pairwise(rows):
            ridden = float(other["km_from_start"]) - float(one["km_from_start"])
            assert 0 < kilometres(stops[one["stop_id"]], stops[other["stop_id"]]) <= ridden + 0.02 < 2.5


def test_a_stop_named_after_a_metro_station_is_beside_it():
    stations = {row["station_name"]: row for row in cells("metro-stations/data/stations.csv")}
    named = [row for row in cells("bus-lines-and-stops/data/stops.csv") if row["metro_station"]]
    assert len(named) > 30
    for row in named:
        assert row["stop_name"] == f"{row['metro_station']}（地铁站）"
        assert kilometres(row, stations[row["metro_station"]]) < 0.27


def test_roads_are_dug_up_between_thaw_and_frost():
    for row in records("road-works/data/road-works.json"):
        assert row["开工日期"] <= row["计划完工日期"]
        assert row["实际完工日期"] is None or row["开工日期"] <= row["实际完工日期"] <= "2026-11-15"
        if month_of(row["开工日期"]) in (11, 12, 1, 2, 3):
            assert row["施工原因"].endswith("抢修")


def test_charging_spaces_are_among_the_spaces():
    rows = cells("parking-lots/data/parking-lots.csv")
    assert all(int(row["充电泊位数"]) <= int(row["泊位数"]) for row in rows if row["充电泊位数"] != "—")
    assert 0 < sum(row["充电泊位数"] == "—" for row in rows) < len(rows) / 3


def test_few_taxis_in_a_cell_are_not_told():
    told = [row[name] for row in cells("taxi-gps-sample/data/grid.csv") for name in ("pickups", "dropoffs")]
    assert "<10" in told
    assert min(int(count) for count in told if count != "<10") >= 10


# snow, warnings, water


@pytest.fixture(scope="module")
def snow():
    return cells("snow-clearing-daily/data/snow-clearing.csv")


def by_day(rows, name):
    sums = defaultdict(float)
    for row in rows:
        sums[row["日期"]] += float(row[name]) if row[name] != "—" else 0.0
    return sums


def test_clearing_follows_the_snow(snow):
    fallen, cleared = by_day(snow, "降雪量(mm)"), by_day(snow, "清运量(立方米)")
    days = sorted(fallen)
    assert {month_of(day) for day in days} == {11, 12, 1, 2, 3}
    assert correlation([fallen[day] for day in days], [cleared[day] for day in days]) > 0.75
    quiet = [
        day
        for before, after, day in zip(days, days[1:], days[2:], strict=False)
        if not sum(fallen[d] for d in (before, after, day))
    ]
    assert quiet
    assert all(cleared[day] == 0 for day in quiet)


def test_ploughs_go_out_after_snow_and_at_night(snow):
    passes = cells("snow-plough-passes/data/passes.csv")
    assert len(passes) == 50_000
    fallen = by_day(snow, "降雪量(mm)")
    days = sorted({row["日期"] for row in passes})
    count = Counter(row["日期"] for row in passes)
    assert correlation([fallen[day] for day in days], [count[day] for day in days]) > 0.8
    hours = Counter(int(row["时"]) for row in passes)
    assert sum(hours[hour] for hour in (22, 23, 0, 1, 2, 3)) > 3 * sum(hours[hour] for hour in range(10, 16))
    ranks = Counter(row["路段"][0] for row in passes)
    assert ranks["A"] / 60 > ranks["B"] / 140 > ranks["C"] / 200


def test_a_blizzard_is_warned_of_where_it_snows(snow):
    fallen = {(row["日期"], row["区县代码"]): float(row["降雪量(mm)"]) for row in snow}
    warned = {
        (one["issued_at"][:10], one["district_code"])
        for one in records("weather-warnings/data/warnings.json")
        if one["kind"] == "暴雪"
    }
    assert warned == {at for at, mm in fallen.items() if mm >= 4}


def test_warnings_fit_the_season_and_are_lifted_after_they_were_issued():
    for one in records("weather-warnings/data/warnings.json"):
        assert one["lifted_at"] is None or one["issued_at"] < one["lifted_at"]
        if one["kind"] in {"暴雨", "雷电", "高温"}:
            assert 6 <= month_of(one["issued_at"]) <= 9
        assert one["text"].startswith(f"{one['district_name']}发布{one['kind']}{one['level']}预警")
        if one["kind"] in {"道路结冰", "大雾", "雷电", "高温"}:
            assert one["level"] != "蓝色"


def test_a_day_of_snow_is_named_by_how_much_fell(snow):
    for row in snow:
        if row["备注"] != "当日数据未报":
            least = {"": 0, "中雪": 2.5, "大雪": 5, "暴雪": 10}[row["备注"][:2]]
            assert least == max(step for step in (0, 2.5, 5, 10) if float(row["降雪量(mm)"]) >= step)


def test_lilacs_stay_slender():
    trunks = defaultdict(list)
    for row in cells("street-trees/data/trees.csv"):
        if row["平均胸径(cm)"] != "未测":
            trunks[row["树种代号"] in {"SP09", "SP10"}].append(float(row["平均胸径(cm)"]))
    assert max(trunks[True]) <= 15 < max(trunks[False])


def test_the_class_of_water_is_that_of_its_worst_measure():
    classes = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]
    most = {"高锰酸盐指数": (2, 4, 6, 10, 15), "氨氮": (0.15, 0.5, 1, 1.5, 2), "总磷": (0.02, 0.1, 0.2, 0.3, 0.4)}
    for row in cells("water-quality-monthly/data/water-quality.csv"):
        if row["水质类别"] == "未采样":
            assert month_of(row["月份"]) in (12, 1, 2)
            continue
        worst = [sum(float(row[name]) > limit for limit in limits) for name, limits in most.items()]
        worst.append(sum(float(row["溶解氧"]) < limit for limit in (7.5, 6, 5, 3, 2)))
        assert row["水质类别"] == classes[max(worst)]
        assert (row["是否达标"] == "是") == (max(worst) <= classes.index(row["目标类别"]))


def test_shelters_hold_more_people_where_more_live():
    package = Package(str(PACKAGES / "emergency-shelters" / "datapackage.json"))
    rows = [row.to_dict() for row in package.get_resource("shelters").read_rows()]
    room = Counter()
    for row in rows:
        room[row["区县代码"]] += row["可容纳人数"]
        assert row["可容纳人数"] * 1.5 <= row["有效面积(平方米)"]
    assert room["230103"] > 2 * room["230108"]


def test_old_buildings_follow_the_cold_and_insulated_ones_hardly():
    outside, inside = defaultdict(list), defaultdict(list)
    for row in cells("winter-energy-study/data/indoor-temperature.tsv", delimiter="\t"):
        if row["室内平均温度"] != "NA" and row["日期"] >= "2025-11-01":
            outside[row["建筑类型"]].append(float(row["室外日均气温"]))
            inside[row["建筑类型"]].append(float(row["室内平均温度"]))
    old, new = "1980年以前 砖混 未改造", "超低能耗示范楼"
    assert correlation(outside[old], inside[old]) > 0.8
    assert max(inside[old]) - min(inside[old]) > 2.5 * (max(inside[new]) - min(inside[new]))
    assert mean(inside[new]) > mean(inside[old]) + 3


# people call and help


@pytest.fixture(scope="module")
def hotline():
    return cells("hotline-orders-monthly/data/hotline-orders.csv")


def test_calls_about_heating_follow_the_cold(hotline):
    heating = Counter()
    for row in hotline:
        assert int(row["办结件数"]) <= int(row["受理件数"])
        assert (row["满意率(%)"] == "/") == (int(row["办结件数"]) < 5)
        heating[row["月份"]] += (row["诉求主题"] == "供热") * int(row["受理件数"])
    assert max(heating, key=heating.__getitem__)[5:] == "01"
    assert heating["2026-01"] > 20 * heating["2026-07"]
    assert heating["2025-12"] > heating["2025-11"] > heating["2025-10"]


def test_single_orders_are_a_sample_of_the_months(hotline):
    orders = cells("hotline-orders/data/orders.csv")
    year = [row for row in hotline if row["月份"] >= "2025-11" and row["区县代码"] < "230120"]
    total = sum(int(row["受理件数"]) for row in year)
    assert 18 < total / len(orders) < 22
    topics = Counter(row["主题"] for row in orders)
    for topic in topics:
        share = sum(int(row["受理件数"]) for row in year if row["诉求主题"] == topic) / total
        assert abs(topics[topic] / len(orders) - share) < 0.02
    assert orders[0].keys() == {"受理日期", "区县代码", "主题", "渠道", "办理天数", "满意度"}


def test_nobody_clears_snow_in_summer():
    for row in cells("volunteer-hours/data/volunteer-hours.csv"):
        if row["服务领域"] == "清雪除冰" and int(row["统计月份"][5:-1]) in range(4, 10):
            assert float(row["服务时长(小时)"]) == 0


# money and markets


@pytest.mark.parametrize(
    ("folder", "parts", "key", "pairs"),
    [
        ("gdp-by-quarter", "sections", "季度", {"生产总值": "增加值"}),
        ("budget-by-function", "functions", "年份", {"预算数(亿元)": "预算数(亿元)", "决算数(亿元)": "决算数(亿元)"}),
        (
            "budget-by-function/editions/2",
            "functions",
            "年份",
            {"预算数(亿元)": "预算数(亿元)", "决算数(亿元)": "决算数(亿元)"},
        ),
    ],
)
def test_totals_are_the_sums_of_their_parts(folder, parts, key, pairs):
    rows = cells(f"{folder}/data/{parts}.csv")
    for total in cells(f"{folder}/data/totals.csv"):
        for whole, part in pairs.items():
            if total[whole] != "—":
                own = [Decimal(row[part]) for row in rows if row[key] == total[key]]
                assert sum(own) == Decimal(total[whole])


def test_the_industries_make_up_gdp():
    for row in cells("gdp-by-quarter/data/totals.csv"):
        assert sum(Decimal(row[f"第{at}产业"]) for at in "一二三") == Decimal(row["生产总值"])


def test_the_second_budget_adds_the_accounts_of_the_last_year_and_changes_nothing_else():
    first = cells("budget-by-function/data/functions.csv")
    second = cells("budget-by-function/editions/2/data/functions.csv")
    for before, after in zip(first, second, strict=True):
        if before["年份"] == "2025":
            assert before["决算数(亿元)"] == "—"
            assert after["预算数(亿元)"] == before["预算数(亿元)"]
        else:
            assert after == before
    rates = {row["科目编码"]: float(row["完成预算(%)"]) for row in second if row["年份"] == "2025"}
    assert 106 < rates["212"] < 112
    assert rates["224"] > 108


def test_businesses_at_the_end_are_those_before_with_the_new_and_without_the_closed():
    stock = {}
    for row in cells("business-registrations-monthly/data/registrations.csv"):
        at, end = (row["district_code"], row["industry_code"]), int(row["units_at_end"])
        if at in stock:
            assert stock[at] + int(row["new_units"]) - int(row["closed_units"]) == end
        stock[at] = end


def test_the_pass_rate_is_that_of_the_samples():
    for row in cells("food-inspection-results/data/inspections.csv"):
        samples, passed = int(row["抽检批次"]), int(row["合格批次"])
        assert row["合格率(%)"] == (f"{100 * passed / samples:.1f}" if samples else "—")
        assert bool(row["主要不合格项目"]) == (passed < samples)


def test_cucumbers_are_dear_in_winter_and_potatoes_hardly():
    price = defaultdict(list)
    for row in cells("market-prices-weekly/data/prices.csv"):
        assert date.fromisoformat(row["周开始日期"]).weekday() == 0
        if row["零售均价"] != "/" and month_of(row["周开始日期"]) in (1, 2, 6, 7):
            price[row["品种"], month_of(row["周开始日期"]) < 3].append(float(row["零售均价"]))
    assert mean(price["黄瓜", True]) > 1.7 * mean(price["黄瓜", False])
    assert mean(price["土豆", True]) < 1.35 * mean(price["土豆", False])


# holidays


def test_each_holiday_has_one_name_and_each_day_is_that_of_the_withdrawn_table():
    days = cells("holidays-and-workdays/data/days.csv")
    names = {row["节日"] for row in cells("holidays-and-workdays/data/holidays.csv")}
    assert {row["节日"] for row in days} == names
    assert {row["同假节日"] for row in days} == {"", "中秋节"}
    for row, old in zip(days, cells("public-holidays/data/holidays.csv"), strict=True):
        assert (row["日期"], row["类型"] == "放假") == (old["日期"], old["是否放假"] == "是")
        assert row["星期"] == "星期" + "一二三四五六日"[date.fromisoformat(row["日期"]).weekday()]


def test_holidays_put_one_name_for_the_spellings_of_the_notices(tmp_path):
    (tmp_path / "china-holidays-2007-2026.csv").write_text(
        "date,name,is_off_day,source_notice\n"
        "2008-05-01,“五一”,true,https://a.example/\n"
        "2020-10-01,中秋节、国庆节,true,https://a.example/\n"
        "2020-10-10,国庆节、中秋节,false,https://a.example/\n",
        encoding="utf-8",
    )
    script = PACKAGES / "holidays-and-workdays" / "make.py"
    subprocess.run(
        [sys.executable, str(script), "--source", str(tmp_path), "--output", str(tmp_path)], check=True, timeout=60
    )
    with (tmp_path / "data" / "days.csv").open(encoding="utf-8", newline="") as file:
        assert [row[1:5] for row in csv.reader(file)][1:] == [
            ["星期四", "放假", "劳动节", ""],
            ["星期四", "放假", "国庆节", "中秋节"],
            ["星期六", "调休上班", "国庆节", "中秋节"],
        ]


# nobody


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_number_or_address_of_a_person_is_in_it(folder):
    for path in sorted((PACKAGES / folder).rglob("data/*")):
        text = path.read_bytes().decode("utf-8-sig") if path.suffix != ".xlsx" else ""
        assert "@" not in text
        assert not re.search(r"(?<![0-9.])1[3-9][0-9]{9}(?![0-9])", text)
