import pytest

from portal.disclosure.persons.addresses import Level, address_match, column_confidence, level, masked_share

HOUSEHOLDS = (
    "黑龙江省哈尔滨市南岗区学府路100号阳光小区3号楼2单元501室|道里区经纬街23号4栋1单元602|香坊区文昌街道和平小区12-3-501|阳光家园3-2-501"
    "|12栋2单元301|康安小区5#2单元401室|松北区世茂大道幸福家园A座1202室|呼兰区双井镇护路村王家屯3组25号|五常市拉林镇红旗村2组18号"
    "|某大学二校区学生公寓6号楼512寝|动力区职工宿舍3号楼208室|道外区南十四道街37号院2号楼3单元201|绿地家园8幢一单元1501号"
    "|平房区友协大街12号3单元402室|金都小区七号楼三单元402|医院家属楼3单元201|和平小区3号楼501|王家屯25号|红旗村三组12号"
    "|大学城小区2号楼1单元301室|花园小区 3栋 2单元 501|地德里小区13栋5门402|香坊区旭升街28号2楼3单元5楼左门"
).split("|")
STREETS = "南岗区中山路111号|道里区经纬街23号|尚志市亚布力镇红旗村王家屯|香坊区公滨路12-1号".split("|")
PUBLIC = (
    "道里区中央大街89号市图书馆|南岗区果戈里大街200号市第一医院门诊楼3层|香坊区政府办公楼502室|松北区创新路1616号科技大厦B座1203室"
    "|南岗区学府路74号大学主楼305室|道外区景阳街12号工商银行支行|万达广场3号楼2楼205室|政务服务中心2号楼301室|经纬小学3号楼201教室"
    "|和平小区3号楼5号门市|写字楼A座1801室|康宁社区卫生服务中心"
).split("|")
NOTHING = (
    "2026-10-15|1-2-301|道里区|金山路|10号线|0451-8888-1234|400-810-0000|"
    "阳光小区|ABC-12-345|2024-2025|三年二班|2单元门禁损坏"
).split("|")
MASKED = "南岗区***小区**号楼*单元***室|道里区某小区|阳光小区*号楼*单元|道里区经纬街**号|XX小区X号楼X单元XXX室".split(
    "|"
)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [(HOUSEHOLDS, "household"), (STREETS, "street"), (PUBLIC, "public"), (NOTHING, "none"), (MASKED, "masked")],
)
def test_levels(values: list[str], wanted: str) -> None:
    assert {value: level(value) for value in values if level(value) is not Level(wanted)} == {}


@pytest.mark.parametrize(
    ("values", "header", "neighbours"),
    [
        (HOUSEHOLDS, "家庭住址", ()),
        (HOUSEHOLDS, "col1", ()),
        (HOUSEHOLDS, "诉求地址", ("工单编号",)),
        (STREETS, "住址", ()),
        (STREETS, "地址", ("姓名", "年龄")),
        (["3-2-501", "12-1-302"], "房号", ()),
    ],
)
def test_columns_of_homes(values: list[str], header: str, neighbours: tuple[str, ...]) -> None:
    assert column_confidence(values, header, neighbours) >= 0.5


@pytest.mark.parametrize(
    ("values", "header", "neighbours"),
    [
        (STREETS, "地址", ()),
        (STREETS, "地址", ("学校名称", "校长姓名")),
        (HOUSEHOLDS, "地址", ("诊所名称", "联系人")),
        (HOUSEHOLDS, "注册地址", ("企业名称", "法定代表人")),
        (PUBLIC, "通讯地址", ("企业名称",)),
        (PUBLIC, "地址", ()),
        (NOTHING, "编号", ()),
        (MASKED, "家庭住址", ()),
    ],
)
def test_columns_of_other_addresses(values: list[str], header: str, neighbours: tuple[str, ...]) -> None:
    assert column_confidence(values, header, neighbours) < 0.5


def test_masked_share() -> None:
    assert masked_share(MASKED) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投诉人家住南岗区阳光小区3号楼2单元501室，反映漏水", ["南岗区阳光小区3号楼2单元501室"]),
        ("住呼兰区双井镇护路村王家屯3组25号。", ["呼兰区双井镇护路村王家屯3组25号"]),
        ("患者现住道里区经纬街23号", ["道里区经纬街23号"]),
        ("会议时间2026-10-15，地点3号楼201会议室", []),
        ("单位位于中山路111号市政府办公楼502室", []),
        ("康安小区5号楼2单元门禁损坏", []),
        ("客服电话400-810-0000", []),
    ],
)
def test_addresses_in_sentences(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in address_match(text) if one.strength >= 0.5] == found


def test_street_numbers_alone_are_weak_and_masked_ones_masked() -> None:
    assert [one.strength < 0.5 for one in address_match("井盖位于中山路111号附近")] == [True]
    assert [one.masked for one in address_match("家住*小区*号楼*单元")] == [True]
