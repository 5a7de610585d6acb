"""Workbooks: several sheets, hidden sheets, columns and rows, comments, authors, rounded numbers, merged titles."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from tests.truth.model import TruthFile

from . import numbers, people, words
from .forms import Sheet, Value, book_file, say, seeded

__all__ = ["make"]

OFFICE = "哈尔滨市某局信息中心"


def summary(rng: Random, name: str = "汇总") -> Sheet:
    """A harmless sheet of totals by district."""
    rows = [
        [d, rng.randrange(200, 9000), rng.randrange(20, 900), rng.randrange(100, 9999) / 10] for d in words.DISTRICTS
    ]
    return Sheet(name, ["区县", "人次", "户数", "金额(万元)"], rows)


def hidden_sheet(folder: Path) -> TruthFile:
    """A summary in front, the persons behind."""
    rng = seeded("hidden_sheet")
    rows = [[n, people.name(rng), people.resident(rng), people.mobile(rng), people.address(rng)] for n in range(1, 61)]
    behind = Sheet("明细", ["序号", "申请人", "身份证号码", "联系方式", "现住址"], rows, state="hidden")
    sheets = [summary(rng), behind]
    return book_file(folder, "临时救助汇总表.xlsx", "Persons on a hidden sheet.", sheets, author=OFFICE)


def very_hidden(folder: Path) -> TruthFile:
    """A sheet that the menu does not offer."""
    rng = seeded("very_hidden")
    rows = [[people.card(rng), people.name(rng, "short"), rng.randrange(100, 5000)] for _ in range(40)]
    sheets = [summary(rng, "Sheet1"), Sheet("Sheet2", ["账号", "户名", "金额"], rows, state="veryHidden")]
    return book_file(folder, "供热补贴统计.xlsx", "Bank cards on a very hidden sheet.", sheets, author=OFFICE)


def hidden_columns(folder: Path) -> TruthFile:
    """Two columns are hidden, the visible ones are harmless."""
    rng, rows = seeded("hidden_columns"), []
    for number in range(1, 51):
        who, phone = people.decorated_resident(rng), people.some(rng, 0.8, people.decorated_mobile(rng), None)
        rows.append([number, rng.choice(words.OFFICES), who, rng.choice(["初级", "中级", "高级"]), phone, "通过"])
    headers = ["序号", "推荐单位", "证件号", "申报级别", "电话", "评审结果"]
    sheet = Sheet("职称评审", headers, rows, hidden_columns=["证件号", "电话"])
    return book_file(folder, "职称评审结果.xlsx", "IDs and mobiles in hidden columns.", [sheet], author=OFFICE)


def hidden_rows(folder: Path) -> TruthFile:
    """Rows that were filtered out hold the persons; in the others these cells are empty."""
    rng, rows, away = seeded("hidden_rows"), [], (4, 9, 15, 16, 23, 38)
    for number in range(1, 41):
        hidden = number in away
        name, phone = (people.name(rng), people.mobile(rng)) if hidden else (None, None)
        rows.append([rng.choice(words.ROADS_AND_PLACES), rng.randrange(1, 30), name, phone])
    sheet = Sheet("河道巡查", ["河段", "问题数", "巡查员姓名", "巡查员手机"], rows, hidden_rows=away)
    return book_file(folder, "河道巡查记录.xlsx", "Persons in hidden rows.", [sheet], author=OFFICE)


def comments(folder: Path) -> TruthFile:
    """Cell comments tell what the cells do not."""
    rng = seeded("comments")
    rows = [[d, rng.randrange(5, 60), rng.randrange(100, 900)] for d in words.DISTRICTS]
    notes = {
        (3, "养老机构数"): say("此数与{}核对过，手机{}", people.name(rng), people.mobile(rng)),
        (7, "养老机构数"): say("补报：老人身份证{}", people.resident(rng)),
        (11, "床位数"): say("漏报一户，住{}", people.address(rng)),
        (14, "床位数"): "口径：含公建民营",
    }
    sheet = Sheet("养老机构", ["区县", "养老机构数", "床位数"], rows, comments=notes)
    return book_file(folder, "养老机构床位统计.xlsx", "Values in comments only.", [sheet], author=OFFICE)


def authors(folder: Path) -> TruthFile:
    """Two persons in the document's properties."""
    rng = seeded("authors")
    form = {"author": people.name(rng), "modified_by": people.name(rng)}
    return book_file(folder, "公园绿地面积.xlsx", "Author and last editor by name.", [summary(rng, "绿地")], **form)


def author_compound(folder: Path) -> TruthFile:
    """One person with a compound surname as the author."""
    rng = seeded("author_compound")
    return book_file(
        folder,
        "旅游接待人次.xlsx",
        "An author with a compound surname.",
        [summary(rng, "接待")],
        author=people.name(rng, "compound"),
        modified_by="哈尔滨市统计局",
    )


def rounded(folder: Path) -> TruthFile:
    """IDs typed as numbers: a spreadsheet keeps fifteen digits, place and birth among them."""
    rng, rows = seeded("rounded"), []
    for number in range(1, 51):
        kept = int(numbers.resident(rng)[:15] + "000")
        phone = Value(int(numbers.mobile(rng)), "mobile")
        rows.append([number, people.name(rng), Value(kept, "resident_id"), phone, rng.randrange(800, 4000)])
    sheet = Sheet("公益岗", ["序号", "姓名", "身份证号", "手机号码", "岗位补贴"], rows)
    about = "Resident IDs and mobiles stored as numbers; IDs rounded to 15 digits."
    return book_file(folder, "公益性岗位补贴.xlsx", about, [sheet], author=OFFICE)


