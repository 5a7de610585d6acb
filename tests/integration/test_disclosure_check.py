"""What files would reveal, told by the checks of a revision and by the scan of a draft's files."""

import io
import json
from uuid import UUID

import pytest
from openpyxl import Workbook

from portal.disclosure.remedies import Step
from portal.review import Event
from portal.review.drafts import open_draft_of_returned
from portal.review.scanning import due_scans, scan_draft_file, scan_file
from tests.factories import World
from tests.integration.test_remedies import CASES, RESIDENT, draft_of, new_draft, remedy

BEDS = "代码,区,病例数(人)\n230102,道里区,120\n230103,南岗区,{}\n230104,道外区,75\n"


def workbook_with_a_hidden_sheet() -> bytes:
    book = Workbook()
    for title in ("一月", "二月"):
        sheet = book.active if title == "一月" else book.create_sheet(title)
        sheet.title = title
        for row in (("区", "床位数"), ("道里区", 120), ("南岗区", 130), ("道外区", 90)):
            sheet.append(row)
    hidden = book.create_sheet("底表")
    hidden.sheet_state = "hidden"
    for row in (("姓名", "身份证号"), ("王小雪", RESIDENT), ("李春山", "23010219000101019X")):
        hidden.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def reports(world: World, draft_id: UUID) -> dict[str, dict | None]:
    return {file.resource: file.report for file in draft_of(world, draft_id).files}


def test_a_small_file_has_its_report_at_once(world: World) -> None:
    report = reports(world, new_draft(world))["cases"]
    assert report is not None and not report["clean"]
    assert {one["column"] for one in report["findings"] if one["severity"] == "block"} >= {"身份证号", "电话"}
    assert RESIDENT not in json.dumps(report)


def test_a_large_file_waits_for_the_worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.review.scanning.SCANNED_AT_ONCE", 10)
    draft_id = new_draft(world)
    assert reports(world, draft_id) == {"cases": None}
    world.work()
    assert reports(world, draft_id)["cases"] is not None
    assert world.work() == 0


def test_a_scan_of_a_file_that_has_changed_meanwhile_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.review.scanning.SCANNED_AT_ONCE", 10)
    draft_id = new_draft(world)
    services = world.services
    with services.database.read() as session:
        (due,) = due_scans(session)

    def scan_and_change(*given: object, **named: object):
        remedy(world, draft_id, Step("drop", "身份证号"))
        return scan_file(*given, **named)

    monkeypatch.setattr("portal.review.scanning.scan_file", scan_and_change)
    scan_draft_file(services.database, services.storage, services.clock, UUID(due))
    assert reports(world, draft_id) == {"cases": None}


def test_what_a_workbook_hides_is_told_once_and_forbids_the_approval(world: World) -> None:
    draft_id = new_draft(world, workbook_with_a_hidden_sheet(), "beds.xlsx")
    found = [
        (resource, one["kind"], one["sheet"])
        for resource, report in reports(world, draft_id).items()
        for one in report["findings"]
        if one["place"] == "hidden_sheet"
    ]
    assert sorted(found, key=str) == sorted({(found[0][0], kind, "底表") for kind in ("person_name", "resident_id")})


def test_a_release_is_compared_with_the_one_before(world: World) -> None:
    world.release("cases-by-district", files={"cases.csv": BEDS.format(140)})
    revision = world.submit("cases-by-district", files={"cases.csv": BEDS.format(142)})
    world.work()
    assert world.codes(revision)["disclosure.differencing"] == "justify"
    other = world.submit("others-by-district", files={"cases.csv": BEDS.format(142)})
    world.work()
    assert "disclosure.differencing" not in world.codes(other)


def test_what_no_rule_can_look_into_is_named(world: World) -> None:
    revision = world.submit(
        "with-a-scan", files={"districts.csv": "区,人口\n道里区,923762\n", "scan.pdf": "%PDF-1.7\n"}
    )
    world.work()
    assert world.codes(revision)["disclosure.unread"] == "info"


def test_a_profile_keeps_no_value_of_a_column_that_tells_of_persons(world: World) -> None:
    revision = world.submit("cases", files={"cases.csv": CASES})
    world.work()
    (file,) = world.revision(revision).files
    assert file.report is not None and file.profile_sha256 is not None
    profile = json.loads(world.services.storage.path(file.profile_sha256).read_bytes())
    columns = {one["name"]: one for one in profile["columns"]}
    assert columns["身份证号"]["examples"] == [] and "min" not in columns["身份证号"]
    assert columns["办结天数"]["examples"] == ["3", "5"] and columns["办结天数"]["min"] == 3


def test_a_draft_made_from_a_revision_has_its_reports(world: World) -> None:
    revision = world.submit("cases", files={"cases.csv": CASES})
    world.work()
    world.decide(revision, "department", Event.RETURNED, "请先处理。")
    with world.services.database.write() as session:
        draft = open_draft_of_returned(
            session, world.services.clock.now(), revision_id=revision, by=world.people["steward"]
        )
    assert reports(world, draft.id)["cases"] == world.revision(revision).files[0].report
