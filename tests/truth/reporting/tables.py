"""Delimited tables about persons: welfare, health, schools, housing, permits, hotline."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.truth.model import TruthFile

from . import numbers, people, words
from .forms import Said, Value, csv_file, say, seeded

__all__ = ["make"]


def low_income(folder: Path) -> TruthFile:
    """The plain case: every column speaks for itself; some IDs are missing, some mistyped."""
    rng, rows = seeded("low_income"), []
    for number in range(1, 121):
        who: object = people.resident(rng)
        if number % 17 == 0:
            who = ""
        elif number % 23 == 0:
            who = numbers.break_last(numbers.resident(rng), rng)
        home = people.some(rng, 0.93, people.address(rng))
        phone = people.some(rng, 0.85, people.mobile(rng))
        money = rng.choice([620, 835, 1260, 1670])
        rows.append([number, people.name(rng), who, home, phone, people.card(rng), money, "2026-09"])
    headers = ["序号", "姓名", "身份证号", "家庭住址", "手机号", "银行卡号", "低保金额", "发放月份"]
    about = "Allowance list; an empty or mistyped ID (check digit fails) is not planted."
    return csv_file(folder, "城市低保对象发放明细.csv", about, headers, rows)


def disabled(folder: Path) -> TruthFile:
    """GBK, two title lines, IDs as typed by hand, compound surnames."""
    rng, rows = seeded("disabled"), []
    for number in range(1, 61):
        kind, grade = rng.choice(["肢体", "视力", "听力", "智力"]), rng.choice("一二三四")
        name = people.name(rng, rng.choice(["compound", "any"]))
        district = rng.choice(words.CITY_DISTRICTS)
        rows.append([number, name, people.decorated_resident(rng), kind, grade + "级", district])
    titles = ["2026年第三季度重度残疾人护理补贴人员花名册", "填报单位：市残联  单位：元"]
    about = "Nursing allowance; IDs with spaces, hyphens, full-width signs and a small x."
    headers = ["序号", "残疾人姓名", "公民身份号码", "残疾类别", "残疾等级", "区县"]
    return csv_file(folder, "残疾人护理补贴.csv", about, headers, rows, encoding="gbk", titles=titles)


def old_age(folder: Path) -> TruthFile:
    """Tab, BOM, births in Chinese writing, household telephones."""
    rng, rows = seeded("old_age"), []
    for number in range(1, 81):
        day = numbers.birth_of(numbers.resident(rng))
        born = Value(f"{day.year}年{day.month}月{day.day}日", "birth_date")
        phone = people.some(rng, 0.7, people.line(rng))
        rows.append([number, people.name(rng), rng.choice("男女"), born, phone, rng.choice(words.DISTRICTS), 300])
    headers = ["序号", "老人姓名", "性别", "出生日期", "住宅电话", "所属区县", "津贴标准"]
    about = "Old-age allowance; landlines of households, births as 年月日."
    return csv_file(folder, "高龄津贴.tsv", about, headers, rows, delimiter="\t", encoding="utf-8-sig")


def wrong_header(folder: Path) -> TruthFile:
    """The column 编号 holds resident IDs."""
    rng = seeded("wrong_header")
    rows = [
        [n, people.resident(rng), rng.choice(words.STREETS), rng.choice([500, 800, 1200]), "已发放"]
        for n in range(1, 91)
    ]
    headers = ["序号", "编号", "街道", "补贴金额", "状态"]
    return csv_file(folder, "春节慰问金发放.csv", "Resident IDs in a column that is called 编号.", headers, rows)


def old_numbers(folder: Path) -> TruthFile:
    """15-digit IDs with a header word."""
    rng, rows = seeded("old_numbers"), []
    for number in range(1, 51):
        old = Value(numbers.old_resident(rng), "resident_id")
        rows.append([f"D{number:04d}", people.name(rng), people.some(rng, 0.9, old), rng.choice(["永久", "长期"])])
    headers = ["档号", "姓名", "身份证号码（旧）", "保管期限"]
    return csv_file(folder, "知青返城档案目录.csv", "Archive list with 15-digit IDs.", headers, rows)


def pinyin(folder: Path) -> TruthFile:
    """Pinyin headers as an old database gives them."""
    rng, rows = seeded("pinyin"), []
    for number in range(1, 101):
        who = people.resident(rng)
        born = people.birth(str(who.shown), "%Y%m%d")
        home = people.address(rng, "estate")
        rows.append([number, people.name(rng), who, born, people.mobile(rng), home, rng.randrange(20, 140)])
    headers = ["id", "xm", "sfzh", "csrq", "sjh", "jtzz", "mj"]
    about = "Housing fund extract; pinyin headers, births as eight digits, addresses without a street."
    return csv_file(folder, "gjj_export_20260930.csv", about, headers, rows)


def pupils(folder: Path) -> TruthFile:
    """English headers; G, L and J numbers."""
    rng, rows = seeded("pupils"), []
    for number in range(1, 71):
        student = Value(rng.choice("GLJ") + numbers.resident(rng), "resident_id")
        day = people.birth(numbers.resident(rng), "%Y/%m/%d")
        home = people.some(rng, 0.8, people.address(rng))
        rows.append([number, people.name(rng), student, day, people.mobile(rng), home, rng.choice(words.SCHOOLS)])
    headers = ["no", "student_name", "student_id", "birthday", "guardian_mobile", "home_address", "school"]
    return csv_file(folder, "students_2026.csv", "Pupils; student numbers made of a letter and an ID.", headers, rows)


def compatriots(folder: Path) -> TruthFile:
    """Residence permits 81/82/83 and home return permits."""
    rng, rows = seeded("compatriots"), []
    for number in range(1, 41):
        place = rng.choice(["810000", "820000", "830000"])
        permit = Value(numbers.resident(rng, place=place), "hmt_permit", also=("resident_id",))
        travel = Value(numbers.hongkong_permit(rng), "hmt_permit", also=("passport",))
        rows.append([number, permit, people.some(rng, 0.8, travel), people.decorated_mobile(rng), "办结"])
    headers = ["序号", "港澳台居民居住证号", "来往内地通行证号码", "本人手机", "办理状态"]
    return csv_file(folder, "港澳台居民服务登记.csv", "Residence and travel permits.", headers, rows)


def foreigners(folder: Path) -> TruthFile:
    """Passports, permanent residence cards of 2017 and 2023, private mailboxes."""
    rng, rows = seeded("foreigners"), []
    for number in range(1, 46):
        passport = Value(rng.choice("EG") + numbers.digits(rng, 8), "passport")
        new = numbers.resident(rng, place=f"911{rng.choice(['643', '410', '392', '840'])}")
        old = rng.choice(["RUS", "KOR", "JPN"]) + numbers.digits(rng, 12)
        permanent = Value(rng.choice([new, old]), "resident_id", also=("hmt_permit", "passport"))
        nation = rng.choice(["俄罗斯", "韩国", "日本", "美国"])
        rows.append([number, nation, passport, people.some(rng, 0.6, permanent), people.email(rng)])
    headers = ["序号", "国籍", "护照号码", "外国人永久居留身份证号", "电子邮箱"]
    return csv_file(folder, "外籍人才服务窗口登记.csv", "Foreigners at a service desk.", headers, rows)


def remarks_phone(folder: Path) -> TruthFile:
    """Mobiles alone in a remarks column, one cell in five."""
    rng, rows = seeded("remarks_phone"), []
    for number in range(1, 81):
        note = people.some(rng, 0.2, people.decorated_mobile(rng), rng.choice(["", "", "已整改", "待复查", "资料齐全"]))
        rows.append([number, rng.choice(words.ROADS_AND_PLACES), f"{rng.randrange(3, 20)}处", note])
    headers = ["序号", "点位", "隐患数量", "备注"]
    return csv_file(folder, "消防隐患排查台账.csv", "Mobiles in 备注.", headers, rows)


def no_headers(folder: Path) -> TruthFile:
    """Columns without a telling name."""
    rng, rows = seeded("no_headers"), []
    for number in range(1, 101):
        rows.append([number, people.name(rng), people.mobile(rng), people.card(rng), people.resident(rng), "是"])
    headers = ["列1", "列2", "列3", "列4", "列5", "列6"]
    return csv_file(folder, "导出结果(3).csv", "Names, mobiles, cards and IDs under 列1 to 列6.", headers, rows)


def parking(folder: Path) -> TruthFile:
    """Plates, ordinary and new energy, with owners."""
    rng, rows = seeded("parking"), []
    for number in range(1, 76):
        sign = rng.choice(
            [numbers.plate(rng), numbers.new_energy_plate(rng), numbers.new_energy_plate(rng, large=True)]
        )
        sign = rng.choice([sign, sign, f"{sign[:2]}·{sign[2:]}", f"{sign[:2]} {sign[2:]}"])
        owner = people.name(rng, rng.choice(["short", "any"]))
        rows.append([number, Value(sign, "plate"), owner, people.address(rng, "short"), rng.choice(["月卡", "年卡"])])
    headers = ["序号", "车牌号", "车主", "门牌号", "卡类型"]
    return csv_file(folder, "老旧小区停车登记.csv", "Plates; addresses as building-unit-room.", headers, rows)


def veterans(folder: Path) -> TruthFile:
    """Military IDs."""
    rng, rows = seeded("veterans"), []
    for number in range(1, 41):
        shown = f"{rng.choice('军士文政')}字第{numbers.digits(rng, 7)}号"
        rows.append([number, people.name(rng), Value(shown, "military_id"), rng.choice(words.DISTRICTS), "已建档"])
    headers = ["序号", "优抚对象", "军官证号", "区县", "建档情况"]
    return csv_file(folder, "优抚对象信息采集.csv", "Veterans.", headers, rows, encoding="gbk")


def cards(folder: Path) -> TruthFile:
    """Card numbers in groups of four; a few fail Luhn."""
    rng, rows = seeded("cards"), []
    for number in range(1, 101):
        account: object = people.card(rng, rng.choice([16, 19]), spaced=True)
        if number % 25 == 0:
            account = numbers.break_last(numbers.bank_card(rng), rng)
        rows.append([number, f"{rng.choice(words.ROADS_AND_PLACES)}村", account, f"{rng.randrange(900, 9000)}.50"])
    headers = ["序号", "村名", "一卡通账号", "金额(元)"]
    about = "Grain subsidy to farmers' cards; numbers that fail Luhn are not planted."
    return csv_file(folder, "耕地地力保护补贴.csv", about, headers, rows, titles=["耕地地力保护补贴资金发放表"])


def visits(folder: Path) -> TruthFile:
    """A public network's log."""
    rng, rows = seeded("visits"), []
    for _ in range(120):
        seen = f"2026-08-{rng.randrange(1, 29):02d} {rng.randrange(8, 17):02d}:{rng.randrange(60):02d}:00"
        address = Value(numbers.public_ip(rng), "ip")
        device = Value(numbers.mac(rng, rng.choice([":", "-"])), "ip")
        rows.append([seen, address, device, people.some(rng, 0.5, people.mobile(rng)), rng.randrange(1, 900)])
    headers = ["接入时间", "用户IP", "终端MAC", "认证手机号", "流量MB"]
    return csv_file(folder, "政务大厅无线网日志.csv", "Addresses and devices of visitors.", headers, rows)


