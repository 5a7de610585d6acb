"""Remedies in a draft: the table changes, the upload is named no more, the descriptor says what was done."""

import io
import json
from collections.abc import Mapping
from uuid import UUID

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from portal import accounts
from portal.accounts import Role
from portal.catalog.models import Draft, Release
from portal.catalog.publishers import find_publisher
from portal.disclosure.remedies import Step
from portal.errors import NotFound, NotPermitted, PortalError
from portal.package import check_extension
from portal.review.draft_files import ColumnEdit, ResourceEdit, add_file, save_columns
from portal.review.drafts import DraftChanged, create_draft, draft_descriptor, get_draft, hand_in
from portal.review.remedies import apply_remedies, preview_remedy, proposed_for, salt_of
from tests.factories import World

RESIDENT, MOBILE = "230102190001010018", "13800138000"
CASES = (
    f"工单号,姓名,身份证号,电话,年龄,办结天数\n1,张三,{RESIDENT},{MOBILE},37,3\n2,李四,{RESIDENT},13900139000,68,5\n"
)
STEPS = [
    Step("drop", "身份证号"),
    Step("mask", "姓名", {"kind": "person_name"}),
    Step("hash", "电话"),
    Step("generalise", "年龄", {"to": "age"}),
]
SALT = b"sixteen bytes or more"


def new_draft(world: World, content: bytes | str = CASES, filename: str = "cases.csv", name: str = "cases") -> UUID:
    services = world.services
    descriptor = {
        "name": name,
        "title": "工单",
        "description": "热线工单。",
        "licenses": [{"name": "CC-BY-4.0"}],
        "theme": "city-management",
        "opening": "unconditional",
        "grade": "general-1",
    }
    with services.database.write() as session:
        publisher = find_publisher(session, "data-bureau")
        now = services.clock.now()
        draft_id = create_draft(session, now, by=world.people["steward"], publisher=publisher, descriptor=descriptor).id
    upload(world, draft_id, content, filename)
    return draft_id


def upload(world: World, draft_id: UUID, content: bytes | str, filename: str, replaces: str | None = None) -> None:
    services = world.services
    data = content.encode() if isinstance(content, str) else content
    add_file(
        services.database,
        services.storage,
        services.clock,
        draft_id=draft_id,
        by=world.people["steward"],
        stream=io.BytesIO(data),
        filename=filename,
        limit=1_000_000,
        replaces=replaces,
    )


def draft_of(world: World, draft_id: UUID) -> Draft:
    with world.services.database.read() as session:
        return get_draft(session, draft_id, by=world.people["steward"])


def remedy(world: World, draft_id: UUID, *steps: Step, resource: str = "cases", by: str = "steward") -> None:
    services = world.services
    apply_remedies(
        services.database,
        services.storage,
        services.clock,
        draft_id=draft_id,
        version=draft_of(world, draft_id).version,
        by=world.people[by],
        resource=resource,
        steps=steps,
        salt=SALT,
    )


def table(world: World, draft: Draft, resource: str = "cases") -> str:
    file = next(one for one in draft.files if one.resource == resource)
    return world.services.storage.path(file.sha256).read_bytes().decode()


def resource_of(draft: Draft, resource: str = "cases") -> Mapping[str, object]:
    found: Mapping[str, object] = next(one for one in draft.descriptor["resources"] if one["name"] == resource)
    return found


def test_steps_make_a_new_table_and_its_description(world: World) -> None:
    draft_id = new_draft(world)
    before = draft_of(world, draft_id)
    assert [one for one in before.files[0].report["findings"] if one["severity"] == "block"]
    raw = before.files[0].upload_sha256
    remedy(world, draft_id, *STEPS)
    draft = draft_of(world, draft_id)
    text = table(world, draft)
    assert text.splitlines()[0] == "工单号,姓名,电话,年龄,办结天数"
    assert text.splitlines()[1].startswith("1,张*,")
    assert text.splitlines()[1].endswith(",35-39,3")
    assert RESIDENT not in text
    assert MOBILE not in text
    file, resource = draft.files[0], resource_of(draft)
    assert draft.version == before.version + 1
    assert file.sha256 == file.upload_sha256 != raw
    assert file.report is not None and file.report["path"] == "cases"  # of the new table
    assert resource["hash"] == f"sha256:{file.sha256}"
    assert (resource["rows"], resource["fields"]) == (2, 5)
    assert resource["remedies"] == [step.as_json() for step in STEPS]
    assert [(one["name"], one["type"]) for one in resource["schema"]["fields"]] == [
        ("工单号", "integer"),
        ("姓名", "string"),
        ("电话", "string"),
        ("年龄", "string"),
        ("办结天数", "integer"),
    ]
    assert not [one for one in file.report["findings"] if one["severity"] == "block"]
    said = json.dumps(draft.descriptor, ensure_ascii=False) + json.dumps([file.notes, file.report])
    for secret in (raw, RESIDENT, MOBILE, SALT.decode(), "张三"):
        assert secret not in said
    assert check_extension(draft_descriptor(draft)) == []


