"""Clean look-alikes made of words: offices, places, shops, plants, masked lists, names that the law makes public."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.truth.model import TruthFile

from . import numbers, people, words
from .forms import (
    Sheet,
    Tally,
    Value,
    book_file,
    csv_bytes,
    csv_file,
    geojson_file,
    json_file,
    say,
    seeded,
    text_bytes,
    text_file,
)
from .papers import zip_bytes

__all__ = ["make"]


def contacts(folder: Path) -> TruthFile:
    """Departments with office lines, hotlines and addresses."""
    rng, rows = seeded("contacts"), []
    for number, office in enumerate(words.OFFICES, start=1):
        where = f"哈尔滨市松北区世纪大道{number * 3}号{number % 9 + 1}0{number % 5 + 1}室"
        mail = Value(f"bgs{number:02d}@office.example.cn", "email", alarm=False)
        rows.append(
            [office, people.office_line(rng), rng.choice(["12345", "12333", "12315"]), where, mail, "8:30-16:30"]
        )
    headers = ["单位名称", "办公电话", "服务热线", "单位地址", "公开邮箱", "办公时间"]
    return csv_file(folder, "市直部门通讯录.csv", "Office lines and addresses of bodies.", headers, rows)


def schools(folder: Path) -> TruthFile:
    """Schools with addresses and telephones."""
    rng, rows = seeded("schools"), []
    for number, school in enumerate(words.SCHOOLS, start=1):
        where = f"{rng.choice(words.CITY_DISTRICTS)}{rng.choice(words.STREETS)}{number * 7}号"
        rows.append(
            [school, where, people.office_line(rng), rng.choice(["小学", "初级中学"]), rng.randrange(300, 3000)]
        )
    headers = ["学校名称", "学校地址", "招生咨询电话", "学校类别", "在校生数"]
    return csv_file(folder, "中小学名录.csv", "Schools named like persons.", headers, rows, encoding="gbk")


def hospitals(folder: Path) -> TruthFile:
    """Hospitals as points."""
    rng, features = seeded("hospitals"), []
    for number in range(1, 31):
        spot = [round(rng.uniform(126.5, 126.8), 6), round(rng.uniform(45.6, 45.9), 6)]
        properties = {
            "机构名称": f"{rng.choice(words.STREETS)}社区卫生服务中心",
            "机构地址": f"{rng.choice(words.CITY_DISTRICTS)}{rng.choice(words.STREETS)}{number}号1-3层",
            "急诊电话": people.office_line(rng),
            "床位数": rng.randrange(20, 400),
        }
        features.append((spot, properties))
    return geojson_file(folder, "医疗机构.geojson", "Hospitals with exact points.", features)


def stations(folder: Path) -> TruthFile:
    """Metro stations as points."""
    rng, features = seeded("stations"), []
    for number, station in enumerate(words.METRO, start=1):
        spot = [round(rng.uniform(126.5, 126.8), 6), round(rng.uniform(45.6, 45.9), 6)]
        features.append((spot, {"站名": station, "编号": number, "出入口": rng.randrange(2, 6), "首班车": "06:00"}))
    return geojson_file(folder, "地铁站点.geojson", "Metro stations with six decimals.", features)


def places(folder: Path) -> TruthFile:
    """Places and communities that start with a surname."""
    rng, rows = seeded("places"), []
    for number, place in enumerate(words.ROADS_AND_PLACES, start=1):
        rows.append(
            [number, place, rng.choice(words.ESTATES), rng.choice(words.DISTRICTS), rng.choice(["街路", "聚落"])]
        )
    headers = ["序号", "标准地名", "所在小区", "区县", "地名类别"]
    return csv_file(folder, "标准地名录.csv", "Place names of two to four characters.", headers, rows)


def shops(folder: Path) -> TruthFile:
    """Shop and brand names."""
    rng, rows = seeded("shops"), []
    for number, shop in enumerate(words.SHOPS, start=1):
        rows.append(
            [number, shop, rng.choice(["餐饮", "零售"]), f"{rng.choice(words.STREETS)}{number}号", rng.choice("ABC")]
        )
    headers = ["序号", "店招名称", "业态", "经营地址", "量化等级"]
    return csv_file(folder, "特色商店.csv", "Shop names that start with a surname.", headers, rows)


def nature(folder: Path) -> TruthFile:
    """Plants and animals, in a workbook with comments."""
    rng = seeded("nature")
    trees = [
        [n, plant, rng.randrange(20, 9000), rng.choice(words.STREETS)] for n, plant in enumerate(words.PLANTS, start=1)
    ]
    beasts = [[animal, rng.choice(["国家一级", "国家二级", "三有"])] for animal in words.ANIMALS]
    sheets = [
        Sheet("行道树", ["序号", "树种", "株数", "路段"], trees, comments={(2, "株数"): "不含新植苗木"}),
        Sheet("野生动物", ["中文名", "保护级别"], beasts),
    ]
    return book_file(folder, "绿化树种与野生动物.xlsx", "Plants and animals.", sheets, author="哈尔滨市林业和草原局")


def illnesses(folder: Path) -> TruthFile:
    """Numbers of cases by disease."""
    rng = seeded("illnesses")
    rows = [[illness, rng.randrange(100, 5000), rng.randrange(1000, 9000) / 100] for illness in words.DISEASES]
    return csv_file(
        folder, "疾病统计.csv", "Diseases that start with a surname.", ["疾病名称", "报告例数", "构成比"], rows
    )


def products(folder: Path) -> TruthFile:
    """Short names under a bare header."""
    rng = seeded("products")
    rows = [[n, word, rng.randrange(2, 90)] for n, word in enumerate(words.PRODUCTS, start=1)]
    return csv_file(folder, "抽检品种.csv", "Product names under 名称.", ["序号", "名称", "批次"], rows)


def masked_list(folder: Path) -> TruthFile:
    """Everything about persons is masked."""
    rng, rows = seeded("masked_list"), []
    for number in range(1, 81):
        who, phone = numbers.resident(rng), numbers.mobile(rng)
        name = rng.choice(words.SURNAMES) + rng.choice(["*", "**"])
        cells = [(name, "person_name"), (f"{who[:6]}********{who[14:]}", "resident_id")]
        cells.append((f"{phone[:3]}****{phone[7:]}", "mobile"))
        rows.append([number, *[Value(shown, kind, masked=True, alarm=False) for shown, kind in cells], "已公示"])
    headers = ["序号", "姓名", "身份证号", "手机号", "状态"]
    return csv_file(folder, "保障房配租公示.csv", "Masked names, IDs and mobiles.", headers, rows)


def masked_book(folder: Path) -> TruthFile:
    """Masked card numbers and names."""
    rng, rows = seeded("masked_book"), []
    for number in range(1, 41):
        account = numbers.bank_card(rng)
        shown = f"{account[:6]}*********{account[15:]}"
        name = Value(rng.choice(words.SURNAMES) + rng.choice(["*", "**"]), "person_name", masked=True, alarm=False)
        rows.append([number, name, Value(shown, "bank_card", masked=True, alarm=False), rng.choice([200, 400])])
    sheet = Sheet("补贴", ["序号", "领取人", "银行卡号", "金额"], rows)
    return book_file(folder, "培训补贴公示.xlsx", "Masked names and cards.", [sheet], author="哈尔滨市就业服务中心")


def licences(folder: Path) -> TruthFile:
    """A register of licences: the law makes the legal representative public."""
    rng, rows = seeded("licences"), []
    for number in range(1, 61):
        code = Value(numbers.credit_code(rng, "91"), "credit_code", alarm=False)
        firm = f"哈尔滨试例{number}食品有限公司"
        rows.append([f"JY12301{number:09d}", firm, code, people.public_name(rng), "2031-06-30"])
    headers = ["许可证编号", "企业名称", "统一社会信用代码", "法定代表人", "有效期至"]
    return csv_file(folder, "食品经营许可公示.csv", "Licences with legal representatives.", headers, rows)


def rivers(folder: Path) -> TruthFile:
    """Officials in charge of rivers, as the notice boards give them."""
    rng, rows = seeded("rivers"), []
    for _ in range(30):
        post = rng.choice(["副区长", "镇长", "街道办事处主任"])
        rows.append([f"{rng.choice(words.ROADS_AND_PLACES)}段", people.public_name(rng), post, people.office_line(rng)])
    headers = ["河段", "河长姓名", "河长职务", "监督电话"]
    return csv_file(folder, "河长公示牌.csv", "Public officers with an office line.", headers, rows)


def service_items(folder: Path) -> TruthFile:
    """A deep tree about services."""
    rng, records = seeded("service_items"), []
    for number in range(1, 41):
        place = {"窗口": f"{number % 20 + 1}号", "地址": "世纪大道1号政务大厅", "咨询电话": people.office_line(rng)}
        needs = ["居民身份证", "户口簿", "申请表"][: number % 3 + 1]
        item = {
            "事项编码": f"11230100MB{number:08d}",
            "名称": f"{rng.choice(words.PRODUCTS)}备案",
            "材料": needs,
            "受理": place,
        }
        records.append({"item": item, "更新时间": 20241124093000})
    envelope = {"success": True, "data": {"rows": [], "version": "1.2.3.4"}}
    return json_file(folder, "办事指南.json", "Services, deep JSON.", records, envelope, "data.rows")


def bulletin(folder: Path) -> TruthFile:
    """A notice with public telephones only."""
    rng = seeded("bulletin")
    lines = [
        "停水通告",
        "",
        "因管网改造，安静小区、金山路、王家屯一带11月26日8时至20时停水。",
        say("咨询电话：{}，服务热线：12345、96369。", people.office_line(rng)),
        "施工编号：230102202611240012，合同编号 HT-20261124-0031。",
        "供水集团地址：道里区田地街100号。",
        "哈尔滨市供水集团  2026年11月24日",
    ]
    return text_file(folder, "停水通告.txt", "Hotlines, an office address and a running number.", lines)


def dictionary(folder: Path) -> TruthFile:
    """A data dictionary speaks of IDs and holds none."""
    lines = [
        "# 数据字典",
        "",
        "| 字段 | 中文名 | 类型 | 说明 |",
        "|---|---|---|---|",
        "| xm | 姓名 | C(50) | 申请人姓名，公开前去除 |",
        "| sfzh | 身份证号 | C(18) | 公开前去除 |",
        "| sjh | 手机号 | C(11) | 公开前去除 |",
        "| jtzz | 家庭住址 | C(200) | 公开前去除 |",
        "| ver | 版本 | C(10) | 当前为1.2.3.4 |",
        "",
        "共5个字段，编制日期2026-03-01。",
    ]
    return text_file(folder, "数据字典.md", "Names of personal fields without a value.", lines)


def fields_table(folder: Path) -> TruthFile:
    """The same as a table: header words of persons are cells."""
    fields = ["姓名", "身份证号", "手机号", "家庭住址", "银行卡号", "护照号", "出生日期", "车牌号"]
    rows = [[n, word, "字符型", n * 6, "敏感", "不予开放"] for n, word in enumerate(fields, start=1)]
    headers = ["序号", "数据项名称", "类型", "长度", "分级", "开放属性"]
    return csv_file(folder, "数据目录字段清单.csv", "A catalogue of fields.", headers, rows)


def emptied(folder: Path) -> TruthFile:
    """Columns of persons that were emptied before the hand-in."""
    rng = seeded("emptied")
    rows = [[n, None, None, f"第{n % 4 + 1}批", rng.choice([500, 800])] for n in range(1, 41)]
    sheet = Sheet("数据", ["序号", "姓名", "身份证号", "发放批次", "金额"], rows)
    return book_file(folder, "救助金发放批次.xlsx", "Emptied columns.", [sheet], author="哈尔滨市民政局")


def open_archive(folder: Path) -> TruthFile:
    """An archive without anything in it."""
    rng, tally = seeded("open_archive"), Tally("公共厕所.csv")
    rows = [[n, f"{rng.choice(words.ROADS_AND_PLACES)}公厕", rng.choice(words.STREETS), "免费"] for n in range(1, 41)]
    table = csv_bytes(tally, ["序号", "公厕名称", "所在街路", "收费"], rows)
    text = text_bytes(tally, ["数据截至2026-09-30", "热线12319"])
    path = folder / "公共厕所数据.zip"
    path.write_bytes(zip_bytes({"公共厕所.csv": table, "文档/王家屯片区说明.txt": text}))
    return TruthFile(path, "A harmless archive; a member named after a place.", ())


def open_package(folder: Path) -> TruthFile:
    """A data package with an office's contacts."""
    rng, tally = seeded("open_package"), Tally()
    home = folder / "供热面积包"
    (home / "data").mkdir(parents=True, exist_ok=True)
    rows = [[district, rng.randrange(100, 9000), 2025] for district in words.DISTRICTS]
    (home / "data" / "heat.csv").write_bytes(csv_bytes(tally, ["区县", "供热面积(万平方米)", "年份"], rows))
    phone, mail = people.office_line(rng), Value("gongre@office.example.cn", "email", alarm=False)
    tally.add(phone, "text")
    tally.add(mail, "text")
    metadata = {
        "name": "heat",
        "title": "哈尔滨市供热面积",
        "description": f"按区县统计，咨询电话{phone.shown}，服务热线12345。",
        "contributors": [{"title": "哈尔滨市住房和城乡建设局", "email": mail.shown, "role": "publisher"}],
        "version": "1.2.3",
        "resources": [{"name": "heat", "path": "data/heat.csv", "format": "csv", "encoding": "utf-8"}],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    (home / "datapackage.json").write_text(text, encoding="utf-8")
    return TruthFile(home, "A data package with office contacts only.", tally.planted())


def make(folder: Path) -> Iterator[TruthFile]:
    """Write the family."""
    makers = (contacts, schools, hospitals, stations, places, shops, nature, illnesses, products, masked_list)
    makers += (masked_book, licences, rivers, service_items, bulletin, dictionary, fields_table, emptied)
    for maker in (*makers, open_archive, open_package):
        yield maker(folder)
