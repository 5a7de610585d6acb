"""Made-up persons and numbers of the set to build on: every value is drawn by a seeded generator."""

import random
from collections.abc import Callable
from datetime import date, timedelta

__all__ = ["Maker"]

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
_NORTHERN = (
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤关佟那隋迟栾邢宁"
)
_COMPOUND = "欧阳 上官 皇甫 令狐 诸葛 司徒 申屠 夏侯 慕容 尉迟 端木 宇文 公孙 赫连".split()
_SECOND = "广景延绍春冬秋维宏立承启书学永玉桂淑丽雅思雨若诗佳欣子梓浩宇俊明晓志振兆凤锦庆连守德世振"
_LAST = "瀚霖舫阁澜蕊菡薇彤琳菊芬兰荣梅坤鹏琦辰轩航泽洋凯鑫磊森茂昌泉峰岩柱财富贵田山娥芝霞芹艳萍玲娜妍瑶"
_MINORITY_FIRST = "阿依古丽 买买提 艾山江 古丽娜尔 巴特尔 其其格 乌云 达瓦 扎西卓嘎 吐尔逊 帕提古丽 斯琴".split()
_MINORITY_LAST = "吐拉洪 热合曼 卡德尔 苏莱曼 巴雅尔 格桑 依明 托合提 乌兰 次仁".split()
_PLACES = (
    "230102 230103 230104 230108 230109 230110 230111 230112 230123 230184 220102 210203 150702 370285 232101".split()
)
_MOBILE = (
    "130 131 133 135 136 137 138 139 147 150 152 155 158 166 173 176 177 180 183 186 188 189 191 195 198 199".split()
)
_ISSUERS = "621700 622848 623052 621226 622588 620058 625912 436742 528931 356827".split()
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ESTATES = "枫叶丽景 河畔嘉园 锦绣澜湾 恒安小区 松江新城 玫瑰花园 银杏公寓 万象家园 和兴名苑 天鹅湖小区".split()
_STREETS = "道里区尚义街 南岗区文景街 道外区南勋街 香坊区通天街 平房区新疆大街 松北区祥安大街 呼兰区师专路".split()
_VILLAGES = "双城区青岭乡万解村 五常市龙凤山镇石庙村 巴彦县兴隆镇长春村 宾县宾西镇西川村 依兰县道台桥镇永胜村".split()
_BOXES = "songjiang xueyuan bingcheng lengyan dongfeng baihua yunshan hetao liuye jiangfan".split()
_DOMAINS = "qq.com 163.com 126.com sina.com foxmail.com outlook.com".split()


