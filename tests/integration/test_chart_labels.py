"""In a chart a code is told by its name in the released code list that the column cites."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.catalog.models import Dataset, Release, ReleaseChart
from portal.release import labels
from tests.factories import World

LIST = "code,name,name_en\n01,甲类,First kind\n02,乙类,Second kind\n03,丙类,Third kind\n"
DATA = "kind,count\n" + "".join(f"0{at % 3 + 1},{count}\n" for at, count in enumerate((50, 20, 5, 40, 10, 5)))
COUNT = {"name": "count", "type": "integer", "title": "数量", "translations": {"en": {"title": "Number"}}}


def counted(column: str) -> list[dict[str, Any]]:
    cited = {"package": "kinds", "resource": "kinds", "field": column}
    kind = {"name": "kind", "type": "string", "codeList": cited}
    return [{"name": "counted", "path": "counted.csv", "schema": {"fields": [kind, COUNT]}}]


def first_words(world: World) -> dict[str, list[str]]:
    with world.services.database.read() as session:
        charts = session.query(ReleaseChart).join(Release).join(Dataset, Dataset.id == Release.dataset_id)
        chart = charts.filter(Dataset.name == "counted").order_by(ReleaseChart.position).first()
        if chart is None:
            return {}
        words = json.loads(world.services.storage.path(chart.words_sha256).read_bytes())["words"]
    return {language: [row[0] for row in words[language]["rows"]] for language in words}


def test_codes_are_told_by_their_names(world: World) -> None:
    world.release("kinds", files={"kinds.csv": LIST})
    world.release("counted", files={"counted.csv": DATA}, resources=counted("code"))
    assert first_words(world) == {
        "zh": ["甲类", "乙类", "丙类"],
        "en": ["First kind", "Second kind", "Third kind"],
    }


def test_bare_codes_are_not_drawn(world: World) -> None:
    world.release("kinds", files={"kinds.csv": LIST.replace("name_en", "other")})
    world.release("counted", files={"counted.csv": DATA}, resources=counted("code"))
    assert first_words(world) == {}


def test_a_list_is_read_once_however_many_releases_of_a_run_cite_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, read_rows = [], labels.read_rows

    def noted(path: Path) -> Any:
        read.append(path.name)
        return read_rows(path)

    monkeypatch.setattr(labels, "read_rows", noted)
    world.release("kinds", files={"kinds.csv": LIST})
    names = ("counted", "again", "once-more")
    revisions = [
        world.submit(name, files={"counted.csv": DATA}, resources=counted("code"), title=name) for name in names
    ]
    world.work()
    for revision in revisions:
        world.approve(revision)
    world.work()
    assert [world.state(one) for one in revisions] == ["released"] * 3
    assert first_words(world)["en"] == ["First kind", "Second kind", "Third kind"]
    assert len(read) == 1
