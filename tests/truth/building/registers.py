"""CSV tables with numbers of persons: one or two kinds a file, in every form that they are written in."""

from tests.truth.building.people import Maker
from tests.truth.building.writing import Set, every, said

__all__ = ["write"]

_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_DISTRICTS = ["道里区", "南岗区", "道外区", "香坊区", "平房区", "松北区"]


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _ids(out, make)
    _odd_ids(out, make)
    _cards(out, make)
    _papers(out, make)
    _contacts(out, make)
    _insured(out, make)
    _large(out, make)


def _district(make: Maker, count: int) -> list[str]:
    return [make.pick(_DISTRICTS) for _ in range(count)]


def _ids(out: Set, make: Maker) -> None:
    out.table(
        "heating-subsidy.csv",
        "Households with a heating subsidy: names and resident IDs.",
        {
            "序": list(range(1, 61)),
            "领取人": [said("person_name", make.name()) for _ in range(60)],
            "领取人身份证件号": [said("resident_id", make.resident_id()) for _ in range(60)],
            "区": _district(make, 60),
            "补贴元": [make.rng.randint(200, 900) for _ in range(60)],
        },
    )
    forms = [
        lambda: " ".join((one := make.resident_id(), one[:6], one[6:14], one[14:])[1:]),
        lambda: "-".join((one := make.resident_id(), one[:6], one[6:14], one[14:])[1:]),
        lambda: make.resident_id().translate(_WIDE),
        make.lower_x_id,
        lambda: f" {make.resident_id()} ",
        lambda: f"'{make.resident_id()}",
    ]
    out.table(
        "decorated-ids.csv",
        "Resident IDs with spaces, hyphens, full-width digits, a small x, blanks around and an apostrophe.",
        {
            "受理号": [f"SL{number:05}" for number in range(1, 73)],
            "公民身份号码": [said("resident_id", forms[number % 6]()) for number in range(72)],
            "办结": ["是" if number % 4 else "否" for number in range(72)],
        },
    )
    out.table(
        "nameless-column.csv",
        "Resident IDs under a header that says nothing, among other numbers.",
        {
            "a1": [make.digits(6) for _ in range(80)],
            "a2": every(4, (said("resident_id", make.resident_id()) for _ in range(99)), iter(lambda: "", None), 80),
            "a3": _district(make, 80),
        },
    )
    out.table(
        "two-slips.csv",
        "Two resident IDs that slipped into a column of file numbers.",
        {
            "档案编号": every(
                75,
                (said("resident_id", make.resident_id()) for _ in range(9)),
                (f"HD{make.digits(9)}" for _ in range(999)),
                150,
            ),
            "年度": ["2024"] * 150,
        },
    )


def _odd_ids(out: Set, make: Maker) -> None:
    out.table(
        "old-ids.csv",
        "Resident IDs of 15 digits.",
        {
            "身份证号（旧）": [said("resident_id", make.old_id()) for _ in range(40)],
            "入册年": [str(make.rng.randint(1986, 1998)) for _ in range(40)],
        },
    )
    out.table(
        "rounded-ids.csv",
        "Resident IDs that a spreadsheet has rounded, as 2.30102E+17 and with zeros at the end.",
        {
            "身份证号码": [
                said("resident_id", f"{int(one[:17] + '0'):.5E}" if at % 2 else one[:15] + "000")
                for at, one in enumerate(make.many(40, make.resident_id))
            ],
            "街道": [make.pick(["新华街道", "爱建街道", "荣市街道"]) for _ in range(40)],
        },
    )
    islands = ("810000", "820000", "830000")
    out.table(
        "residence-permits.csv",
        "Residence permits of persons from Hong Kong, Macao and Taiwan.",
        {
            "港澳台居民居住证号": [
                said("resident_id", make.resident_id(islands[at % 3]), also=("hmt_permit",)) for at in range(36)
            ],
            "签发年": [str(make.rng.randint(2018, 2025)) for _ in range(36)],
        },
    )
    out.table(
        "foreign-residents.csv",
        "Foreigners' permanent residence cards of 2023.",
        {
            "外国人永久居留身份证": [
                said("resident_id", make.resident_id("9" + make.digits(5)), also=("passport",)) for _ in range(30)
            ],
            "国籍": [make.pick(["韩国", "俄罗斯", "德国"]) for _ in range(30)],
        },
    )
    out.table(
        "pupils.csv",
        "School roll numbers, which are a letter and a resident ID.",
        {
            "全国学籍号": [said("resident_id", "GLJ"[at % 3] + make.resident_id()) for at in range(45)],
            "学段": [make.pick(["小学", "初中", "高中"]) for _ in range(45)],
        },
    )


