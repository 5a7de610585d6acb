"""Clean files: whatever looks like a person's value and is none, or may be told as a note at most."""

import json
from typing import Any

from tests.truth.building.notes import QUIET
from tests.truth.building.people import Maker
from tests.truth.building.writing import Ledger, Set, csv_text, fill_sheet, new_book, said

__all__ = ["write"]

_DISTRICTS = ["道里区", "南岗区", "道外区", "香坊区", "平房区", "松北区", "呼兰区", "阿城区", "双城区"]
_STREETS = "康安路 王岗大街 高谊街 金江路 马家街 方正路 宋家窑路 郭家店街 程家岗路 白家堡街 何家沟路 田园街".split()
_SHOPS = "李记酱骨 老于家馄饨 金鼎轩 张飞牛肉面 白玉兰酒店 高丽屋 陈皮糖水 王府井百货 田老师红烧肉 石锅鱼庄".split()
_DISHES = "黄瓜拌木耳 白灼菜心 马蹄糕 石锅拌饭 金汤肥牛 江米凉糕 方便面 高粱米饭 黄焖鸡 白切鸡 毛血旺 龙井虾仁".split()
_PLANTS = "白桦 黄檗 水曲柳 胡桃楸 金银忍冬 石竹 马蔺 方竹 江南桤木 黄芪 白芍 连翘 于术 龙胆草 毛樱桃".split()


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _long_numbers(out, make)
    _codes(out, make)
    _bodies(out, make)
    _contacts(out, make)
    _words(out, make)
    _places(out, make)
    _masked(out, make)
    _published(out, make)
    _figures(out, make)
    _books(out, make)
    _trees(out, make)
    _papers(out, make)


def _wrong_id(make: Maker) -> str:
    right = make.resident_id()
    return right[:17] + ("1" if right[17] != "1" else "2")


def _wrong_card(make: Maker) -> str:
    right = make.bank_card()
    return right[:-1] + str((int(right[-1]) + 3) % 10)


def _long_numbers(out: Set, make: Maker) -> None:
    out.table(
        "orders.csv",
        "Order numbers of 18 digits, some like resident IDs but for the check digit.",
        {
            "订单号": [_wrong_id(make) if at % 2 else f"2024{make.digits(14)}" for at in range(80)],
            "下单时间": [f"202405{at % 28 + 1:02}1{at % 10}3015" for at in range(80)],
            "金额分": [make.digits(11) for _ in range(80)],
        },
    )
    out.table(
        "assets.csv",
        "Asset tags of 16 to 19 digits that begin like cards and fail Luhn's check.",
        {
            "资产条码": [_wrong_card(make) for _ in range(60)],
            "类别": [make.pick(["打印机", "显示器", "扫描仪"]) for _ in range(60)],
        },
    )
    out.table(
        "products.csv",
        "Bar codes of goods, serial numbers, frame numbers of vehicles.",
        {
            "商品条形码": [f"69{make.digits(11)}" for _ in range(60)],
            "序列号": [f"SN{make.digits(13)}" for _ in range(60)],
            "批号": [f"20240{at % 9 + 1}{make.digits(5)}" for at in range(60)],
        },
    )
    out.table(
        "some-luhn.csv",
        "Meter numbers of 16 digits: one in ten passes Luhn's check by chance.",
        {"电表表号": [f"62{make.digits(14)}" for _ in range(200)], "倍率": ["1"] * 200},
    )


