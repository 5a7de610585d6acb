"""Clean look-alikes made of numbers: codes, serials, times and measures that only resemble a person's."""

from collections.abc import Iterator
from pathlib import Path

from tests.truth.model import TruthFile

from . import numbers, words
from .forms import Sheet, Value, book_file, csv_file, seeded

__all__ = ["make"]

OFFICE = "哈尔滨市某局信息中心"


def enterprises(folder: Path) -> TruthFile:
    """Unified social credit codes of companies and bodies."""
    rng, rows = seeded("enterprises"), []
    for number in range(1, 101):
        kind = rng.choice(["91", "91", "91", "11", "12", "51", "52", "93"])
        code = Value(numbers.credit_code(rng, kind), "credit_code", alarm=False)
        firm = f"哈尔滨{rng.choice(words.SHOPS)}有限公司" if kind == "91" else f"哈尔滨某{rng.choice('甲乙丙丁')}单位"
        rows.append(
            [
                number,
                code,
                firm,
                rng.choice(["正常", "异常"]),
                f"20{rng.randrange(10, 26)}-05-{rng.randrange(1, 29):02d}",
            ]
        )
    headers = ["序号", "统一社会信用代码", "单位名称", "状态", "成立日期"]
    return csv_file(folder, "法人单位名录.csv", "Credit codes, none of them 92….", headers, rows)


def organisations(folder: Path) -> TruthFile:
    """Organisation codes and former registration numbers of 15 digits."""
    rng, rows = seeded("organisations"), []
    for number in range(1, 61):
        code = numbers.organisation_code(rng, letters=rng.random() < 0.5)
        rows.append(
            [code, f"2301{rng.choice(['00', '03', '09'])}1000{number:05d}", rng.choice(words.OFFICES) + "下属单位"]
        )
    headers = ["组织机构代码", "工商注册号", "机构名称"]
    return csv_file(
        folder, "组织机构代码.csv", "Organisation codes, registration numbers.", headers, rows, encoding="gbk"
    )


def projects(folder: Path) -> TruthFile:
    """18 digits: place code, day and four running digits; one in eleven passes the check of a resident ID."""
    rows = []
    for number in range(1, 121):
        place, month, day = words.PLACE_CODES[number % 4], number // 30 + 1, number % 28 + 1
        code = f"{place}2026{month:02d}{day:02d}{number:04d}"
        rows.append(
            [code, f"2026-{month:02d}-{day:02d}", f"{words.STREETS[number % 20]}管网改造{number}标段", number * 12.5]
        )
    headers = ["项目编号", "立项日期", "项目名称", "投资额(万元)"]
    return csv_file(folder, "投资项目编号.csv", "Running project numbers; some pass the ID's check.", headers, rows)


def assets(folder: Path) -> TruthFile:
    """16 and 19 running digits that start with 62; one in ten passes Luhn."""
    rows = [[f"6228{n:012d}", f"6217000{n:012d}", words.OFFICES[n % 18], "台式机", 4200 + n] for n in range(1, 121)]
    headers = ["资产编号", "入库流水号", "使用部门", "资产名称", "原值"]
    return csv_file(folder, "固定资产台账.csv", "Running numbers like bank cards.", headers, rows)


def work_orders(folder: Path) -> TruthFile:
    """11 running digits that start like a mobile."""
    rows = [[f"1502026{n:04d}", words.OFFICES[n % 18], "办结" if n % 3 else "在办", n % 9 + 1] for n in range(1, 151)]
    headers = ["工单流水号", "承办单位", "状态", "用时(天)"]
    return csv_file(folder, "热线工单流水.csv", "Running order numbers like mobiles.", headers, rows)


def archives(folder: Path) -> TruthFile:
    """15 digits: place code, year and a volume's number; a few have the form of a 15-digit ID."""
    rng, rows = seeded("archives"), []
    for number, volume in enumerate(sorted(rng.sample(range(10**7), 100)), start=1):
        serial = f"{8600000000 + number * 7:015d}"
        rows.append([f"23010226{volume:07d}", serial, "供热", "长期", number % 40 + 5])
    headers = ["档号", "设备序列号", "门类", "保管期限", "页数"]
    return csv_file(folder, "档案案卷目录.csv", "File numbers, some like 15-digit IDs.", headers, rows)


def divisions(folder: Path) -> TruthFile:
    """Codes of GB/T 2260, street codes and post codes."""
    rng, rows = seeded("divisions"), []
    for number, place in enumerate(words.PLACE_CODES, start=1):
        rows.append(
            [place, f"{place}{number:03d}", f"{place}{number:03d}{number:03d}", f"150{rng.randrange(0, 10) * 10:03d}"]
        )
    headers = ["行政区划代码", "街道代码", "社区代码", "邮政编码"]
    return csv_file(folder, "区划与邮编.csv", "Division and post codes.", headers, rows, delimiter="\t")


def goods(folder: Path) -> TruthFile:
    """Barcodes, order numbers, prices."""
    rng, rows = seeded("goods"), []
    for _ in range(90):
        order = f"20261124{rng.randrange(10**10):010d}"
        rows.append([order, numbers.ean13(rng), rng.choice(words.PRODUCTS), f"{rng.randrange(300, 9900) / 100:.2f}"])
    headers = ["订单号", "商品条码", "品名", "价格"]
    return csv_file(folder, "民生商品价格监测.csv", "18-digit orders, barcodes, product names.", headers, rows)


