"""Make a year of job fairs in a district, as tab-separated text. Fairs and figures are illustrative.

    python make.py [--output DIR]

Most are in spring and in the season of graduates. Same seed, same file.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230103
SEASON = (4, 6, 9, 7, 7, 8, 5, 4, 6, 7, 6, 3)
"""January to December: fairs."""
FORMS = {"现场": 0.62, "线上": 0.2, "直播带岗": 0.18}
PLACES = [
    "区人力资源市场一号厅",
    "区人力资源市场二号厅",
    "区公共就业服务大厅",
    "社区党群服务中心",
    "文化广场",
    "高校体育馆",
]
SUBJECTS = {
    "春风行动专场": (1, 2, 3),
    "民营企业招聘月专场": (4, 5),
    "高校毕业生专场": (5, 6, 7, 9, 10, 11),
    "冰雪旅游用工专场": (11, 12),
    "退役军人专场": (7, 8),
    "社区就近就业专场": tuple(range(1, 13)),
    "制造业用工专场": (3, 4, 8, 9, 10),
    "残疾人就业专场": (5, 12),
}
"""Subject, and the months in which it is held."""
TEXTS = [
    "提供政策咨询和职业指导，求职者带简历即可入场，不收费。",
    "设简历修改、模拟面试两个服务台，现场可办理求职登记。",
    "岗位提前三天公布，可以线上投递，也可以到场面谈。",
    "同时提供技能培训报名；外地求职者可以申请临时住宿。",
]
HEADER = [
    "fair_id",
    "date",
    "weekday",
    "form",
    "title",
    "venue",
    "employers",
    "jobs_offered",
    "visitors",
    "hired_intent",
]
HEADER += ["description"]


def fair(draw: random.Random, day: date) -> list[str | int | float]:
    """Return one fair, without its number."""
    form = draw.choices(list(FORMS), list(FORMS.values()))[0]
    subject = draw.choice([name for name, months in SUBJECTS.items() if day.month in months])
    employers = draw.randrange(12, 90) if form != "直播带岗" else draw.randrange(4, 12)
    jobs = round(employers * draw.uniform(9, 24))
    visitors: str | int = round(jobs * draw.uniform(0.6, 1.9)) if form == "现场" else "不统计"
    intent = round(jobs * draw.uniform(0.12, 0.34))
    venue = draw.choice(PLACES) if form == "现场" else "线上"
    weekday = "周" + "一二三四五六日"[day.weekday()]
    title = f"南岗区{subject}（{form}）"
    when = f"{day.year}/{day.month}/{day.day}"
    return [when, weekday, form, title, venue, employers, jobs, visitors, intent, draw.choice(TEXTS)]


def rows() -> list[list[str | int | float]]:
    """Return the fairs, by date."""
    draw = random.Random(SEED)
    days = []
    for year in (2024, 2025):
        for month, count in enumerate(SEASON, start=1):
            days += [date(year, month, 1) + timedelta(days=at) for at in draw.sample(range(28), count)]
    return [[f"NG{number:03}", *fair(draw, day)] for number, day in enumerate(sorted(days), start=1)]


def main() -> None:
    """Write the table."""
    root = output_folder(__doc__, __file__)
    write_csv(root / "data" / "job-fairs.tsv", [HEADER, *rows()], delimiter="\t")


if __name__ == "__main__":
    main()