def _cards(out: Set, make: Maker) -> None:
    out.table(
        "paid-out.csv",
        "Cards that grants were paid to, some in groups of four.",
        {
            "批次": [f"第{at // 15 + 1}批" for at in range(60)],
            "收款卡号": [
                said("bank_card", make.bank_card() if at % 3 else " ".join(_fours(make.bank_card())))
                for at in range(60)
            ],
            "金额": [make.rng.randint(500, 6000) for _ in range(60)],
        },
    )
    out.table(
        "acct.csv",
        "A column that holds nothing but card numbers, its header says little.",
        {"ref_no": [said("bank_card", make.bank_card()) for _ in range(50)], "y": ["2023"] * 50},
    )
    out.table(
        "some-cards.csv",
        "Card numbers in a third of the rows, full-width or hyphened.",
        {
            "受助编号": [f"SZ-{at:04}" for at in range(90)],
            "银行账户": every(
                3,
                (
                    said("bank_card", one.translate(_WIDE) if at % 2 else "-".join(_fours(one)))
                    for at, one in enumerate(make.many(30, make.bank_card))
                ),
                iter(lambda: "未登记", None),
                90,
            ),
        },
    )
    out.table(
        "stall-keepers.csv",
        "Credit codes of natural persons' businesses among those of firms.",
        {
            "市场名称": [make.pick(["透笼市场", "南极市场"]) for _ in range(60)],
            "社会信用代码": every(
                2,
                (said("credit_code", make.credit_code("92")) for _ in range(99)),
                (make.credit_code("91") for _ in range(99)),
                60,
            ),
        },
    )


def _fours(number: str) -> list[str]:
    return [number[at : at + 4] for at in range(0, len(number), 4)]


def _papers(out: Set, make: Maker) -> None:
    out.table(
        "travellers.csv",
        "Passports and permits of travellers.",
        {
            "团号": [f"T{make.digits(4)}" for _ in range(48)],
            "护照编号": [said("passport", make.passport()) for _ in range(48)],
            "目的地": [make.pick(["首尔", "海参崴", "曼谷"]) for _ in range(48)],
        },
    )
    out.table(
        "compatriots.csv",
        "Permits of Hong Kong and Macao residents and of Taiwan residents.",
        {
            "回乡证": [said("hmt_permit", make.permit()) for _ in range(32)],
            "台胞证": [said("hmt_permit", make.digits(8)) for _ in range(32)],
            "事由": [make.pick(["探亲", "经商", "就学"]) for _ in range(32)],
        },
    )
    out.table(
        "veterans.csv",
        "Military IDs.",
        {
            "军官证号码": [said("military_id", make.military_id()) for _ in range(30)],
            "安置年度": [str(make.rng.randint(2012, 2024)) for _ in range(30)],
        },
    )
    out.table(
        "permits-to-park.csv",
        "Plates, ordinary and new-energy, with and without a dot.",
        {
            "车位": [f"B{at:03}" for at in range(1, 61)],
            "登记车号": [said("plate", _dotted(make) if at % 3 == 0 else make.green_plate()) for at in range(60)],
        },
    )


def _dotted(make: Maker) -> str:
    plate = make.plate()
    return f"{plate[:2]}·{plate[2:]}"


