"""Names and homes in rarer forms and places: lists in a cell, titles, small tables, signatures, courts and lanes."""

from collections.abc import Callable
from typing import Any

from tests.truth.building.notes import QUIET
from tests.truth.building.people import Maker
from tests.truth.building.writing import Cell, Ledger, Set, fill_sheet, new_book, prose, put_comment, said

__all__ = ["write"]

_AREAS = "道里区 南岗区 道外区 香坊区 松北区 阿城区".split()
_ROADS = "买卖街 红专街 中医街 南十四道街 景阳街 宣化街 民生路 公滨路 世茂大道 延川大街 头道街 三道街副街".split()
_COURTS = "泰山小区 华风小区 四季上东 盟科视界 凯旋城 群力新苑 绿海华庭 教师家属院 铁路住宅 松电花园".split()
_TOWNS = "尚志市亚布力镇宝石村 延寿县加信镇太安村 木兰县柳河镇万宝村 通河县清河镇二甲村 方正县会发镇爱国村".split()


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _headers(out, make)
    _shapes(out, make)
    _small(out, make)
    _home_forms(out, make)
    _sentences(out, make)
    _texts(out, make)
    _places(out, make)
    _files(out, make)
    _clean(out, make)


def home(make: Maker) -> str:
    """Return an address to the door, in one of many forms."""
    rng = make.rng
    one, two, floor, door = rng.randint(1, 40), rng.randint(1, 6), rng.randint(1, 30), rng.randint(1, 4)
    street = f"{make.pick(_AREAS)}{make.pick(_ROADS)}{rng.randint(1, 260)}号"
    forms = (
        f"{street}{one}号楼{two}单元{floor}层{door}户",
        f"{street}{make.pick(_COURTS)}{one}#楼{two}单元{floor}0{door}",
        f"黑龙江省哈尔滨市{street}{two}单元{floor}楼{door}号",
        f"{make.pick(_COURTS)}{make.pick('ABCD')}座{floor}0{door}室",
        f"{make.pick(_COURTS)}{one}栋{two}门{floor}0{door}",
        f"{street}{make.pick(_COURTS)}{one}幢{floor}0{door}室",
        f"哈市{make.pick(_AREAS)}{make.pick(_COURTS)}{one}号楼{two}单元{floor}0{door}",
        f"{make.pick(_TOWNS)}{rng.randint(1, 9)}组{rng.randint(1, 90)}号",
    )
    return rng.choice(forms)


def _headers(out: Set, make: Maker) -> None:
    for name, headers in (
        ("roles-1.csv", ("曾用名", "经办人", "收件人", "配偶姓名")),
        ("roles-2.csv", ("驾驶员", "被保险人", "承租人", "紧急联系人")),
        ("roles-3.csv", ("Name", "guardian_name", "lianxiren", "hzxm")),
        ("roles-4.csv", ("死者姓名", "签收人", "当事人", "申报人")),
    ):
        table: dict[str, Any] = {"编号": [f"{at:04}" for at in range(1, 36)]}
        for header in headers:
            table[header] = [said("person_name", make.name()) for _ in range(35)]
        out.table(name, f"Names in several parts of a matter: {', '.join(headers)}.", table)
    for name, header in (
        ("where-1.csv", "通讯地址"),
        ("where-2.csv", "收货地址"),
        ("where-3.csv", "address"),
        ("where-4.csv", "门牌"),
    ):
        table = {
            "户号": [make.digits(8) for _ in range(50)],
            header: [said("home_address", home(make)) for _ in range(50)],
        }
        out.table(name, f"Homes in many forms under {header}.", table)


def _shapes(out: Set, make: Maker) -> None:
    def pair() -> Cell:
        return Cell(f"{make.name()}、{make.name()}", (said("person_name", "").tells[0],))

    shapes: tuple[Callable[[], Cell], ...] = (
        pair,
        lambda: said("person_name", f"{make.name()}（组长）"),
        lambda: said("person_name", f"　{make.name()}　"),
        lambda: said("person_name", f"{make.name()} 先生"),
        lambda: said("person_name", "　".join(make.name())),
    )
    out.table(
        "shapes.csv",
        "Names as two in a cell, with an office in brackets, blanks around and between, a title.",
        {
            "楼长": [shapes[at % 5]() for at in range(60)],
            "片区": [f"第{at % 6 + 1}片" for at in range(60)],
        },
    )
    out.table(
        "latin.csv",
        "Names in pinyin under a header of names.",
        {
            "选手姓名": [
                said("person_name", f"{make.pick(['WANG', 'LI', 'ZHANG', 'SUN'])} {make.pick(_GIVEN)}")
                for _ in range(30)
            ],
            "成绩": [f"{make.rng.randint(10, 20)}.{make.rng.randint(10, 99)}" for _ in range(30)],
        },
    )


