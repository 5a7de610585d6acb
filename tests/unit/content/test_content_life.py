"""What the demo data about life in the city says: seasons, sums, and what must not be in it."""

import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from statistics import correlation, mean

import pytest
from frictionless import Package

PACKAGES = Path(__file__).parents[3] / "datapackages"
SUPPRESSED_BELOW = 5


def rows_of(folder, resource):
    rows = Package(str(PACKAGES / folder / "datapackage.json")).get_resource(resource).read_rows()
    return [{name: plain(value) for name, value in row.to_dict().items()} for row in rows]


def plain(value):
    return float(value) if isinstance(value, Decimal) else value


def cells_of(path):
    with (PACKAGES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_key(rows, *names):
    return {tuple(row[name] for name in names): row for row in rows}


def descriptor_of(folder):
    return json.loads((PACKAGES / folder / "datapackage.json").read_text(encoding="utf-8"))


# health


def test_respiratory_visits_peak_in_both_winters():
    share = {
        row["月份"]: row["呼吸系统占比(%)"] for row in rows_of("outpatient-visits-monthly/editions/3", "city-monthly")
    }
    for year in (2024, 2025):
        winter = mean(share[year, month] for month in (1, 2, 12))
        summer = mean(share[year, month] for month in (6, 7, 8))
        assert winter > 1.7 * summer


@pytest.mark.parametrize("edition", ["", "/editions/2", "/editions/3"])
def test_the_citys_visits_are_those_of_the_districts_that_reported(edition):
    total, reported = Counter(), defaultdict(set)
    for row in rows_of(f"outpatient-visits-monthly{edition}", "visits"):
        if row["诊疗人次"] is not None:
            total[row["月份"]] += row["诊疗人次"]
            reported[row["月份"]].add(row["区县"])
            assert row["其中急诊人次"] <= row["诊疗人次"]
    city = rows_of(f"outpatient-visits-monthly{edition}", "city-monthly")
    assert {row["月份"]: (row["诊疗人次"], row["已报区县数"]) for row in city} == {
        month: (total[month], len(reported[month])) for month in total
    }


def test_later_editions_of_visits_change_only_what_was_late():
    key = ("月份", "行政区划代码", "就诊类别")
    first, second, third = (
        by_key(rows_of(f"outpatient-visits-monthly{edition}", "visits"), *key)
        for edition in ("", "/editions/2", "/editions/3")
    )
    assert [at for at, row in first.items() if second[at] != row] == []
    changed = {at for at, row in second.items() if third[at] != row}
    assert {at[:2] for at in changed} == {((2024, 11), "230111"), ((2024, 12), "230111")}
    assert {second[at]["诊疗人次"] for at in changed} == {None}
    assert (len(first), len(second), len(third)) == (648, 1296, 2592)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("discharge-summary-yearly/data/discharges.csv", "出院人次"),
        ("subsidy-by-street/data/subsidies.csv", "领取人数(人)"),
    ],
)
def test_no_small_count_is_told_and_nothing_beside_a_suppressed_one(path, count):
    suppressed = 0
    for row in cells_of(path):
        beside = list(row.values())[-1]
        if row[count] == "*":
            suppressed += 1
            assert beside == "*"
        else:
            assert not 0 < int(row[count]) < SUPPRESSED_BELOW
    assert suppressed


def test_what_is_fine_grained_is_open_on_application_only():
    for folder in ("discharge-summary-yearly", "subsidy-by-street", "household-survey-2025"):
        assert (descriptor_of(folder)["opening"], descriptor_of(folder)["grade"]) == ("conditional", "general-3")


# education


@pytest.mark.parametrize("edition", ["", "/editions/2"])
def test_the_districts_school_places_add_up_to_the_citys(edition):
    sums = defaultdict(Counter)
    measures = ("学校数", "招生计划数", "报名人数")
    for row in rows_of(f"school-places-by-district{edition}", "places"):
        for name in measures:
            sums[row["招生年份"], row["学校类别"]][name] += row[name]
        assert row["每百个学位报名人数"] == pytest.approx(100 * row["报名人数"] / row["招生计划数"], abs=0.051)
    city = by_key(rows_of(f"school-places-by-district{edition}", "city-totals"), "招生年份", "学校类别")
    assert {at: {name: row[name] for name in measures} for at, row in city.items()} == dict(sums)