def _contacts(out: Set, make: Maker) -> None:
    shapes = ["{}", "+86{}", "86-{}", "{} ", "(+86) {}"]
    out.table(
        "volunteers.csv",
        "Volunteers: mobiles in several forms, private mailboxes, names in pinyin headers.",
        {
            "xm": [said("person_name", make.name()) for _ in range(50)],
            "sjh": [
                said("mobile", _grouped(make, at) if at % 2 else shapes[at % 5].format(make.mobile()))
                for at in range(50)
            ],
            "yx": [said("email", make.email()) for _ in range(50)],
        },
    )
    out.table(
        "house-phones.csv",
        "Landlines of homes beside householders.",
        {
            "户主": [said("person_name", make.name()) for _ in range(40)],
            "宅电": [said("landline", make.landline() if at % 2 else make.landline()[5:]) for at in range(40)],
        },
    )
    out.table(
        "contact-number.csv",
        "A column that holds mobiles, and where none is known landlines.",
        {
            "楼栋": [f"{at % 9 + 1}栋" for at in range(60)],
            "联系方式": [
                said("mobile", make.mobile()) if at % 4 else said("landline", make.landline()) for at in range(60)
            ],
        },
    )
    out.table(
        "sign-ins.csv",
        "Sign-ins of users with their addresses on the net.",
        {
            "时间": [f"2024-05-{at % 28 + 1:02} 1{at % 10}:20:05" for at in range(60)],
            "来源IP": [said("ip", make.ip()) for _ in range(60)],
            "终端MAC": [said("ip", make.mac()) for _ in range(60)],
        },
    )


def _grouped(make: Maker, at: int) -> str:
    number = make.mobile()
    if at % 3 == 0:
        return number.translate(_WIDE)
    return f"{number[:3]}{' -'[at % 2]}{number[3:7]}{' -'[at % 2]}{number[7:]}"


def _insured(out: Set, make: Maker) -> None:
    out.table(
        "insured.csv",
        "Social security numbers, which are resident IDs, and card numbers.",
        {
            "个人社会保障号": [said("social_security", make.resident_id(), also=("resident_id",)) for _ in range(42)],
            "社保卡卡号": [said("social_security", f"{make.pick('ABC')}{make.digits(8)}") for _ in range(42)],
            "参保险种": [make.pick(["养老", "医疗", "失业"]) for _ in range(42)],
        },
    )
    out.table(
        "stays.csv",
        "Patients' record numbers with birth dates.",
        {
            "病案号码": [said("medical_record", f"{make.digits(7)}") for _ in range(46)],
            "住院号": [said("medical_record", f"ZY{make.digits(8)}") for _ in range(46)],
            "出生年月日": [said("birth_date", _day(make, at)) for at in range(46)],
            "科室": [make.pick(["心内科", "骨科", "呼吸科"]) for _ in range(46)],
        },
    )
    out.table(
        "dob.csv",
        "Birth dates under an English header, beside names.",
        {
            "applicant": [said("person_name", make.name()) for _ in range(40)],
            "DOB": [said("birth_date", make.day(1938, 2012).isoformat()) for _ in range(40)],
            "sex": [make.pick("MF") for _ in range(40)],
        },
    )


def _day(make: Maker, at: int) -> str:
    day = make.day(1938, 2012)
    return (f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}")[at % 3]


def _large(out: Set, make: Maker) -> None:
    count = 5000
    out.table(
        "meters.csv",
        "Five thousand meter readings; a few mobiles and resident IDs were typed into a remark.",
        {
            "表号": [f"{230000000 + at}" for at in range(count)],
            "读数": [f"{make.rng.random() * 900:.1f}" for _ in range(count)],
            "抄表日": [f"2024-{at % 12 + 1:02}-15" for at in range(count)],
            "附注": every(
                500,
                (
                    said("mobile", make.mobile()) if at % 2 else said("resident_id", make.resident_id())
                    for at in range(99)
                ),
                iter(lambda: "正常", None),
                count,
            ),
        },
    )
