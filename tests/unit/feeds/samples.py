"""A release with everything that a descriptor may say, and one that says little."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.catalog.presentation import LicenseView, Named, Text, Zip, dataset_view
from portal.catalog.public import ReleaseView
from portal.feeds import Site

ID = UUID("d8df7a8a-0704-4c6e-b858-d82e363f65d4")
SITE = Site("https://data.example", {"zh": "开放", "en": "Kaifang"}, ZoneInfo("Asia/Shanghai"))
PUBLISHER = Named("data-bureau", Text("市数据局", "zh", {"en": "Data Bureau"}))
THEMES = {"population": Named("population", Text("人口", "zh", {"en": "Population"}))}
CC_BY = LicenseView(
    id="CC-BY-4.0",
    open=True,
    record={"title": {"zh": "署名", "en": "By"}, "url": "https://creativecommons.org/licenses/by/4.0/"},
)
FIRST = datetime(2026, 1, 5, 1, tzinfo=UTC)
SECOND = datetime(2026, 3, 31, 17, tzinfo=UTC)  # 1 April in the site's zone
DESCRIPTOR: dict[str, Any] = {
    "name": "districts",
    "title": "各区人口",
    "description": "按区统计的常住人口。\n示例数据 & <标记>。",
    "keywords": ["人口", "区"],
    "language": "zh",
    "theme": "population",
    "opening": "unconditional",
    "cadence": "annual",
    "temporal": {"start": "2024-01", "end": "2024-12-31"},
    "spatial": {"name": "哈尔滨市", "codes": ["230100"]},
    "contributors": [{"title": "数据管理岗", "roles": ["contact"], "email": "data@example.org"}],
    "translations": {
        "en": {"title": "Population by district", "description": "Residents.", "keywords": ["population", "district"]}
    },
    "resources": [
        {
            "name": "districts",
            "path": "data/districts.csv",
            "title": "各区",
            "format": "csv",
            "mediatype": "text/csv",
            "bytes": 94,
            "hash": "sha256:" + "a" * 64,
            "rows": 3,
            "schema": {"fields": [{"name": "代码", "type": "string"}, {"name": "人口", "type": "integer"}]},
        }
    ],
}


def a_release(number: int = 2, *, latest: bool = True, is_table: bool = True, **properties: Any) -> ReleaseView:
    """Make a release; properties replace the descriptor's."""
    known = {"is_table": is_table, "parquet_sha256": "b" * 64 if is_table else None, "parquet_bytes": 581}
    view = dataset_view(
        (ID, "districts"),
        {**DESCRIPTOR, **properties},
        publisher=PUBLISHER,
        themes=THEMES,
        license_=CC_BY,
        files={"districts": known},
        release=number,
        issued=FIRST,
        modified=SECOND,
        zip_=Zip(3140, "e" * 64),
    )
    return ReleaseView(
        id=UUID(int=number),
        view=view,
        number=number,
        entry=7,
        published_at=SECOND,
        descriptor_sha256="c" * 64,
        zip_prefix_sha256="d" * 64,
        zip_sha256="e" * 64,
        zip_bytes=3140,
        latest=latest,
    )
