"""A city's own file of disclosure control, through every door: the check, the desk, the command, the doctor."""

import io
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from portal.app import create_app
from portal.catalog.models import FindingRecord
from portal.cli import doctor, scan
from portal.disclosure.remedies import Step
from portal.errors import PortalError
from portal.review.draft_files import add_file
from portal.review.drafts import get_draft
from portal.review.remedies import apply_remedies
from portal.wording.language import in_language
from portal.worker import make_loop
from tests.factories import World
from tests.integration.desk.conftest import Browser
from tests.integration.test_remedies import SALT, draft_of, new_draft

OWN = """
[thresholds]
k = 9

[severity]
ip = "block"

[[pattern]]
name = "heating_account"
kind = "medical_record"
regex = "RH[0-9]{10}"
"""
ACCOUNTS = "站点,备注,设备\n" + "".join(f"站{n},供热户 RH{n:010} 欠费,10.0.7.{40 + n}\n" for n in range(5))
PEOPLE = "年龄,性别,所在区\n" + "".join(f"{20 + n % 3},{'男女'[n % 2]},道里区\n" for n in range(48))


@pytest.fixture
def own(world: World, tmp_path: Path) -> World:
    """Give a portal whose city has a file of its own."""
    file = tmp_path / "city.toml"
    file.write_text(OWN, encoding="utf-8")
    world.services.settings = replace(world.services.settings, disclosure_file=str(file))
    return world


def _found(world: World, revision_id: UUID) -> dict[str, str]:
    with world.services.database.read() as session:
        records = session.scalars(select(FindingRecord).where(FindingRecord.revision_id == revision_id)).all()
        return {one.code: one.severity for one in records if one.code.startswith("disclosure.")}


def _checked(world: World, name: str, files: dict[str, str], title: str = "示例") -> dict[str, str]:
    revision_id = world.submit(name, files=files, title=title)
    world.work()
    return _found(world, revision_id)


def test_the_check_of_a_revision_goes_by_it(own: World) -> None:
    found = _checked(own, "heating", {"accounts.csv": ACCOUNTS}, title="供热户 RH0000000001")
    assert found["disclosure.medical_record"] == "block"
    assert found["disclosure.ip"] == "block"
    assert _checked(own, "people", {"people.csv": PEOPLE}) == {"disclosure.k_anonymity": "justify"}


def test_without_it_nothing_of_it_is_told(world: World) -> None:
    found = _checked(world, "heating", {"accounts.csv": ACCOUNTS})
    assert found == {"disclosure.ip": "justify"}
    assert _checked(world, "people", {"people.csv": PEOPLE}) == {}


def test_the_scan_of_a_draft_goes_by_it_also_after_a_remedy(own: World) -> None:
    services = own.services
    draft_id = new_draft(own)
    for name, content in {"small.csv": ACCOUNTS, "late.csv": ACCOUNTS}.items():
        add_file(
            services.database,
            services.storage,
            services.clock,
            draft_id=draft_id,
            by=own.people["steward"],
            stream=io.BytesIO(content.encode()),
            filename=name,
            limit=1_000_000,
            policy=services.policy,
        )
    with services.database.write() as session:
        get_draft(session, draft_id, by=own.people["steward"]).files[2].report = None
    own.work()  # a report that is due is the worker's
    assert [_rules(own, draft_id, place) for place in (1, 2)] == [["city/heating_account", "free_text", "ip/v4"]] * 2
    apply_remedies(
        services.database,
        services.storage,
        services.clock,
        draft_id=draft_id,
        version=draft_of(own, draft_id).version,
        by=own.people["steward"],
        resource="small",
        steps=[Step("drop", "设备")],
        salt=SALT,
        policy=services.policy,
    )
    assert _rules(own, draft_id, 1) == ["city/heating_account", "free_text"]


def _rules(world: World, draft_id: UUID, place: int) -> list[str]:
    report = draft_of(world, draft_id).files[place].report or {}
    return sorted(one["rule"] for one in report["findings"])


def test_the_desk_tells_and_masks_them(own: World) -> None:
    steward = Browser(create_app(own.services))
    steward.sign_in("steward")
    steward.get("/desk/drafts").send("/desk/drafts", files=(io.BytesIO(ACCOUNTS.encode()), "供热.csv"))
    draft = steward.get(steward.path)
    assert "city/heating_account" in draft.text or "**" in draft.text
    assert "站1" in draft.text
    for number in range(5):
        assert f"RH{number:010}" not in draft.text


def test_a_wrong_file_stops_the_worker_with_its_place(world: World, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("[thresholds]\nk = 0\n", encoding="utf-8")
    world.services.settings = replace(world.services.settings, disclosure_file=str(file))
    with pytest.raises(PortalError, match=r"setting\.disclosure_value"):
        make_loop(world.services)


def _run(command, *arguments: str) -> tuple[int, str]:
    with in_language("en"):
        result = CliRunner().invoke(command, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_command_goes_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, city = tmp_path / "a.txt", tmp_path / "city.toml"
    table.write_text("供热户 RH0000041000 已通知。\n", encoding="utf-8")
    city.write_text(OWN, encoding="utf-8")
    assert _run(scan.command, str(table))[0] == 0
    monkeypatch.setenv("PORTAL_DISCLOSURE_FILE", str(city))
    code, shown = _run(scan.command, str(table))
    assert code == 1
    assert "RH0000041000" not in shown
    city.write_text('[severity]\nmobile = "warn"\n', encoding="utf-8")
    code, shown = _run(scan.command, str(table))
    assert code == 2
    assert shown.count("\n") == 1
    assert f"In {city} the value of “severity.mobile” is not of the right kind." in shown


def test_the_doctor_names_file_and_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = tmp_path / "city.toml"
    city.write_text('[[pattern]]\nname = "a"\nkind = "plate"\nregex = "[0-9]+"\n', encoding="utf-8")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("PORTAL_DISCLOSURE_FILE", str(city))
    code, shown = _run(doctor.command)
    assert code == 1
    assert f"PORTAL_DISCLOSURE_FILE={city}  [environment]" in shown
    assert f"In {city} the pattern of “pattern[1].regex” cannot be searched safely." in shown