def test_a_preview_keeps_nothing(world: World) -> None:
    draft_id = new_draft(world)
    before = draft_of(world, draft_id)
    services = world.services
    shown = preview_remedy(
        services.database,
        services.storage,
        draft_id=draft_id,
        by=world.people["steward"],
        resource="cases",
        steps=STEPS,
        salt=SALT,
    )
    after = draft_of(world, draft_id)
    assert [(one.column, one.changed) for one in shown.columns] == [
        ("姓名", 2),
        ("身份证号", 2),
        ("电话", 2),
        ("年龄", 2),
    ]
    assert (after.version, after.files[0].sha256, after.descriptor) == (
        before.version,
        before.files[0].sha256,
        before.descriptor,
    )


def test_words_stay_and_keys_that_would_break_go(world: World) -> None:
    draft_id = new_draft(world)
    upload(world, draft_id, "工单号,电话\n1,13800138000\n", "calls.csv")
    services = world.services
    edit = ResourceEdit("工单", "Cases", "", "", {4: ColumnEdit("integer", title="周岁", title_en="Age")})
    save_columns(
        services.database,
        services.storage,
        services.clock,
        draft_id=draft_id,
        version=draft_of(world, draft_id).version,
        by=world.people["steward"],
        resource="cases",
        edit=edit,
    )
    with services.database.write() as session:
        draft = get_draft(session, draft_id, by=world.people["steward"])
        descriptor = json.loads(json.dumps(draft.descriptor))
        cases, calls = descriptor["resources"]
        cases["schema"] |= {"primaryKey": "电话", "uniqueKeys": [["身份证号"], ["工单号"]]}
        calls["schema"]["foreignKeys"] = [
            {"fields": "电话", "reference": {"resource": "cases", "fields": "电话"}},
            {"fields": "工单号", "reference": {"resource": "cases", "fields": "工单号"}},
        ]
        draft.descriptor = descriptor
    remedy(world, draft_id, *STEPS)
    draft = draft_of(world, draft_id)
    schema = resource_of(draft)["schema"]
    age = next(one for one in schema["fields"] if one["name"] == "年龄")
    assert age == {"name": "年龄", "type": "string", "title": "周岁", "translations": {"en": {"title": "Age"}}}
    assert (schema["primaryKey"], schema["uniqueKeys"]) == ("电话", [["工单号"]])
    kept = resource_of(draft, "calls")["schema"]["foreignKeys"]
    assert [one["fields"] for one in kept] == ["工单号"]


def places_told(draft: Draft) -> set[str]:
    return {one["place"] for file in draft.files for one in file.report["findings"]}


@pytest.mark.parametrize("steps", [[Step("mask", "备注")], [Step("mask", "备注"), Step("strip")]])
def test_no_table_of_a_workbook_names_it_any_more(world: World, steps: list[Step]) -> None:
    book = Workbook()
    for title, column in (("工单", "电话"), ("说明", "备注")):
        sheet = book.active if title == "工单" else book.create_sheet()
        sheet.title = title
        sheet.append(["编号", column])
        sheet.append([1, MOBILE if column == "电话" else "无"])
        sheet.append([2, "13900139000" if column == "电话" else "有"])
    behind = book.create_sheet("底表")
    behind.sheet_state = "hidden"
    for row in (["姓名", "身份证号"], ["李四", RESIDENT]):
        behind.append(row)
    out = io.BytesIO()
    book.save(out)
    draft_id = new_draft(world, out.getvalue(), "工单-张三.xlsx")
    raw = {file.upload_sha256 for file in draft_of(world, draft_id).files}
    names = [file.resource for file in draft_of(world, draft_id).files]
    assert (len(raw), len(names)) == (1, 2)
    assert "hidden_sheet" in places_told(draft_of(world, draft_id))
    remedy(world, draft_id, *steps, resource=names[1])
    draft = draft_of(world, draft_id)
    assert all(file.upload_sha256 == file.sha256 for file in draft.files)
    assert "hidden_sheet" not in places_told(draft)
    assert not any("original" in one for one in draft.descriptor["resources"])
    assert "张三.xlsx" not in json.dumps(draft.descriptor, ensure_ascii=False)
    assert raw.pop() not in json.dumps(draft.descriptor)


