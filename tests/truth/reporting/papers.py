"""Texts, archives and a data package that hold persons."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.truth.model import TruthFile

from . import numbers, people, words
from .forms import Sheet, Tally, Value, book_bytes, csv_bytes, json_bytes, say, seeded, text_bytes, text_file

__all__ = ["make", "zip_bytes"]


def notice(folder: Path) -> TruthFile:
    """A notice in plain text."""
    rng = seeded("notice")
    lines = [
        "关于做好2026年冬季入户走访工作的通知",
        "",
        "各街道办事处：",
        "  为保障困难群众温暖过冬，现将有关事项通知如下。",
        say("  一、走访对象{}，身份证号{}。", people.name(rng), people.resident(rng)),
        say("  二、该户住址：{}。", people.address(rng)),
        say("  三、有事请联系其女儿，手机{}。", people.decorated_mobile(rng)),
        "  四、统一使用12345热线受理诉求。",
        say("  五、慰问金打入银行卡{}。", people.card(rng)),
        "                                  2026年11月20日",
    ]
    return text_file(folder, "走访通知.txt", "A notice; values in five lines.", lines)


def minutes(folder: Path) -> TruthFile:
    """Markdown with a table and a list."""
    rng = seeded("minutes")
    lines: list[object] = [
        "# 老旧小区改造协调会纪要",
        "",
        "时间：2026-10-12 09:30",
        "",
        "| 业主 | 手机 | 房号 |",
        "|---|---|---|",
    ]
    for _ in range(8):
        lines.append(say("| {} | {} | {} |", people.name(rng), people.mobile(rng), people.address(rng, "short")))
    lines += ["", "## 议定事项", "", "1. 外墙保温由住建部门负责，10月底前完工。"]
    lines.append(say("2. 业主{}的车{}需移位。", people.name(rng), Value(numbers.plate(rng), "plate")))
    lines.append(say("3. 意见发至{}。", people.email(rng)))
    return text_file(folder, "协调会纪要.md", "Minutes in Markdown.", lines)


def access_log(folder: Path) -> TruthFile:
    """A web server's log."""
    rng, lines = seeded("access_log"), []
    for number in range(1, 61):
        page = rng.choice(["/index.html", "/zwgk/list", "/search?q=gongjiao"])
        stamp = f"24/Nov/2026:09:{number % 60:02d}:00 +0800"
        ip = Value(numbers.public_ip(rng), "ip")
        lines.append(say("{} - - [" + stamp + '] "GET ' + page + ' HTTP/1.1" 200 ' + str(rng.randrange(400, 9000)), ip))
    return text_file(folder, "access.txt", "Visitors' addresses in a log.", lines)