def _codes(out: Set, make: Maker) -> None:
    out.table(
        "areas.csv",
        "Post codes and codes of divisions.",
        {
            "区划代码": [f"2301{at:02}00{at + 1:01}000"[:12] for at in range(10, 50)],
            "邮政编码": [f"150{at:03}" for at in range(40)],
            "名称": [f"{make.pick(_STREETS)}社区" for _ in range(40)],
        },
    )
    out.table(
        "licences.csv",
        "Licence, case and title numbers.",
        {
            "许可证编号": [f"JY1230102{make.digits(7)}" for _ in range(50)],
            "处罚决定书文号": [f"哈里市监罚〔2024〕{at}号" for at in range(50)],
            "执法依据": ["食品安全法第一百二十六条"] * 50,
        },
    )
    out.table(
        "versions.csv",
        "Versions of software with four numbers.",
        {
            "系统": [make.pick(["电子公文", "预算一体化"]) for _ in range(40)],
            "版本": [
                f"{make.rng.randint(1, 9)}.{make.rng.randint(0, 20)}.{at}.{make.rng.randint(0, 40)}" for at in range(40)
            ],
            "发布日期": [f"2023-0{at % 9 + 1}-20" for at in range(40)],
        },
    )
    out.table(
        "shelves.csv",
        "Shelf marks that look like building, unit and room.",
        {
            "架位号": [f"{at % 12 + 1}-{at % 5 + 1}-{at % 9 + 1}0{at % 4 + 1}" for at in range(70)],
            "分类": [make.pick(["K928", "TP311", "I247"]) for _ in range(70)],
        },
    )


def _bodies(out: Set, make: Maker) -> None:
    firms = ["北方阀门", "松江机电", "冰城乳业", "龙广软件", "滨江粮油", "东北轻合金制品"]
    out.table(
        "firms.csv",
        "Firms with credit codes, addresses and years.",
        {
            "企业名称": [f"哈尔滨{make.pick(firms)}有限公司" for _ in range(60)],
            "统一社会信用代码": [said("credit_code", make.credit_code("91"), alarm=False) for _ in range(60)],
            "住所": [
                f"哈尔滨市{make.pick(_DISTRICTS)}{make.pick(_STREETS)}{make.rng.randint(1, 300)}号" for _ in range(60)
            ],
            "成立日期": [make.day(1993, 2020).isoformat() for _ in range(60)],
        },
    )
    out.table(
        "offices.csv",
        "Offices of state with codes and addresses to the room.",
        {
            "机构名称": [f"{one}{kind}" for one in _DISTRICTS for kind in ("财政局", "民政局", "税务局", "教育局")],
            "机构代码": [said("credit_code", make.credit_code("11"), alarm=False) for _ in range(36)],
            "办公地址": [
                f"哈尔滨市{make.pick(_STREETS)}{at + 1}号行政中心{at % 5 + 1}号楼{at % 9 + 1}01室" for at in range(36)
            ],
        },
    )


def _contacts(out: Set, make: Maker) -> None:
    hotlines = ["12345", "12315", "12333", "96399", "400-600-0451", "95598", "12328", "114"]
    out.table(
        "hotlines.csv",
        "Hotlines.",
        {
            "服务": [f"{one}咨询" for one in ("政务", "消费", "社保", "物业", "供水", "供电", "交通", "查号")],
            "服务热线": hotlines,
            "受理时间": ["8:30-16:30"] * 8,
        },
    )
    out.table(
        "schools.csv",
        "Schools with telephones and mailboxes of offices.",
        {
            "学校名称": [f"哈尔滨市第{at}中学校" for at in range(1, 41)],
            "办公电话": [said("landline", make.landline(), alarm=False) for _ in range(40)],
            "公务邮箱": [said("email", f"school{at}@harbin.gov.cn", alarm=False) for at in range(40)],
            "学校地址": [
                f"{make.pick(_DISTRICTS)}{make.pick(_STREETS)}{make.rng.randint(1, 200)}号" for _ in range(40)
            ],
        },
    )
    out.table(
        "stations-of-police.csv",
        "Police stations: telephone and address.",
        {
            "派出所": [f"{make.pick(_DISTRICTS)}{name[:-1]}派出所" for name in _STREETS],
            "值班电话": [said("landline", make.landline(), alarm=False) for _ in _STREETS],
            "所址": [f"{name}{make.rng.randint(1, 99)}号" for name in _STREETS],
        },
    )