_GIVEN = "Xiaoyun Jianfeng Meilin Guodong Yutong Zhihao Ruoxi Chunhua Haibo Lijun".split()


def _small(out: Set, make: Maker) -> None:
    out.table(
        "five.csv",
        "A table of five persons.",
        {
            "姓名": [said("person_name", make.name()) for _ in range(5)],
            "电话": [said("mobile", make.mobile()) for _ in range(5)],
            "住所": [said("home_address", home(make)) for _ in range(5)],
        },
    )
    out.table(
        "three.csv",
        "Three winners, a column beside them.",
        {"获奖者": [said("person_name", make.name()) for _ in range(3)], "奖项": ["一等奖", "二等奖", "三等奖"]},
    )
    out.table(
        "with-firms.csv",
        "Names and firms in one column of suppliers.",
        {
            "供货人": [
                said("person_name", make.name()) if at % 2 else f"{make.pick(['恒达', '金源', '万和'])}商贸有限公司"
                for at in range(60)
            ],
            "品类": [make.pick(["土豆", "白菜", "豆角"]) for _ in range(60)],
        },
    )


def _home_forms(out: Set, make: Maker) -> None:
    out.table(
        "mixed-places.csv",
        "Homes and public places in one column of where an ambulance went.",
        {
            "出车地点": [
                said("home_address", home(make))
                if at % 2
                else f"{make.pick(_AREAS)}{make.pick(_ROADS)}与{make.pick(_ROADS)}交口"
                for at in range(60)
            ],
            "到达用时": [make.rng.randint(5, 30) for _ in range(60)],
        },
    )
    out.table(
        "split-home.csv",
        "Street in one column, the door in the next.",
        {
            "小区名称": [make.pick(_COURTS) for _ in range(40)],
            "楼栋单元室": [
                said("home_address", f"{make.rng.randint(1, 30)}-{make.rng.randint(1, 5)}-{make.rng.randint(1, 9)}01")
                for _ in range(40)
            ],
            "停热申请": [make.pick(["是", "否"]) for _ in range(40)],
        },
    )


def _sentences(out: Set, make: Maker) -> None:
    sentences = (
        "{person_name}，女，63岁，退休，子女在外地。",
        "经查，{person_name}于3月2日驾车经过该路口。",
        "原告{person_name}诉被告{person_name_2}民间借贷一案已调解。",
        "学生{person_name}因病请假两天，班主任已知晓。",
        "{person_name}同志反映楼道堆物，家住{home_address}。",
        "工作人员与{person_name}（手机{mobile}）取得联系。",
        "快递员{person_name}将包裹误投至{home_address}。",
        "租客{person_name}未登记，房东电话{mobile}。",
        "死者{person_name}，生前住{home_address}。",
        "收到{person_name}来信，要求公开补偿标准。",
    )

    def cell() -> Cell:
        return prose(
            make.rng.choice(sentences),
            person_name=make.name(),
            person_name_2=make.name(),
            home_address=home(make),
            mobile=make.mobile(),
        )

    out.table(
        "cases.csv",
        "Sentences of many offices: parties, pupils, tenants, the dead.",
        {"序号": list(range(1, 101)), "情况说明": [cell() if at % 2 else make.rng.choice(QUIET) for at in range(100)]},
    )
    out.table(
        "one-in-fifty.csv",
        "Of two hundred sentences four name a person.",
        {
            "编号": list(range(1, 201)),
            "处理意见": [cell() if at % 50 == 7 else make.rng.choice(QUIET) for at in range(200)],
        },
    )


def _texts(out: Set, make: Maker) -> None:
    out.lines(
        "statement.txt",
        "A statement with the signature at its end.",
        [
            "情况说明",
            prose("我叫{person_name}，是本单元住户。", person_name=make.name()),
            prose("我家在{home_address}，冬季温度不达标。", home_address=home(make)),
            "特此说明。",
            prose("签名：{person_name}", person_name=make.name()),
            "2024年11月3日",
        ],
    )
    out.lines(
        "roll.md",
        "A markdown table of persons.",
        [
            "# 名册",
            "",
            "| 姓名 | 电话 | 住址 |",
            "|---|---|---|",
            *[
                prose(
                    "| {person_name} | {mobile} | {home_address} |",
                    person_name=make.name(),
                    mobile=make.mobile(),
                    home_address=home(make),
                )
                for _ in range(10)
            ],
        ],
    )