def merged(folder: Path) -> TruthFile:
    """A merged title, a merged group row, then the header."""
    rng, rows = seeded("merged"), []
    for number in range(1, 46):
        who = numbers.resident(rng)
        born = Value(datetime.combine(numbers.birth_of(who), datetime.min.time()), "birth_date")
        rows.append([number, people.name(rng), born, people.mobile(rng), people.address(rng, "estate")])
    titles = [
        ["2026年困难职工帮扶建档表", None, None, None, None],
        ["基本信息", None, None, "联系信息", None],
    ]
    headers = ["序号", "职工姓名", "出生日期", "移动电话", "居住地址"]
    sheet = Sheet("帮扶", headers, rows, titles=titles, merges=["A1:E1", "A2:C2", "D2:E2"])
    return book_file(folder, "困难职工帮扶.xlsx", "Merged titles; births as date cells.", [sheet], author=OFFICE)


def three_sheets(folder: Path) -> TruthFile:
    """Three visible sheets, each with something else."""
    rng = seeded("three_sheets")
    drivers = []
    for number in range(1, 31):
        sign = Value(numbers.plate(rng, rng.choice("AL")), "plate")
        drivers.append([number, people.name(rng), sign, people.mobile(rng)])
    accounts = [[f"K{n:03d}", people.card(rng, 16), rng.choice([50, 100])] for n in range(1, 31)]
    sheets = [
        summary(rng, "总表"),
        Sheet("驾驶员", ["序号", "驾驶员", "号牌号码", "电话"], drivers),
        Sheet("退款", ["流水", "银行账号", "退款金额"], accounts),
    ]
    return book_file(folder, "网约车退费.xlsx", "Two of three sheets hold persons.", sheets, author=OFFICE)


def travellers(folder: Path) -> TruthFile:
    """English headers, passports of several sorts."""
    rng, rows = seeded("travellers"), []
    for number in range(1, 36):
        code = rng.choice(["E" + numbers.digits(rng, 8), "EA" + numbers.digits(rng, 7), "G" + numbers.digits(rng, 8)])
        day = people.birth(numbers.resident(rng), "%Y-%m-%d")
        rows.append([number, Value(code, "passport"), day, people.email(rng), rng.choice(["CA", "HU", "CZ"])])
    sheet = Sheet("Delegation", ["No.", "Passport No", "Date of Birth", "Email", "Carrier"], rows)
    return book_file(folder, "delegation_2026.xlsx", "A delegation, English headers.", [sheet], author=OFFICE)


def case_notes(folder: Path) -> TruthFile:
    """Sentences in cells of a workbook, below a title, with an office line that is no alarm."""
    rng, rows = seeded("case_notes"), []
    quiet = [
        "现场已恢复，群众满意。",
        "已约谈施工单位，限期整改。",
        "位于黄河路与淮河路之间，属市政管养。",
        "资料归档完毕。",
    ]
    for number in range(1, 61):
        text: object = rng.choice(quiet)
        if number % 5 == 0:
            text = say("对{}做了回访，本人手机{}，表示满意。", people.name(rng), people.mobile(rng))
        elif number % 7 == 0:
            text = say("当事人身份证{}，住{}。", people.decorated_resident(rng), people.address(rng))
        elif number % 11 == 0:
            text = say("已告知可拨打区供热办监督电话{}查询。", people.office_line(rng))
        rows.append([f"AJ{number:04d}", rng.choice(words.CITY_DISTRICTS), text])
    sheet = Sheet("回访", ["案件号", "辖区", "处理情况"], rows, titles=[["城市管理案件回访记录", None, None]])
    return book_file(folder, "城管案件回访.xlsx", "Free text in a workbook.", [sheet], author=OFFICE)


def persons_as_columns(folder: Path) -> TruthFile:
    """Names of persons stand in the columns' names of a duty table."""
    rng = seeded("persons_as_columns")
    headers: list[object] = ["周次", people.name(rng), people.name(rng, "compound"), people.name(rng), "合计"]
    rows = []
    for week in range(1, 27):
        shifts = [rng.randrange(0, 5) for _ in range(3)]
        rows.append([f"第{week}周", *shifts, sum(shifts)])
    sheet = Sheet("值班", headers, rows)
    return book_file(folder, "夜间值班次数.xlsx", "Columns that are persons' names.", [sheet], author=OFFICE)


def inspections(folder: Path) -> TruthFile:
    """Codes of natural persons' businesses among companies' codes; sentences in a hidden column."""
    rng, rows = seeded("inspections"), []
    for number in range(1, 61):
        code: object = numbers.credit_code(rng, "91")
        if number % 3 == 0:
            code = Value(numbers.credit_code(rng, "92"), "credit_code")
        note: object = "未发现问题"
        if number % 8 == 0:
            note = say("当场由业主{}签收，业主手机{}。", people.name(rng), people.mobile(rng))
        rows.append([f"JC{number:04d}", code, rng.choice(words.STREETS), rng.choice(["合格", "整改"]), note])
    headers = ["检查编号", "信用代码", "街路", "结果", "检查记录"]
    sheet = Sheet("检查", headers, rows, hidden_columns=["检查记录"])
    about = "Only codes 92… are planted; a hidden column of sentences."
    return book_file(folder, "市场监管双随机检查.xlsx", about, [sheet], author=OFFICE)


def make(folder: Path) -> Iterator[TruthFile]:
    """Write the family."""
    makers = (hidden_sheet, very_hidden, hidden_columns, hidden_rows, comments, authors, author_compound, rounded)
    for maker in (*makers, merged, three_sheets, travellers, case_notes, persons_as_columns, inspections):
        yield maker(folder)
