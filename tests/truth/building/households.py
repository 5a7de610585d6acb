"""CSV tables with names, homes and dwellings."""

from tests.truth.building.people import Maker
from tests.truth.building.writing import Set, said

__all__ = ["write"]


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _names(out, make)
    _homes(out, make)
    _points(out, make)


def _names(out: Set, make: Maker) -> None:
    out.table(
        "prize-draw.csv",
        "Names under a header that says nothing.",
        {"c0": [f"{at:03}" for at in range(70)], "c1": [said("person_name", make.name()) for _ in range(70)]},
    )
    drawn = [make.minority_name, make.compound_name, make.name]
    out.table(
        "many-names.csv",
        "Names with two-character surnames and of minorities.",
        {
            "报名者": [said("person_name", drawn[at % 3]()) for at in range(60)],
            "组别": [make.pick(["甲组", "乙组"]) for _ in range(60)],
            "得分": [make.rng.randint(60, 100) for _ in range(60)],
        },
    )
    out.table(
        "guardians.csv",
        "Children and their guardians, a blank in names of two characters.",
        {
            "学校": [make.pick(["松花江小学", "友协中学"]) for _ in range(50)],
            "儿童姓名": [said("person_name", _spaced(make.name())) for _ in range(50)],
            "监护人姓名": [said("person_name", make.name()) for _ in range(50)],
            "与儿童关系": [make.pick(["父", "母", "祖父", "祖母"]) for _ in range(50)],
        },
    )
    out.table(
        "duty.csv",
        "Names of residents who clean the stairs by turns, in a tab-separated file in GB 18030.",
        {
            "周次": [f"第{at + 1}周" for at in range(40)],
            "值日居民": [said("person_name", make.name()) for _ in range(40)],
        },
        encoding="gb18030",
        delimiter="\t",
    )
    out.table(
        "consulted.csv",
        "Few names: a mostly empty column of neighbours who agreed.",
        {
            "门洞": [f"{at % 12 + 1}号门" for at in range(120)],
            "同意人": [said("person_name", make.name()) if at % 6 == 0 else "" for at in range(120)],
        },
    )
    out.table(
        "relief.csv",
        "Names with health and status: whoever is named is revealed as ill and poor.",
        {
            "救助对象": [said("person_name", make.name()) for _ in range(44)],
            "致贫病种": [make.pick(["尿毒症", "脑卒中", "肺癌", "精神分裂症"]) for _ in range(44)],
            "救助标准": [make.rng.randint(300, 900) for _ in range(44)],
        },
    )


def _spaced(name: str) -> str:
    return f"{name[0]} {name[1]}" if len(name) == 2 else name


def _homes(out: Set, make: Maker) -> None:
    out.table(
        "boilers.csv",
        "Homes to the door under a header of homes.",
        {
            "户籍所在地址": [said("home_address", make.address()) for _ in range(55)],
            "锅炉型号": [make.pick(["LN20", "LN24", "LN28"]) for _ in range(55)],
        },
    )
    out.table(
        "short-homes.csv",
        "Homes as building, unit and room after an estate's name.",
        {
            "用户地址": [said("home_address", make.short_address()) for _ in range(55)],
            "用热面积": [f"{make.rng.randint(40, 140)}.5" for _ in range(55)],
        },
    )
    out.table(
        "farms.csv",
        "Farmhouses, and the names of who lives there.",
        {
            "农户": [said("person_name", make.name()) for _ in range(48)],
            "现居住地": [said("home_address", make.village_address()) for _ in range(48)],
            "亩数": [make.rng.randint(5, 60) for _ in range(48)],
        },
    )
    out.table(
        "delivery.csv",
        "Homes under a header that says nothing.",
        {
            "k": [make.digits(5) for _ in range(50)],
            "v": [said("home_address", make.address() if at % 2 else make.short_address()) for at in range(50)],
        },
    )
    out.table(
        "rooms.csv",
        "Estate in one column, building, unit and room in the next.",
        {
            "小区": [make.pick(["枫叶丽景", "河畔嘉园", "恒安小区"]) for _ in range(45)],
            "房间号": [
                said(
                    "home_address",
                    f"{make.rng.randint(1, 20)}号楼{make.rng.randint(1, 4)}单元{make.rng.randint(1, 9)}02室",
                )
                for _ in range(45)
            ],
            "欠费月数": [make.rng.randint(5, 30) for _ in range(45)],
        },
    )


def _points(out: Set, make: Maker) -> None:
    points = [make.lon_lat() for _ in range(40)]
    out.table(
        "dwellings.csv",
        "Points of houses beside householders, longitude and latitude in a column each.",
        {
            "户主姓名": [said("person_name", make.name()) for _ in range(40)],
            "住宅经度": [said("coordinates_dwelling", lon) for lon, _ in points],
            "住宅纬度": [said("coordinates_dwelling", lat) for _, lat in points],
        },
    )
    out.table(
        "pinned.csv",
        "Points of homes in one column.",
        {
            "家庭住址": [said("home_address", make.address()) for _ in range(40)],
            "定位": [said("coordinates_dwelling", ",".join(make.lon_lat())) for _ in range(40)],
        },
    )
