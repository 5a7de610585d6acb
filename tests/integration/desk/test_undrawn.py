"""A chart that could not be drawn is told to the officials, not to the log alone."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal import audit
from portal.audit import AuditEntry
from portal.release import drawing
from tests.factories import DISTRICTS, World
from tests.integration.desk.conftest import Browser

TOLD = "1 table of this release could not be drawn"


def test_officials_read_how_many_tables_have_no_chart(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_charts = drawing.draw_charts

    def fail(parquet: Any, profile: Any, resource: Any, *given: Any, **named: Any) -> Any:
        if resource["name"] == "odd":
            raise ZeroDivisionError
        return draw_charts(parquet, profile, resource, *given, **named)

    monkeypatch.setattr(drawing, "draw_charts", fail)
    world.release("whole", files={"districts.csv": DISTRICTS})
    world.release("halved", files={"districts.csv": DISTRICTS, "odd.csv": DISTRICTS})
    world.release("halved", files={"districts.csv": DISTRICTS}, title="第二版")
    with world.services.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.action == "release").order_by(AuditEntry.number))
        assert [(one.subject, one.details.get("charts_failed")) for one in acts] == [
            ("whole", None),
            ("halved", 1),
            ("halved", None),
        ]
        audit.verify(session)
    page = Browser(app).sign_in("department").get("/en/desk/datasets").text
    assert page.count(TOLD) == 1
    first = page.index("Release 1:")
    assert first < page.index(TOLD) < page.index("Release 1:", first + 1)
