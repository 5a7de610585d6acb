"""Charts as pages show them, in the page's language: read from what is kept with the release."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.catalog import public
from portal.catalog.public import ReleasedChart, ReleaseView
from portal.web.language import current_language, neutral_url_for
from portal.web.reading import read_session, services

__all__ = ["ChartView", "chart_view", "charts_shown"]

_SHOWN = 3  # pictures of a dataset's page, one a table
_MAPS = frozenset({"tiles", "points"})


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its words and values. name: unique on a page, fit for an id; kind: as in `portal.charts.Kind`.

    wide, compact: addresses of the picture for a desk and for a phone; width, height: of the wide one, in pixels.
    """

    name: str
    resource: str
    kind: str
    title: str
    subtitle: str
    source: str
    alt: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]
    wide: str
    compact: str
    width: int
    height: int

    @property
    def is_map(self) -> bool:
        """Whether places are to be seen."""
        return self.kind in _MAPS


def chart_view(dataset: str, release: int, chart: ReleasedChart) -> ChartView:
    """Read a chart of a release."""
    kept: dict[str, Any] = json.loads(services().storage.path(chart.words_sha256).read_bytes())
    language = current_language()
    words = kept["words"][language]
    size = kept["pictures"][language]["wide"]

    def address(width: str) -> str:
        return neutral_url_for(
            "downloads.picture",
            name=dataset,
            number=release,
            resource=chart.resource,
            chart=chart.name,
            picture=f"{language}-{width}",
        )

    return ChartView(
        name=f"{chart.resource}-{chart.kind}",  # a table has one chart of a kind
        resource=chart.resource,
        kind=chart.kind,
        **{key: words[key] for key in ("title", "subtitle", "source", "alt", "headers", "rows")},
        wide=address("wide"),
        compact=address("compact"),
        width=round(size["width"]),
        height=round(size["height"]),
    )


def charts_shown(release: ReleaseView, resource: str | None = None) -> list[ChartView]:
    """Return the charts of a release's page, the first of each table; or all those of one table."""
    found = public.charts_of(read_session(), release.id)
    if resource is not None:
        found = [one for one in found if one.resource == resource]
    else:
        found = list({one.resource: one for one in reversed(found)}.values())[::-1][:_SHOWN]
    return [chart_view(release.view.name, release.number, one) for one in found]