def letter(folder: Path) -> TruthFile:
    """A letter in GBK with the writer's data, and a telling file name."""
    rng = seeded("letter")
    name = say("{}来信.txt", people.name(rng))
    lines = [
        "来信内容：",
        "我是外省来哈工作的，持护照办理社保遇到困难。",
        say("护照号码：{}", Value("E" + numbers.digits(rng, 8), "passport")),
        say("社保卡号：{}", Value("B" + numbers.digits(rng, 8), "social_security")),
        say("出生日期：{}", people.birth(numbers.resident(rng))),
        say("家庭电话：{}", people.line(rng)),
        say("回乡证号：{}", Value("H" + numbers.digits(rng, 8), "hmt_permit")),
        say("病案号：{}", Value(numbers.digits(rng, 8), "medical_record")),
        say("退伍军人证：{}", Value(f"士字第{numbers.digits(rng, 7)}号", "military_id")),
        "请尽快答复。",
    ]
    return text_file(folder, name, "A letter in GBK; one value in a line.", lines, encoding="gbk")


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """An archive with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 9, 0, 0)), content)
    return out.getvalue()


def bundle(folder: Path) -> TruthFile:
    """Members of four sorts, one of them with a telling name."""
    rng, members, planted = seeded("bundle"), {}, []
    tally = Tally("数据/养犬登记.csv")
    rows = [[n, people.name(rng), people.mobile(rng), rng.choice(["泰迪", "金毛", "柴犬"])] for n in range(1, 41)]
    members[tally.member] = csv_bytes(tally, ["序号", "犬主", "犬主手机", "犬种"], rows, encoding="gbk")
    planted += tally.planted()

    tally = Tally("数据/收养.xlsx")
    rows = [[n, people.resident(rng), rng.choice(["本市", "外市"])] for n in range(1, 21)]
    sheet = Sheet("登记", ["序号", "收养人证件号码", "户籍"], rows)
    hidden = Sheet("备份", ["序号", "住址"], [[n, people.address(rng)] for n in range(1, 16)], state="hidden")
    members[tally.member] = book_bytes(tally, [sheet, hidden], author=people.name(rng))
    planted += tally.planted()

    tally = Tally("说明.txt")
    members[tally.member] = text_bytes(tally, ["数据说明", say("技术支持手机{}", people.mobile(rng)), "更新频率：每年"])
    planted += tally.planted()

    name = say("附件/{}（{}）领养协议.txt", people.name(rng), people.mobile(rng))
    tally = Tally(name.text)
    tally.name(name)
    members[name.text] = text_bytes(tally, ["领养协议文本见公示栏。"])
    planted += tally.planted()

    path = folder / "养犬管理数据.zip"
    path.write_bytes(zip_bytes(members))
    return TruthFile(path, "An archive: CSV in GBK, workbook, text, and a telling member name.", tuple(planted))


def nested_bundle(folder: Path) -> TruthFile:
    """JSON and Markdown in folders of an archive."""
    rng, members, planted = seeded("nested_bundle"), {}, []
    tally = Tally("2026/09/records.json")
    records = [{"seq": n, "who": {"sfzhm": people.resident(rng)}, "kind": "培训补贴"} for n in range(1, 26)]
    members[tally.member] = json_bytes(tally, records)
    planted += tally.planted()
    tally = Tally("README.md")
    lines = ["# 培训补贴", "", "字段：seq 序号，who 学员，kind 类别。", say("维护人邮箱：{}", people.email(rng))]
    members[tally.member] = text_bytes(tally, lines)
    planted += tally.planted()
    path = folder / "培训补贴2026.zip"
    path.write_bytes(zip_bytes(members))
    return TruthFile(path, "An archive with JSON and Markdown in folders.", tuple(planted))


def package(folder: Path) -> TruthFile:
    """A data package whose data are harmless and whose metadata are not."""
    rng, tally = seeded("package"), Tally()
    home = folder / "公园名录包"
    (home / "data").mkdir(parents=True, exist_ok=True)
    rows = [[n, f"{rng.choice(words.STREETS)[:-1]}公园", rng.randrange(2, 60)] for n in range(1, 31)]
    (home / "data" / "parks.csv").write_bytes(csv_bytes(tally, ["序号", "公园名称", "面积公顷"], rows))
    phone, mail, person = people.mobile(rng), people.email(rng), people.name(rng)
    for value in (phone, mail, person):
        tally.add(value, "text")
    metadata = {
        "name": "parks",
        "title": "哈尔滨市公园名录",
        "description": f"城区公园名录，数据有误请直接打我手机{phone.shown}。",
        "contributors": [{"title": person.shown, "email": mail.shown, "role": "maintainer"}],
        "resources": [{"name": "parks", "path": "data/parks.csv", "format": "csv", "encoding": "utf-8"}],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    (home / "datapackage.json").write_text(text, encoding="utf-8")
    return TruthFile(home, "A data package: a private mobile, mailbox and name in its metadata.", tally.planted())


def make(folder: Path) -> Iterator[TruthFile]:
    """Write the family."""
    for maker in (notice, minutes, access_log, letter, bundle, nested_bundle, package):
        yield maker(folder)