def books_list(folder: Path) -> TruthFile:
    """ISBN, shelf marks, years."""
    rng, rows = seeded("books_list"), []
    for number in range(1, 61):
        shelf = f"I2{rng.randrange(10, 60)}/{rng.randrange(100, 999)}"
        rows.append([numbers.isbn13(rng), f"松花江风物{number}", shelf, rng.randrange(1950, 2026), rng.randrange(1, 9)])
    headers = ["ISBN", "题名", "索书号", "出版年", "馆藏册数"]
    return csv_file(folder, "图书馆新书.csv", "Book numbers.", headers, rows, encoding="utf-8-sig")


def times(folder: Path) -> TruthFile:
    """Times of 14 and 13 digits, amounts."""
    rng, rows = seeded("times"), []
    for number in range(1, 121):
        stamp = f"20241124{rng.randrange(8, 18):02d}{rng.randrange(60):02d}{rng.randrange(60):02d}"
        rows.append([stamp, 1732411800000 + number * 61000, rng.randrange(10**9, 10**11) / 100, rng.randrange(0, 500)])
    headers = ["采集时间", "上传时间戳", "交易金额", "车流量"]
    return csv_file(folder, "路口流量采集.csv", "Time stamps and amounts.", headers, rows)


def stops(folder: Path) -> TruthFile:
    """Bus stops with six decimals."""
    rng, rows = seeded("stops"), []
    for number, place in enumerate(words.ROADS_AND_PLACES, start=1):
        lon, lat = f"{rng.uniform(126.5, 126.8):.6f}", f"{rng.uniform(45.6, 45.9):.6f}"
        rows.append([f"Z{number:05d}", place, lon, lat, rng.choice(["6路", "13路", "101路"])])
    headers = ["站点编码", "站点名称", "经度", "纬度", "线路"]
    return csv_file(folder, "公交站点.csv", "Bus stops; names that start with a surname.", headers, rows)


def versions(folder: Path) -> TruthFile:
    """Versions of software with four parts."""
    rng, rows = seeded("versions"), []
    for number in range(1, 41):
        version = f"{rng.randrange(1, 12)}.{rng.randrange(10)}.{rng.randrange(20)}.{rng.randrange(99)}"
        rows.append([f"系统{number}", version, "1.2.3.4", rng.choice(["已升级", "待升级"])])
    headers = ["系统名称", "当前版本号", "最低版本号", "升级情况"]
    return csv_file(folder, "政务系统版本.csv", "Four-part versions are no addresses.", headers, rows)


def buses(folder: Path) -> TruthFile:
    """The vehicle numbers of a public fleet."""
    rng = seeded("buses")
    rows = [
        [numbers.vin(rng), f"{n:04d}", rng.choice(["纯电动", "混合动力"]), rng.randrange(20, 48)] for n in range(1, 51)
    ]
    headers = ["车辆识别代号", "车辆自编号", "动力类型", "座位数"]
    return csv_file(folder, "公交车辆.csv", "VINs of public buses.", headers, rows)


def weather(folder: Path) -> TruthFile:
    """Stations of the weather service."""
    rng, rows = seeded("weather"), []
    for number in range(1, 61):
        temperature = rng.randrange(-300, 300) / 10
        rows.append(
            [50953 + number, f"2026{number % 9 + 1:02d}{number % 28 + 1:02d}08", temperature, rng.randrange(0, 400)]
        )
    headers = ["区站号", "观测时次", "气温", "降水量"]
    return csv_file(folder, "气象站观测.csv", "Station numbers and times of observation.", headers, rows)


def founded(folder: Path) -> TruthFile:
    """Old dates that are not births."""
    rng, rows = seeded("founded"), []
    for number in range(1, 51):
        day = numbers.born(rng)
        rows.append([number, f"{rng.choice(words.STREETS)}{number}号建筑", f"{day:%Y-%m-%d}", day.year, "二类保护"])
    headers = ["序号", "保护建筑名称", "落成日期", "建成年份", "类别"]
    return csv_file(folder, "历史保护建筑.csv", "Dates of 1901-1930 of buildings.", headers, rows)


def ages(folder: Path) -> TruthFile:
    """Persons only as sums by age and sex, on a visible and a hidden sheet; no cell is small."""
    rng = seeded("ages")
    bands = ["0-14岁", "15-24岁", "25-34岁", "35-44岁", "45-59岁", "60-64岁", "65岁及以上"]
    rows = [[d, band, rng.randrange(900, 90000), rng.randrange(900, 90000)] for d in words.DISTRICTS for band in bands]
    codes = [["0", "未知"], ["1", "男"], ["2", "女"], ["9", "未说明"]]
    sheets = [
        Sheet("年龄性别", ["区县", "年龄组", "男(人)", "女(人)"], rows, comments={(0, "年龄组"): "口径：周岁"}),
        Sheet("代码", ["性别代码", "含义"], codes, state="hidden"),
    ]
    return book_file(folder, "人口年龄性别统计.xlsx", "Sums; a hidden sheet of codes.", sheets, author=OFFICE)


def tall_numbers(folder: Path) -> TruthFile:
    """Numbers stored as numbers: money in fen, kilowatt hours, running numbers of 11 digits."""
    rng, rows = seeded("tall_numbers"), []
    for number in range(1, 81):
        rows.append(
            [20260000000 + number, rng.randrange(10**14, 9 * 10**14), rng.randrange(10**6, 10**9), number % 12 + 1]
        )
    sheet = Sheet("电量", ["结算序号", "合同金额(分)", "用电量(千瓦时)", "月份"], rows, hidden_columns=["月份"])
    return book_file(folder, "工业用电结算.xlsx", "Large numbers and a hidden harmless column.", [sheet], author=OFFICE)


def make(folder: Path) -> Iterator[TruthFile]:
    """Write the family."""
    makers = (enterprises, organisations, projects, assets, work_orders, archives, divisions, goods, books_list, times)
    for maker in (*makers, stops, versions, buses, weather, founded, ages, tall_numbers):
        yield maker(folder)