def _words(out: Set, make: Maker) -> None:
    def table(name: str, about: str, header: str, words: list[str]) -> None:
        some = [make.pick(words) for _ in range(50)]
        out.table(name, about, {header: some, "数量": [make.rng.randint(20, 900) for _ in some]})

    table("shops.csv", "Shops whose names begin with a surname.", "商户", _SHOPS)
    table("menu.csv", "Dishes whose names begin with a surname.", "菜品", _DISHES)
    table("plants.csv", "Plants whose names begin with a surname.", "植物", _PLANTS)
    villages = [f"{one}{end}" for one in "王李张刘陈杨赵黄周吴徐孙" for end in ("家屯", "家店", "岗村", "家窝棚")]
    table("villages.csv", "Villages named after families.", "自然屯", villages)
    surnames = list("王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹")
    out.table(
        "surnames.csv",
        "How many bear a surname.",
        {"姓氏": surnames, "占比": [f"{7.2 / (at + 1):.2f}" for at in range(len(surnames))]},
    )
    out.table(
        "quiet-orders.csv",
        "Work orders whose sentences name nobody.",
        {
            "工单编码": [f"RX{make.digits(10)}" for _ in range(90)],
            "问题描述": [make.rng.choice(QUIET) for _ in range(90)],
            "答复": [f"{make.pick(_DISTRICTS)}已处理，详询12345" for _ in range(90)],
        },
    )


def _places(out: Set, make: Maker) -> None:
    points = [make.lon_lat() for _ in range(60)]
    out.table(
        "bus-stops.csv",
        "Stops with points.",
        {
            "站名": [f"{make.pick(_STREETS)}口" for _ in range(60)],
            "经度": [lon for lon, _ in points],
            "纬度": [lat for _, lat in points],
        },
    )
    out.table(
        "toilets.csv",
        "Public toilets with addresses and points.",
        {
            "公厕名称": [f"{make.pick(_STREETS)}公厕" for _ in range(40)],
            "位置": [f"{make.pick(_DISTRICTS)}{make.pick(_STREETS)}{make.rng.randint(1, 300)}号旁" for _ in range(40)],
            "坐标": [",".join(make.lon_lat()) for _ in range(40)],
        },
    )


def _masked(out: Set, make: Maker) -> None:
    def name() -> str:
        full = make.name()
        return full[0] + "*" * (len(full) - 1)

    out.table(
        "winners.csv",
        "Winners of a lottery, masked.",
        {
            "中签人": [said("person_name", name(), masked=True) for _ in range(50)],
            "中签人身份证号": [
                said("resident_id", f"{one[:6]}********{one[14:]}", masked=True)
                for one in make.many(50, make.resident_id)
            ],
            "中签人手机": [
                said("mobile", f"{one[:3]}****{one[7:]}", masked=True) for one in make.many(50, make.mobile)
            ],
        },
    )
    out.table(
        "masked-cards.csv",
        "Cards and mailboxes, masked.",
        {
            "尾号": [
                said("bank_card", f"{one[:4]} **** **** {one[-4:]}", masked=True)
                for one in make.many(40, make.bank_card)
            ],
            "电子邮箱": [
                said("email", f"{one[0]}***@{one.split('@')[1]}", masked=True) for one in make.many(40, make.email)
            ],
        },
    )


def _published(out: Set, make: Maker) -> None:
    out.table(
        "registered.csv",
        "Registered firms with the legal representative, whom law publishes.",
        {
            "企业名称": [
                f"黑龙江{make.pick(['瑞恒', '中泽', '百川'])}{make.pick(['商贸', '建筑'])}有限公司" for _ in range(50)
            ],
            "法定代表人": [said("person_name", make.name(), alarm=False) for _ in range(50)],
            "登记机关": [f"{make.pick(_DISTRICTS)}市场监督管理局" for _ in range(50)],
        },
    )