def patients(folder: Path) -> TruthFile:
    """A ward's list."""
    rng, rows = seeded("patients"), []
    for _ in range(80):
        stay = Value(f"ZY2026{numbers.digits(rng, 6)}", "medical_record")
        file = Value(numbers.digits(rng, 8), "medical_record")
        insured = Value(rng.choice("ABCD") + numbers.digits(rng, 8), "social_security")
        who = numbers.resident(rng)
        age = 2026 - numbers.birth_of(who).year
        illness = rng.choice(words.DISEASES)
        rows.append([stay, file, people.name(rng), rng.choice("男女"), age, people.birth(who), insured, illness])
    headers = ["住院号", "病案号", "患者姓名", "性别", "年龄", "出生年月日", "医保卡号", "诊断"]
    return csv_file(folder, "住院病案首页抽样.csv", "In-patients.", headers, rows)


def insured(folder: Path) -> TruthFile:
    """The social security number that is the resident ID."""
    rng, rows = seeded("insured"), []
    for number in range(1, 61):
        social = Value(numbers.resident(rng), "social_security", also=("resident_id",))
        rows.append([number, social, rng.choice(["养老", "工伤", "失业"]), f"{rng.randrange(20, 400)}", "正常参保"])
    headers = ["序号", "社会保障号码", "险种", "缴费月数", "参保状态"]
    return csv_file(folder, "灵活就业参保明细.csv", "Insured persons.", headers, rows)