def test_hidden_counts_keep_their_column_a_number(world: World) -> None:
    counts = "区,男,女,合计\n道里区,3,40,43\n南岗区,50,60,110\n道外区,70,80,150\n合计,123,180,303\n"
    draft_id = new_draft(world, counts, "counts.csv")
    remedy(world, draft_id, Step("suppress", "男"), resource="counts")
    draft = draft_of(world, draft_id)
    resource = resource_of(draft, "counts")
    hidden = {step["column"] for step in resource["remedies"]}
    assert len(hidden) > 1
    fields = {one["name"]: one for one in resource["schema"]["fields"]}
    assert all(fields[name]["type"] == "integer" and "*" in fields[name]["missingValues"] for name in hidden)
    assert draft.files[0].notes == []


def test_what_cannot_be_done_changes_nothing(world: World) -> None:
    draft_id = new_draft(world)
    upload(world, draft_id, b"%PDF-1.4\n%%EOF\n", "plan.pdf")
    before = draft_of(world, draft_id)
    for steps, resource, code in (
        ([Step("drop", "没有")], "cases", "remedy.column"),
        ([], "cases", "remedy.none"),
        ([Step("strip")], "plan", "remedy.not_table"),
        ([Step("hash", "电话"), Step("hash", "电话")], "cases", "remedy.twice"),
    ):
        with pytest.raises(PortalError) as error:
            remedy(world, draft_id, *steps, resource=resource)
        assert error.value.code == code
    with pytest.raises(NotFound):
        remedy(world, draft_id, *STEPS, resource="other")
    with pytest.raises(NotFound):
        remedy(world, draft_id, *STEPS, by="health.steward")
    after = draft_of(world, draft_id)
    assert (after.version, after.descriptor) == (before.version, before.descriptor)
    services = world.services
    with pytest.raises(DraftChanged):
        apply_remedies(
            services.database,
            services.storage,
            services.clock,
            draft_id=draft_id,
            version=before.version - 1,
            by=world.people["steward"],
            resource="cases",
            steps=STEPS,
            salt=SALT,
        )


def test_who_applied_a_remedy_decides_on_nothing_that_comes_of_it(world: World) -> None:
    draft_id = new_draft(world)
    services = world.services
    with services.database.write() as session:
        now, publisher = services.clock.now(), find_publisher(session, "data-bureau")
        user = accounts.add_user(session, now, name="helper", actor="machine")
        for role in (Role.STEWARD, Role.DEPARTMENT):
            accounts.grant(
                session, now, user=user, role=role, publisher_id=publisher.id, where=publisher.name, actor="machine"
            )
        world.people["helper"] = accounts.person_of(user)
    remedy(world, draft_id, *STEPS, by="helper")
    revision_id = handed_in(world, draft_id)
    with pytest.raises(NotPermitted, match=r"decide\.own_work"):
        world.decide(revision_id, "helper")


def handed_in(world: World, draft_id: UUID) -> UUID:
    services = world.services
    with services.database.write() as session:
        draft = get_draft(session, draft_id, by=world.people["steward"])
        revision_id = hand_in(
            session, services.clock.now(), draft_id=draft_id, version=draft.version, by=world.people["steward"]
        ).id
    world.work()
    return revision_id


def test_the_next_edition_is_offered_the_same_steps(world: World) -> None:
    draft_id = new_draft(world)
    remedy(world, draft_id, *STEPS)
    revision_id = handed_in(world, draft_id)
    revision = world.revision(revision_id)
    assert {file.upload_sha256 for file in revision.files} == {file.sha256 for file in revision.files}
    assert "block" not in world.codes(revision_id).values()
    world.approve(revision_id)
    world.work()
    with world.services.database.read() as session:
        released = session.scalar(select(Release.descriptor))
    assert released["resources"][0]["remedies"] == [step.as_json() for step in STEPS]

    follows = new_draft(world)
    with world.services.database.read() as session:
        assert proposed_for(session, get_draft(session, follows, by=world.people["steward"])) == {"cases": STEPS}
    remedy(world, follows, *STEPS)
    again = draft_of(world, follows)
    with world.services.database.read() as session:
        assert proposed_for(session, again) == {}
    assert table(world, again).encode() == world.services.storage.path(revision.files[0].sha256).read_bytes()

    upload(world, follows, CASES.replace("电话", "联系方式"), "cases.csv", replaces="cases")
    with world.services.database.read() as session:
        proposed = proposed_for(session, get_draft(session, follows, by=world.people["steward"]))
    assert proposed == {"cases": [STEPS[0], STEPS[1], STEPS[3]]}


def test_a_salt_is_of_one_dataset_and_one_secret(world: World) -> None:
    one, other = draft_of(world, new_draft(world)), draft_of(world, new_draft(world))
    named = draft_of(world, new_draft(world, name="another"))
    assert salt_of("secret", one) == salt_of("secret", other)
    assert len({salt_of("secret", one), salt_of("secret", named), salt_of("rotated", one)}) == 3
    one.name = other.name = None
    assert salt_of("secret", one) != salt_of("secret", other)
    assert len(salt_of("secret", one)) == 32