def test_places_are_short_in_the_new_town_and_not_in_the_counties():
    rows = rows_of("school-places-by-district/editions/2", "places")
    last = {
        (row["行政区划代码"], row["学校类别"]): row["每百个学位报名人数"] for row in rows if row["招生年份"] == 2025
    }
    assert all(ratio > 100 for (code, _), ratio in last.items() if code == "230109")
    assert all(ratio < 90 for (code, _), ratio in last.items() if code > "230120")


def test_kindergartens_are_not_fuller_than_they_may_be():
    rows = rows_of("kindergartens", "kindergartens")
    assert all(row["在园幼儿数"] <= row["学位数"] for row in rows)
    assert any(row["保教费(元/月)"] is None for row in rows)


# housing


def test_heating_complaints_follow_the_cold():
    total, weather = Counter(), by_key(rows_of("heating-complaints-daily", "weather"), "日期")
    for row in rows_of("heating-complaints-daily", "complaints"):
        total[row["日期"]] += row["投诉量(件)"]
        kinds = ("室温不达标(件)", "管道漏水(件)", "其他(件)")
        assert row["投诉量(件)"] == sum(row[name] for name in kinds) >= row["24小时办结(件)"]
    days = sorted(total)[21:]  # after the rush of the first weeks
    assert correlation([total[day] for day in days], [-weather[day,]["平均气温(℃)"] for day in days]) > 0.75
    first = mean(total[day] for day in sorted(total)[:5])
    assert first > 2 * mean(total[day] for day in days[:14])


def test_a_day_is_warmest_in_the_middle():
    rows = rows_of("heating-complaints-daily", "weather")
    assert all(row["最低气温(℃)"] < row["平均气温(℃)"] < row["最高气温(℃)"] for row in rows)
    assert sum(row["降雪量(mm)"] is None for row in rows) == 3
    assert len(rows) == 183


def test_no_price_where_few_homes_were_sold():
    rows = rows_of("house-price-monthly", "prices")
    assert all((row["mean_price"] is None) == (row["homes_sold"] < 10) for row in rows)
    daoli = [row["mean_price"] for row in rows if row["district_code"] == "230102" and row["home_kind"] == "存量住宅"]
    assert mean(daoli[:12]) > mean(daoli[-12:])


def test_a_project_is_finished_when_all_is_done():
    rows = rows_of("old-community-renovation", "projects")
    assert {row["状态"] for row in rows} == {"已完工", "在建", "延期", "未开工"}
    for row in rows:
        assert (row["状态"] == "已完工") == (row["完成进度(%)"] == 100)
        assert (row["状态"] == "未开工") == (row["完成进度(%)"] == 0)
        assert row["开工日期"] < row["计划完工日期"]
        assert row["备注"] or row["状态"] != "延期"


# jobs and care


def test_jobs_since_january_add_up():
    so_far = Counter()
    for row in rows_of("urban-jobs-monthly", "jobs"):
        at = (row["统计月份"].year, row["行政区划代码"])
        so_far[at] += row["城镇新增就业(人)"]
        assert row["本年累计新增(人)"] == so_far[at]
        assert row["困难人员就业(人)"] <= row["失业人员再就业(人)"] <= row["城镇新增就业(人)"]


def test_visitors_are_counted_in_halls_only():
    for row in rows_of("job-fairs", "job-fairs"):
        assert (row["visitors"] is None) == (row["form"] != "现场")
        assert row["weekday"] == "周" + "一二三四五六日"[row["date"].weekday()]


def test_homes_for_the_elderly_are_not_overfull():
    for row in rows_of("elderly-care-homes", "homes"):
        assert max(row["护理型床位(张)"], row["在住人数(人)"]) <= row["核定床位(张)"]


def test_the_older_the_guest_the_cheaper_the_lunch():
    rows = rows_of("elderly-canteens", "canteens")
    assert all(row["80岁以上(元)"] < row["60岁以上(元)"] < row["午餐标准价(元)"] for row in rows)
    assert all((row["送餐费(元)"] is None) == (not row["送餐上门"]) for row in rows)