COMPLAINTS = (
    "市民来电反映供热温度不达标，希望供热公司尽快处理。",
    "反映和平路与人和街交口路灯不亮，已转城管部门。",
    "高新区金山路夜间施工噪声大，多位居民反映。",
    "咨询医保异地就医备案流程，已按政策答复，市民满意。",
    "建议在白家堡站增设候车亭，公交公司已受理。",
    "王家屯至顾乡线路班次少，高峰间隔约25分钟。",
    "反映安静小区垃圾清运不及时，诉求编号20260800123。",
    "希望延长图书馆周末开放时间，请拨打12345回复。",
)


def complaint(rng: Random) -> Said:
    """A sentence of the hotline with values in it."""
    day = numbers.birth_of(numbers.resident(rng))
    born = Value(f"{day.year}年{day.month}月{day.day}日", "birth_date")
    car = Value(rng.choice([numbers.plate(rng), numbers.new_energy_plate(rng)]), "plate")
    stay = Value(f"ZY2026{numbers.digits(rng, 6)}", "medical_record")
    who, home = people.name(rng), people.address(rng)
    return rng.choice(
        [
            say("市民{}来电，家住{}，室内温度仅16度，请回电{}。", who, home, people.mobile(rng)),
            say("来电人称其身份证号{}在窗口无法核验，要求尽快处理。", people.resident(rng)),
            say("反映车牌{}长期占用消防通道，请交警部门处理。", car),
            say("要求将多收的热费退至银行卡{}，开户人{}。", people.card(rng), who),
            say("请将办理结果发送至邮箱{}，不要打电话。", people.email(rng)),
            say("患者家属反映费用清单有误，住院号{}，要求复核。", stay),
            say("当事人{}，出生日期{}，户籍登记有误，申请更正。", who, born),
            say("投诉人住{}，家中座机{}，楼上漏水多次协商无果。", people.address(rng, "estate"), people.line(rng)),
        ]
    )