class Maker:
    """A generator of made-up values. Two makers with one seed give the same."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def pick(self, values: str | list[str]) -> str:
        """Return one of some."""
        return self.rng.choice(values)

    def digits(self, count: int) -> str:
        """Return that many digits, the first not 0."""
        return str(self.rng.randint(10 ** (count - 1), 10**count - 1))

    def many(self, count: int, make: Callable[[], str]) -> list[str]:
        """Return distinct values."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[make()] = None
        return list(found)

    def name(self) -> str:
        """Return a name of two to four characters, the frequent surnames more often."""
        surname = self.pick(_SURNAMES) if self.rng.random() < 0.8 else self.pick(_NORTHERN)
        if self.rng.random() < 0.03:
            surname = self.pick(_COMPOUND)
        given = self.pick(_LAST)
        return surname + (self.pick(_SECOND) + given if self.rng.random() < 0.8 else given)

    def compound_name(self) -> str:
        """Return a name with a surname of two characters."""
        return self.pick(_COMPOUND) + self.pick(_LAST)

    def minority_name(self) -> str:
        """Return a name with a dot in it."""
        return f"{self.pick(_MINORITY_FIRST)}·{self.pick(_MINORITY_LAST)}"

    def day(self, first: int = 1900, last: int = 1930) -> date:
        """Return a day of these years."""
        start = date(first, 1, 1)
        return start + timedelta(days=self.rng.randrange((date(last, 12, 31) - start).days))

    def resident_id(self, place: str | None = None) -> str:
        """Return 18 characters with a right check digit, born 1900 to 1930."""
        body = f"{place or self.pick(_PLACES)}{self.day():%Y%m%d}{self.rng.randint(1, 999):03}"
        return body + self.check_of_id(body)

    def lower_x_id(self) -> str:
        """Return one that ends in a small x."""
        while not (found := self.resident_id()).endswith("X"):
            pass
        return found.lower()

    @staticmethod
    def check_of_id(body: str) -> str:
        """Return the check digit of GB 11643."""
        return "10X98765432"[sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(body)) % 11]

    def old_id(self) -> str:
        """Return the 15 digits of before 1999."""
        return f"{self.pick(_PLACES)}{self.day():%y%m%d}{self.rng.randint(1, 999):03}"

    def mobile(self) -> str:
        """Return a mobile's eleven digits."""
        return f"{self.pick(_MOBILE)}00{self.rng.randint(0, 999999):06}"

    def landline(self) -> str:
        """Return a number of Harbin with its area code."""
        return f"0451-{self.rng.randint(2, 8)}000{self.rng.randint(0, 9999):04}"

    def bank_card(self, prefix: str | None = None) -> str:
        """Return 16 or 19 digits that pass Luhn's check."""
        prefix = prefix or self.pick(_ISSUERS)
        length = 19 if prefix.startswith("62") and self.rng.random() < 0.7 else 16
        body = prefix + "".join(self.pick("0123456789") for _ in range(length - 1 - len(prefix)))
        doubled = (int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(body)))
        return body + str(-sum(value // 10 + value % 10 for value in doubled) % 10)

    def credit_code(self, kind: str) -> str:
        """Return a unified credit code of a kind, as 91 or 12, with a right check character."""
        body = f"{kind}{self.pick(_PLACES[:10])}MA" + "".join(self.pick(_CREDIT) for _ in range(7))
        total = sum(_CREDIT.index(one) * pow(3, at, 31) for at, one in enumerate(body))
        return body + _CREDIT[-total % 31]

    def passport(self) -> str:
        """Return an ordinary passport's number."""
        return f"E{self.pick('ABCDEFGHJK')}{self.digits(7)}" if self.rng.random() < 0.5 else f"E{self.digits(8)}"

    def permit(self) -> str:
        """Return the number of a Hong Kong or Macao resident's permit."""
        return f"{self.pick('HM')}{self.digits(8)}"

    def military_id(self) -> str:
        """Return a military ID's number."""
        return f"{self.pick(['军', '政', '士', '文', '后', '装', '空'])}字第{self.digits(7)}号"

    def plate(self) -> str:
        """Return an ordinary plate of Heilongjiang."""
        return f"黑{self.pick('ABCDEFGHJKLMNPR')}{self.digits(3)}{self.pick('ACDFGHKMNPT')}{self.digits(1)}"

    def green_plate(self) -> str:
        """Return a new-energy plate."""
        return f"黑A{self.pick('DF')}{self.digits(5)}" if self.rng.random() < 0.7 else f"黑A{self.digits(5)}D"

    def email(self) -> str:
        """Return a private mailbox."""
        return f"{self.pick(_BOXES)}{self.digits(4)}@{self.pick(_DOMAINS)}"

    def ip(self) -> str:
        """Return an IPv4 address."""
        return f"{self.rng.choice([36, 58, 111, 123, 218])}." + ".".join(
            str(self.rng.randint(1, 254)) for _ in range(3)
        )

    def mac(self) -> str:
        """Return a MAC address."""
        return ":".join(f"{self.rng.randint(0, 255):02X}" for _ in range(6))

    def address(self) -> str:
        """Return an address to the door of a flat."""
        one, two, room = self.rng.randint(1, 30), self.rng.randint(1, 5), self.rng.randint(1, 17) * 100
        room += self.rng.randint(1, 4)
        return f"哈尔滨市{self.pick(_STREETS)}{self.rng.randint(2, 399)}号{self.pick(_ESTATES)}{one}栋{two}单元{room}室"

    def short_address(self) -> str:
        """Return building, unit and room after the name of an estate."""
        numbers = self.rng.randint(1, 30), self.rng.randint(1, 5), self.rng.randint(1, 9) * 100 + self.rng.randint(1, 4)
        return f"{self.pick(_ESTATES)}{numbers[0]}-{numbers[1]}-{numbers[2]}"

    def village_address(self) -> str:
        """Return a farmhouse's address."""
        return f"{self.pick(_VILLAGES)}{self.pick('前后东西南北')}屯{self.rng.randint(1, 180)}号"

    def lon_lat(self) -> tuple[str, str]:
        """Return a point in Harbin, six decimals."""
        return f"{126.4 + self.rng.random() / 2:.6f}", f"{45.6 + self.rng.random() / 4:.6f}"
