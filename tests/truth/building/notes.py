"""CSV tables whose sentences hold values of persons."""

from tests.truth.building.people import Maker
from tests.truth.building.writing import Cell, Set, prose

__all__ = ["QUIET", "write"]

QUIET = (
    "路灯不亮，已派单维修|小区二次供水水压偏低|反映早市占道，转城管处理|公交站牌被撞歪|树枝遮挡信号灯，已修剪|井盖松动，当日加固|"
    "咨询异地就医备案流程，已答复|暖气不热，管网放气后恢复|建议延长地铁运营时间|噪声扰民，已责令整改|来电内容不完整，作退单处理|"
    "对答复满意|垃圾桶满溢，环卫已清运|道路积雪未清，已安排车辆"
).split("|")
_CALLS = (
    "来电人{person_name}（{mobile}）称楼上漏水",
    "市民{person_name}反映供热不达标，回电{mobile}",
    "{person_name}女士咨询落户，预留电话：{mobile}",
    "反映人：{person_name}，住{home_address}，要求尽快处理",
    "业主{person_name}投诉物业，联系电话{landline}",
)


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _work_orders(out, make)
    _visits(out, make)
    _remarks(out, make)
    _letters(out, make)
    _homes(out, make)


def _sentence(make: Maker, sentences: tuple[str, ...]) -> Cell:
    makes = {
        "person_name": make.name,
        "mobile": make.mobile,
        "landline": make.landline,
        "home_address": make.address,
        "resident_id": make.resident_id,
        "bank_card": make.bank_card,
        "email": make.email,
        "plate": make.plate,
        "passport": make.passport,
    }
    sentence = make.rng.choice(sentences)
    return prose(sentence, **{kind: draw() for kind, draw in makes.items() if f"{{{kind}}}" in sentence})


def _mixed(make: Maker, sentences: tuple[str, ...], count: int, step: int) -> list[Cell | str]:
    return [_sentence(make, sentences) if at % step == 0 else make.rng.choice(QUIET) for at in range(count)]


def _work_orders(out: Set, make: Maker) -> None:
    out.table(
        "work-orders.csv",
        "Calls of citizens: a third of the sentences names who called.",
        {
            "工单": [f"GD{make.digits(10)}" for _ in range(120)],
            "诉求描述": _mixed(make, _CALLS, 120, 3),
            "承办单位": [make.pick(["区城管局", "区住建局", "供热办"]) for _ in range(120)],
        },
    )


def _visits(out: Set, make: Maker) -> None:
    sentences = (
        "患者{person_name}，身份证{resident_id}，头晕三日",
        "随访{person_name}，血压控制平稳，家属电话{mobile}",
        "家属{person_name}代领药品，证件号{resident_id}",
        "独居老人{person_name}由社区上门测量",
    )
    out.table(
        "follow-ups.csv",
        "Notes of nurses: every one names a patient.",
        {"随访日": [f"2024-0{at % 9 + 1}-11" for at in range(60)], "随访记录": _mixed(make, sentences, 60, 1)},
    )


def _remarks(out: Set, make: Maker) -> None:
    sentences = ("已退款至{bank_card}", "本人{person_name}自愿放弃", "补正后邮箱{email}", "车辆{plate}已移走")
    out.table(
        "remarks.csv",
        "Remarks, nine of ten empty.",
        {
            "业务流水": [f"YW{make.digits(9)}" for _ in range(200)],
            "备考": [_sentence(make, sentences) if at % 10 == 0 else "" for at in range(200)],
        },
    )


def _letters(out: Set, make: Maker) -> None:
    sentences = (
        "请将结果发至{email}，谢谢。",
        "我的护照{passport}遗失，如何补办？",
        "车牌{plate}的车长期占用消防通道，请处理。",
        "本人身份证号码是{resident_id}，申请查询公积金。",
        "请把退费打到尾号不变的卡{bank_card}。",
    )
    out.table(
        "letterbox.csv",
        "Letters to the mayor, quoted at length.",
        {
            "信件编号": [str(20240000 + at) for at in range(60)],
            "信件内容": _mixed(make, sentences, 60, 2),
            "回复状态": ["已回复"] * 60,
        },
    )


def _homes(out: Set, make: Maker) -> None:
    sentences = (
        "施工需进入{home_address}内作业，已与住户约定时间。",
        "走访{home_address}，家中两位老人，无取暖困难。",
        "{home_address}住户{person_name}家中跑水，已止水。",
    )
    out.table(
        "door-to-door.csv",
        "Notes of visits that name the door.",
        {"网格": [f"第{at % 7 + 1}网格" for at in range(60)], "走访情况": _mixed(make, sentences, 60, 2)},
    )