def hotline(folder: Path) -> TruthFile:
    """Sentences, a third of which hold something."""
    rng, rows = seeded("hotline"), []
    for number in range(1, 181):
        text = complaint(rng) if rng.random() < 0.33 else rng.choice(COMPLAINTS)
        rows.append(
            [f"2026{number:07d}", rng.choice(["供热", "噪声", "咨询", "建议"]), text, rng.choice(["办结", "在办"])]
        )
    headers = ["工单号", "类别", "诉求内容", "状态"]
    return csv_file(folder, "12345热线工单明细.csv", "Free text of the hotline.", headers, rows)


def mixed(folder: Path) -> TruthFile:
    """The large one: one remark in ten is nothing but an ID; the rest are words."""
    rng, rows = seeded("mixed"), []
    for number in range(1, 5001):
        note = rng.choice(["材料齐全", "", "补正后受理", "电话未接通", "窗口自取", "邮寄送达"])
        cell = people.resident(rng) if rng.random() < 0.1 else note
        phone = people.mobile(rng) if rng.random() < 0.02 else rng.choice(["无", "未留", "见附件"])
        when = f"2026-{number % 9 + 1:02d}-{number % 28 + 1:02d}"
        rows.append([f"SL{number:06d}", rng.choice(words.OFFICES), when, cell, phone, number % 7 + 1])
    headers = ["受理编号", "承办单位", "受理日期", "补充说明", "联络方式", "办理天数"]
    return csv_file(folder, "政务服务办件全量.csv", "5,000 rows; few cells hold a value.", headers, rows)


def shopkeepers(folder: Path) -> TruthFile:
    """Credit codes that start with 92 among those that do not."""
    rng, rows = seeded("shopkeepers"), []
    for number in range(1, 81):
        own = Value(numbers.credit_code(rng, "92"), "credit_code")
        district = rng.choice(words.CITY_DISTRICTS)
        shop = f"哈尔滨市{district}{rng.choice(words.SHOPS)}{rng.choice(['小吃店', '食杂店', '便利店'])}"
        rows.append([number, own, shop, rng.choice(words.STREETS), rng.choice(["存续", "注销"])])
    headers = ["序号", "统一社会信用代码", "字号名称", "经营街路", "登记状态"]
    return csv_file(folder, "个体工商户名录.csv", "Codes 92… name natural persons' businesses.", headers, rows)


def minority(folder: Path) -> TruthFile:
    """Names with a middle dot, compound surnames and two-character names."""
    rng = seeded("minority")
    names = [Value(shown, "person_name") for shown in words.MINORITY_NAMES]
    names += [people.name(rng, form) for form in ("compound", "short", "any") for _ in range(12)]
    rng.shuffle(names)
    rows = [
        [n, who, rng.choice(["维吾尔族", "哈萨克族", "汉族"]), "三等奖学金"] for n, who in enumerate(names, start=1)
    ]
    headers = ["序号", "学生姓名", "民族", "资助项目"]
    return csv_file(folder, "民族班助学金发放.csv", "Names of every form.", headers, rows)


def households(folder: Path) -> TruthFile:
    """Dwellings as one column of coordinates, with the head of the household."""
    rng, rows = seeded("households"), []
    for number in range(1, 51):
        spot = f"{rng.uniform(126.55, 126.72):.6f},{rng.uniform(45.70, 45.80):.6f}"
        where = Value(spot, "coordinates_dwelling")
        rows.append([number, people.name(rng, "short"), where, rng.randrange(1, 6), rng.choice(["砖混", "土坯"])])
    headers = ["序号", "户主", "住房坐标", "人口数", "房屋结构"]
    return csv_file(folder, "农村危房改造农户.csv", "Dwellings' coordinates in one column.", headers, rows)