def _places(out: Set, make: Maker) -> None:
    book, ledger = new_book(), Ledger()
    table = {"路段": ["甲段", "乙段", "丙段", "丁段"], "井数": [21, 34, 18, 40]}
    sheet = fill_sheet(book, "路段", table, ledger)
    put_comment(sheet, ledger, table, "路段", 2, prose("联系人：{person_name}", person_name=make.name()))
    put_comment(sheet, ledger, table, "井数", 3, prose("{home_address}居民举报", home_address=home(make)))
    out.book("wells.xlsx", "Comments with a name and with a home.", book, ledger)

    book, ledger = new_book(), Ledger()
    roll = {
        "姓名": [said("person_name", make.name()) for _ in range(20)],
        "家庭地址": [said("home_address", home(make)) for _ in range(20)],
        "人数": [make.rng.randint(20, 60) for _ in range(20)],
    }
    fill_sheet(book, "台账", roll, ledger, hidden_columns=["姓名", "家庭地址"])
    out.book("hidden-homes.xlsx", "Hidden columns of names and homes.", book, ledger)

    ledger, features = Ledger(), []
    for row in range(1, 21):
        properties = {
            "owner": ledger.take(said("person_name", make.name()), "property", row, column="owner"),
            "home": ledger.take(said("home_address", home(make)), "property", row, column="home"),
        }
        lon, lat = make.lon_lat()
        point = {"type": "Point", "coordinates": [float(lon), float(lat)]}
        ledger.take(said("coordinates_dwelling", ""), "geometry", row)
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    geo = {"type": "FeatureCollection", "features": features}
    out.json("owners.geojson", "Owners and their homes, keys in English, points of the homes.", geo, ledger)

    ledger = Ledger()
    value = {
        "data": {
            "list": [
                {
                    "member": {
                        "xm": ledger.take(said("person_name", make.name()), "cell", row, column="xm"),
                        "zz": ledger.take(said("home_address", home(make)), "cell", row, column="zz"),
                    }
                }
                for row in range(1, 21)
            ]
        }
    }
    out.json("wrapped.json", "Records in an envelope, keys in initials.", value, ledger)


def _files(out: Set, make: Maker) -> None:
    for stem in ("{person_name}个人简历", "低保申请表-{person_name}"):
        cell, ledger = prose(stem, person_name=make.name()), Ledger()
        ledger.take(cell, "file_name")
        out.text(f"{cell.text}.csv", "The file is named after a person.", "项目,结果\n材料,齐全\n审核,通过\n", ledger)


def _clean(out: Set, make: Maker) -> None:
    out.table(
        "named-things.csv",
        "Streets, squares, bridges and teams that look like names.",
        {
            "名称": [
                make.pick("高新路 金安街 文昌桥 安隆街 康宁路 和兴路 马端街 江北队 龙江队 白云队 黄山路 方台镇".split())
                for _ in range(60)
            ],
            "长度米": [make.rng.randint(120, 4000) for _ in range(60)],
        },
    )
    out.table(
        "venues.csv",
        "Public venues with addresses to the room.",
        {
            "场馆": [
                f"{make.pick(_AREAS)}{make.pick(['文化馆', '图书馆', '体育馆', '政务服务中心'])}" for _ in range(40)
            ],
            "场馆地址": [
                f"{make.pick(_AREAS)}{make.pick(_ROADS)}{at + 1}号{at % 6 + 1}楼{at % 6 + 1}0{at % 4 + 1}室"
                for at in range(40)
            ],
            "咨询电话": [said("landline", make.landline(), alarm=False) for _ in range(40)],
        },
    )
    out.table(
        "clean-notes.csv",
        "Sentences with streets, firms, villages and offices, and nobody in them.",
        {
            "登记": [f"DJ{at:04}" for at in range(80)],
            "内容": [
                make.rng.choice(
                    (
                        "王岗镇金星村道路硬化工程已完工",
                        "高谊街与和平路交口信号灯故障",
                        "李家屯机井房线路老化，供电公司已更换",
                        "江北泵站于5月3日检修，影响周边供水",
                        "经区住建局核实，系开发商维修不及时",
                        "周家镇政府已组织清雪，市民表示满意",
                        "黄河路小学门前车辆拥堵，交警已疏导",
                        "安静小区12栋楼道灯已由物业更换",
                    )
                )
                for _ in range(80)
            ],
        },
    )
    out.table(
        "staff-titles.csv",
        "Posts and their numbers.",
        {
            "岗位": [
                make.pick("车工 钳工 司炉工 文员 会计 安全员 施工员 武术教练 厨师 管理员 江船驾驶".split())
                for _ in range(40)
            ],
            "招聘计划": [make.rng.randint(6, 40) for _ in range(40)],
        },
    )