@pytest.mark.parametrize(
    ("folder", "resource"),
    [
        ("community-health-centres", "centres"),
        ("elderly-canteens", "canteens"),
        ("kindergartens", "kindergartens"),
        ("household-survey-2025", "households"),
        ("subsidy-by-street", "subsidies"),
    ],
)
def test_streets_have_their_own_codes(folder, resource):
    names = {row["code"]: row["name"] for row in rows_of("harbin-streets", "streets")}
    assert all(names[row["街道代码"]] == row["街道"] for row in rows_of(folder, resource))


# population and culture


def test_the_census_adds_up_to_what_was_printed():
    rows = rows_of("population-2010-census", "population")
    assert sum(row["常住人口(人)"] for row in rows) == 10_635_971
    assert sum(row["土地面积(平方千米)"] for row in rows) == 53_080
    for row in rows:
        density = row["常住人口(人)"] / row["土地面积(平方千米)"]
        assert float(row["人口密度(人/平方千米)"]) == pytest.approx(density, abs=0.051)


def test_the_city_is_old_and_women_live_longer():
    people = Counter()
    for row in rows_of("population-by-age", "population"):
        people[row["年龄组"], row["性别代码"]] += row["常住人口(人)"]
    total = sum(people.values())
    old = sum(count for (age, _), count in people.items() if age[:2] in {"60", "65", "70", "75", "80", "85"})
    assert 9_000_000 < total < 10_000_000
    assert 0.25 < old / total < 0.31
    assert people["85岁及以上", "2"] > 1.1 * people["85岁及以上", "1"]


def test_a_survey_is_sent_back_for_households_that_stand_alone():
    groups = Counter((row["街道"], row["户主年龄"]) for row in rows_of("household-survey-2025", "households"))
    assert sum(count for count in groups.values() if count == 1) > sum(groups.values()) / 2


def test_a_closed_library_counts_nobody():
    rows = rows_of("library-visits", "visits")
    assert {(row["馆名"], row["到馆人次"]) for row in rows if row["开馆天数"] == 0} == {("第二分馆", None)}
    assert all(row["到馆人次"] is not None for row in rows if row["开馆天数"])
    season = defaultdict(list)
    for row in rows:
        if row["馆名"] == "总馆":
            season[row["月份"].month].append(row["到馆人次"])
    assert min(mean(season[7]), mean(season[8])) > 1.3 * mean(season[10])


def test_geonames_is_named_with_the_data():
    assert "GeoNames" in (PACKAGES / "places-of-interest" / "NOTICE.txt").read_text(encoding="utf-8")
    rows = rows_of("places-of-interest", "places")
    assert len(rows) == 145
    assert all(row["population"] is None or row["population"] > 0 for row in rows)


@pytest.mark.parametrize(
    ("package", "source", "made", "wanted"),
    [
        (
            "population-2010-census",
            "code,name_zh,area_km2_computed,population_census_2010\n230103,乙,30,200\n230102,甲,7,100\n",
            "population.csv",
            [["230102", "甲", "100", "33.33", "7", "14.3"], ["230103", "乙", "200", "66.67", "30", "6.7"]],
        ),
    ],
)
def test_a_script_derives_its_table_from_the_source(package, source, made, wanted, tmp_path):
    (tmp_path / "harbin-districts.csv").write_text(source, encoding="utf-8")
    command = [sys.executable, str(PACKAGES / package / "make.py"), "--source", str(tmp_path)]
    subprocess.run([*command, "--output", str(tmp_path)], check=True, timeout=60)
    with (tmp_path / "data" / made).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == wanted


def test_places_keep_no_population_of_nought(tmp_path):
    source = "geonameid,name_en,name_zh,lat_wgs84,lon_wgs84,population,district_code\n"
    source += "2,B,乙,45.5,126.5,0,230103\n1,A,甲,45.1,126.1,12,230102\n"
    (tmp_path / "harbin-geonames-places.csv").write_text(source, encoding="utf-8")
    command = [sys.executable, str(PACKAGES / "places-of-interest" / "make.py"), "--source", str(tmp_path)]
    subprocess.run([*command, "--output", str(tmp_path)], check=True, timeout=60)
    with (tmp_path / "data" / "places.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["1", "甲", "A", "126.1", "45.1", "230102", "12"],
            ["2", "乙", "B", "126.5", "45.5", "230103", ""],
        ]