def both_phones(folder: Path) -> TruthFile:
    """联系电话 of persons, mobile or household telephone."""
    rng, rows = seeded("both_phones"), []
    for number in range(1, 71):
        phone = people.mobile(rng, "landline") if rng.random() < 0.7 else people.line(rng, "mobile")
        rows.append([number, people.name(rng), phone, rng.choice(words.SCHOOLS), rng.choice(["合格", "待审"])])
    headers = ["序号", "家长姓名", "联系电话", "报名学校", "审核结果"]
    return csv_file(folder, "义务教育入学报名.csv", "Parents' telephones of both sorts.", headers, rows)


def half_masked(folder: Path) -> TruthFile:
    """Names and IDs masked, mobiles forgotten."""
    rng, rows = seeded("half_masked"), []
    for number in range(1, 61):
        who = numbers.resident(rng)
        name = Value(rng.choice(words.SURNAMES) + rng.choice(["*", "**"]), "person_name", masked=True, alarm=False)
        short = Value(f"{who[:6]}********{who[14:]}", "resident_id", masked=True, alarm=False)
        rows.append([number, name, short, people.mobile(rng), rng.choice(["一等", "二等"])])
    headers = ["序号", "姓名", "身份证号", "手机", "等次"]
    return csv_file(folder, "技能大赛获奖名单.csv", "Masked but for the mobiles.", headers, rows)


def roster(folder: Path) -> TruthFile:
    """Names and a mobile as columns' names."""
    rng = seeded("roster")
    headers: list[object] = ["日期"]
    headers += [say("网格员{}走访户数", people.name(rng)), say("网格员{}走访户数", people.name(rng))]
    headers += [say("值守手机{}接听数", people.mobile(rng)), "合计"]
    rows = []
    for day in range(1, 31):
        counts = [rng.randrange(3, 40) for _ in range(3)]
        rows.append([f"2026-09-{day:02d}", *counts, sum(counts)])
    return csv_file(folder, "网格走访统计.csv", "Persons inside the columns' names.", headers, rows)


def telling_name(folder: Path) -> TruthFile:
    """The file's name holds a name and an ID, the table nothing."""
    rng = seeded("telling_name")
    name = say("{}_{}_社区走访统计.csv", people.name(rng), people.resident(rng))
    rows = [[f"2026-{month:02d}", rng.randrange(20, 90), rng.randrange(3, 30)] for month in range(1, 10)]
    return csv_file(folder, name, "A telling file name.", ["月份", "走访户数", "解决问题数"], rows)


def telling_phone(folder: Path) -> TruthFile:
    """The file's name holds a mobile."""
    rng = seeded("telling_phone")
    name = say("路灯统计（有问题打{}）.csv", people.mobile(rng))
    rows = [[street, rng.randrange(20, 300), rng.randrange(0, 9)] for street in words.STREETS]
    return csv_file(folder, name, "A mobile in the file's name.", ["道路", "路灯数", "故障数"], rows)


def applicants(folder: Path) -> TruthFile:
    """Semicolons; the header of names is 当事人, of IDs 证件号码, with IDs and passports mixed."""
    rng, rows = seeded("applicants"), []
    for number in range(1, 61):
        paper = "居民身份证" if rng.random() < 0.75 else "护照"
        code = Value(f"E{numbers.digits(rng, 8)}", "passport")
        if paper == "居民身份证":
            code = people.resident(rng, ending="X") if number % 4 == 0 else people.resident(rng)
        rows.append([number, people.name(rng), paper, code, people.address(rng), people.email(rng)])
    headers = ["序号", "当事人", "证件类型", "证件号码", "通讯地址", "邮箱"]
    return csv_file(folder, "行政复议申请登记.csv", "Two sorts of papers in one column.", headers, rows, delimiter=";")


def make(folder: Path) -> Iterator[TruthFile]:
    """Write the family."""
    makers = (low_income, disabled, old_age, wrong_header, old_numbers, pinyin, pupils, compatriots, foreigners)
    makers += (remarks_phone, no_headers, parking, veterans, cards, visits, patients, insured, hotline, mixed)
    makers += (shopkeepers, minority, households, both_phones, half_masked, roster, telling_name, telling_phone)
    makers += (applicants,)
    for maker in makers:
        yield maker(folder)