def _figures(out: Set, make: Maker) -> None:
    out.table(
        "output.csv",
        "Figures of eleven and eighteen digits that are sums of money.",
        {
            "年": [str(2000 + at) for at in range(24)],
            "地区生产总值（元）": [f"13{make.digits(9)}" for _ in range(24)],
            "累计贷款（分）": [f"2301{make.digits(14)}" for _ in range(24)],
        },
    )
    out.table(
        "ages.csv",
        "Residents by district and age group, no small counts.",
        {
            "城区": [one for one in _DISTRICTS for _ in range(3)],
            "年龄段": ["0-14岁", "15-59岁", "60岁以上"] * len(_DISTRICTS),
            "人口数": [make.rng.randint(12000, 600000) for _ in range(3 * len(_DISTRICTS))],
        },
    )
    out.table(
        "air.csv",
        "Readings of air stations.",
        {
            "监测时间": [f"2024-06-{at // 6 + 1:02} {at % 6 * 4:02}:00" for at in range(120)],
            "站点编码": [f"1{at % 9 + 129:03}A" for at in range(120)],
            "PM2.5": [make.rng.randint(5, 120) for _ in range(120)],
        },
    )


def _books(out: Set, make: Maker) -> None:
    book, ledger = new_book(author="Microsoft Office User", last="哈尔滨市统计局"), Ledger()
    fill_sheet(book, "粮食", {"区县": _DISTRICTS, "产量万吨": [make.rng.randint(10, 90) for _ in _DISTRICTS]}, ledger)
    fill_sheet(book, "代码", {"码": ["01", "02"], "含义": ["玉米", "水稻"]}, ledger, state="hidden")
    out.book("grain.xlsx", "A summary; a list of codes is hidden, the author is an office.", book, ledger)


def _trees(out: Set, make: Maker) -> None:
    config: dict[str, Any] = {
        "requestId": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "timestamp": "20240512083015123",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "items": [
            {"code": make.digits(12), "label": make.pick(_STREETS), "size": make.rng.randint(1, 9)} for _ in range(40)
        ],
    }
    out.json("api-answer.json", "An API's answer: hashes, times, codes.", config, Ledger())
    features = []
    for at in range(30):
        lon, lat = make.lon_lat()
        point = {"type": "Point", "coordinates": [float(lon), float(lat)]}
        named = {"站点": f"{make.pick(_STREETS)}站", "桩号": f"K{at}"}
        features.append({"type": "Feature", "geometry": point, "properties": named})
    out.json("stops.geojson", "Stops as points.", {"type": "FeatureCollection", "features": features}, Ledger())


def _papers(out: Set, make: Maker) -> None:
    out.lines(
        "readme.md",
        "A readme with an office's telephone and mailbox.",
        [
            "# 数据说明",
            "",
            "本数据由市生态环境局发布，每月更新。",
            "咨询请拨打 12345 或局办公室 0451-80000000。",
            "执行标准 GB 3095-2012，文号 哈环发〔2023〕18号。",
        ],
    )
    members = {
        "readme.txt": "字段说明见各表表头。\n",
        "2024/bridges.csv": csv_text(
            {
                "桥梁编码": [f"G1{make.digits(9)}L{at:04}" for at in range(30)],
                "桥名": [f"{make.pick(_STREETS)[:-1]}桥" for _ in range(30)],
                "建成年份": [make.rng.randint(1958, 2020) for _ in range(30)],
            },
            Ledger(),
        ),
    }
    out.packed("bridges.zip", "Bridges in a zip.", members, Ledger())
    folder = out.folder / "clean-package"
    folder.mkdir()
    (folder / "parks.csv").write_text(
        "公园,面积公顷\n兆麟公园,6.5\n斯大林公园,10.5\n尚志公园,4.2\n", "utf-8", newline=""
    )
    descriptor = {
        "name": "parks",
        "title": "公园",
        "description": "全市公园面积。咨询：0451-80000001。",
        "contributors": [{"title": "市城管局绿化处", "email": "lvhua@harbin.gov.cn"}],
        "resources": [{"name": "parks", "path": "parks.csv", "format": "csv", "mediatype": "text/csv"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), "utf-8")
    out.tell(folder, "A package with an office's contact.", Ledger())
