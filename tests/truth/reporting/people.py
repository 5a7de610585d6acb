"""Planted values, marked: what the other modules put into their tables and sentences."""

from random import Random

from . import numbers, words
from .forms import Value

__all__ = [
    "address",
    "birth",
    "card",
    "decorated_mobile",
    "decorated_resident",
    "email",
    "full_width",
    "line",
    "mobile",
    "name",
    "office_line",
    "public_name",
    "resident",
    "some",
]


def full_width(text: str) -> str:
    """The same digits and letters as full-width signs."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def some(rng: Random, share: float, value: object, other: object = "") -> object:
    """The value in that share of cases, else the other."""
    return value if rng.random() < share else other


def raw_name(rng: Random, form: str = "any") -> str:
    """A name: `short` has two characters, `compound` a compound surname."""
    if form == "compound":
        return rng.choice(words.COMPOUND_SURNAMES) + rng.choice([*words.GIVEN_ONE, *words.GIVEN_TWO])
    if form == "short" or (form == "any" and rng.random() < 0.2):
        return rng.choice(words.SURNAMES) + rng.choice(words.GIVEN_ONE)
    return rng.choice(words.SURNAMES) + rng.choice(words.GIVEN_TWO)


def name(rng: Random, form: str = "any") -> Value:
    """A person's name."""
    return Value(raw_name(rng, form), "person_name")


def public_name(rng: Random) -> Value:
    """A name that the law makes public: information at most."""
    return Value(raw_name(rng), "person_name", alarm=False)


def resident(rng: Random, **wish: str) -> Value:
    """An 18-digit resident ID."""
    return Value(numbers.resident(rng, **wish), "resident_id")


def decorated_resident(rng: Random) -> Value:
    """A resident ID as people type it: spaces, hyphens, full-width signs, a small x."""
    number = numbers.resident(rng)
    forms = [
        f"{number[:6]} {number[6:14]} {number[14:]}",
        f"{number[:6]}-{number[6:14]}-{number[14:]}",
        full_width(number),
        numbers.resident(rng, ending="X").lower(),
        f" {number} ",
    ]
    return Value(rng.choice(forms), "resident_id")


def mobile(rng: Random, *also: str) -> Value:
    """A mobile number."""
    return Value(numbers.mobile(rng), "mobile", also=also)


def decorated_mobile(rng: Random) -> Value:
    """A mobile number with +86, spaces, hyphens or full-width digits."""
    number = numbers.mobile(rng)
    apart = (number[:3], number[3:7], number[7:])
    forms = ["+86" + number, "+86 " + " ".join(apart), "86" + number, " ".join(apart), "-".join(apart)]
    return Value(rng.choice([*forms, full_width(number)]), "mobile")


def line(rng: Random, *also: str) -> Value:
    """The telephone of a household."""
    number = numbers.landline(rng)
    shown = rng.choice([number, number.replace("-", ""), f"(0451){number[5:]}", number.replace("-", " ")])
    return Value(shown, "landline", also=also)


def office_line(rng: Random) -> Value:
    """The telephone of an office: information at most."""
    return Value(numbers.landline(rng), "landline", alarm=False)


def card(rng: Random, length: int = 19, spaced: bool = False) -> Value:
    """A bank card."""
    number = numbers.bank_card(rng, length)
    if spaced:
        number = " ".join(number[start : start + 4] for start in range(0, length, 4))
    return Value(number, "bank_card")


def birth(number: str, form: str = "%Y-%m-%d") -> Value:
    """The day of birth that goes with a resident ID."""
    return Value(numbers.birth_of(number).strftime(form), "birth_date")


def address(rng: Random, form: str = "full") -> Value:
    """An address to the door: `full`, `estate` (no street) or `short` (building-unit-room)."""
    building, unit, room = rng.randrange(1, 40), rng.randrange(1, 7), rng.randrange(1, 19) * 100 + rng.randrange(1, 5)
    street, estate, district = (rng.choice(pool) for pool in (words.STREETS, words.ESTATES, words.CITY_DISTRICTS))
    number = rng.randrange(2, 400)
    if form == "short":
        shown = f"{building}-{unit}-{room}"
    elif form == "estate":
        shown = f"{estate}{building}{rng.choice(['栋', '号楼', '幢'])}{unit}单元{room}室"
    else:
        town = rng.choice(["哈尔滨市", "黑龙江省哈尔滨市", ""])
        shown = f"{town}{district}{street}{number}号{rng.choice([estate, ''])}{building}栋{unit}单元{room}室"
    return Value(shown, "home_address")


def email(rng: Random) -> Value:
    """A private mailbox."""
    local = rng.choice(["xiaoyu", "lanhua", "songhua", "dongbei", "bingcheng", "xue.feng", "lao_ma"])
    shown = [f"{local}{rng.randrange(1900, 1931)}@mail.example.cn", f"99900{rng.randrange(10000, 99999)}@qq.com"]
    return Value(rng.choice(shown), "email")
