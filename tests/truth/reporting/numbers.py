"""Valid and invalid identifiers, by their standards' rules; nothing here is anybody's.

Births lie in 1901-1930.  Every maker takes the generator that draws it, so a file is the same every time.
"""

from datetime import date, timedelta
from random import Random

from .words import PLACE_CODES

__all__ = [
    "bank_card",
    "birth_of",
    "break_last",
    "credit_code",
    "ean13",
    "hongkong_permit",
    "isbn13",
    "landline",
    "mac",
    "mobile",
    "new_energy_plate",
    "old_resident",
    "organisation_code",
    "plate",
    "public_ip",
    "resident",
    "resident_check",
    "vin",
]

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PLATE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
MOBILE_PREFIXES = (
    "130 131 132 133 134 135 136 137 138 139 147 150 151 152 155 156 157 158 159 166 173 175 176 177 178 "
    "180 181 182 183 185 186 187 188 189 191 195 198 199"
).split()


def digits(rng: Random, length: int) -> str:
    """That many random digits."""
    return "".join(rng.choice("0123456789") for _ in range(length))


def born(rng: Random) -> date:
    """A day of birth in 1901-1930."""
    return date(1901, 1, 1) + timedelta(days=rng.randrange(30 * 365))


def resident_check(first17: str) -> str:
    """The 18th sign of a resident ID."""
    return "10X98765432"[sum(w * int(d) for w, d in zip(RESIDENT_WEIGHTS, first17, strict=True)) % 11]


def resident(rng: Random, place: str | None = None, ending: str | None = None) -> str:
    """An 18-digit number that holds; `ending` asks for a certain check sign."""
    while True:
        first = (place or rng.choice(PLACE_CODES)) + f"{born(rng):%Y%m%d}" + f"{rng.randrange(1, 1000):03d}"
        number = first + resident_check(first)
        if ending is None or number.endswith(ending):
            return number


def old_resident(rng: Random) -> str:
    """A 15-digit number as issued before 1999."""
    return rng.choice(PLACE_CODES) + f"{born(rng):%y%m%d}" + f"{rng.randrange(1, 1000):03d}"


def birth_of(number: str) -> date:
    """The day of birth that an 18-digit number names."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def break_last(number: str, rng: Random) -> str:
    """The same with another last digit: the check of a resident ID or bank card no longer holds."""
    return number[:-1] + rng.choice([d for d in "0123456789" if d != number[-1]])


def mobile(rng: Random) -> str:
    """Eleven digits with a prefix in use."""
    return rng.choice(MOBILE_PREFIXES) + digits(rng, 8)


def landline(rng: Random) -> str:
    """A number of Harbin."""
    return f"0451-{rng.choice('5678')}{digits(rng, 7)}"


def luhn_check(first: str) -> str:
    """The Luhn digit to put after `first`."""
    total = 0
    for place, sign in enumerate(reversed(first)):
        value = int(sign) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def bank_card(rng: Random, length: int = 19) -> str:
    """A UnionPay card number that passes Luhn."""
    first = rng.choice(["621700", "622202", "622848", "621799", "622700"]) + digits(rng, length - 7)
    return first + luhn_check(first)


def organisation_code(rng: Random, letters: bool = True) -> str:
    """Eight signs, a hyphen and the check of GB 11714."""
    first = ("MA" + "".join(rng.choice("0123456789ABCDEFGH") for _ in range(6))) if letters else digits(rng, 8)
    total = sum(w * int(s, 36) for w, s in zip((3, 7, 9, 10, 5, 8, 4, 2), first, strict=True))
    return f"{first}-{'0123456789X0'[11 - total % 11]}"


def credit_code(rng: Random, kind: str) -> str:
    """A unified social credit code whose first two signs are `kind`."""
    body = organisation_code(rng, letters=kind in ("91", "92", "93")).replace("-", "")
    place = "230100" if kind[0] != "9" else f"2301{rng.choice(['02', '03', '04', '08', '09', '10'])}"
    first = kind + place + body
    total = sum(3**i % 31 * CREDIT_SIGNS.index(s) for i, s in enumerate(first))
    return first + CREDIT_SIGNS[(31 - total % 31) % 31]


def vin(rng: Random) -> str:
    """A vehicle number of GB 16735 with its check at place 9."""
    values = dict(zip("ABCDEFGH", range(1, 9), strict=True)) | dict(zip("JKLMN", range(1, 6), strict=True))
    values |= {"P": 7, "R": 9} | dict(zip("STUVWXYZ", range(2, 10), strict=True)) | {str(n): n for n in range(10)}
    number = "LZYT" + rng.choice("ABCDE") + "GE6" + "0" + "T1" + digits(rng, 6)
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(w * values[s] for w, s in zip(weights, number, strict=True)) % 11
    return number[:8] + "0123456789X"[total] + number[9:]


def plate(rng: Random, letter: str = "A") -> str:
    """An ordinary plate; at least one letter and one digit in the serial."""
    return (
        f"黑{letter}{rng.choice('0123456789')}{rng.choice(PLATE_SIGNS)}{rng.choice(PLATE_SIGNS[:24])}{digits(rng, 2)}"
    )


def new_energy_plate(rng: Random, large: bool = False) -> str:
    """An eight-sign plate, D or F."""
    if large:
        return f"黑A{digits(rng, 5)}{rng.choice('DF')}"
    return f"黑A{rng.choice('DF')}{rng.choice(PLATE_SIGNS)}{digits(rng, 4)}"


def hongkong_permit(rng: Random) -> str:
    """A home return permit: H or M, eight or ten digits."""
    return rng.choice("HM") + digits(rng, rng.choice([8, 10]))


def public_ip(rng: Random) -> str:
    """An address as a visitor's line would have."""
    return f"{rng.choice(['111.42', '113.4', '221.212', '1.188'])}.{rng.randrange(1, 255)}.{rng.randrange(1, 255)}"


def mac(rng: Random, joint: str = ":") -> str:
    """A hardware address."""
    return joint.join(f"{rng.randrange(256):02X}" for _ in range(6))


def ean13(rng: Random, start: str = "690") -> str:
    """A barcode with its check."""
    first = start + digits(rng, 12 - len(start))
    return first + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(first)) % 10)


def isbn13(rng: Random) -> str:
    """A book number, with hyphens."""
    code = ean13(rng, "9787")
    return f"{code[:3]}-{code[3]}-{code[4:7]}-{code[7:12]}-{code[12]}"
