"""From a released table to its charts, drawn: the one verb for the room that releases."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from portal.canonical import Json, canonical, sha256
from portal.charts.choose import differs, ranked
from portal.charts.gather import gather, open_table
from portal.charts.pictures import PICTURES, WIDTHS
from portal.charts.plans import LANGUAGES, SIZES, Chart, ChartPlan, Data, Facts
from portal.charts.render import render, use_font
from portal.charts.telling import tell

__all__ = ["as_json", "draw", "draw_charts", "manifest"]

_MOST, _TRIES = 3, 8


def draw_charts(
    parquet: Path, profile: Mapping[str, Any], resource: Mapping[str, Any], facts: Facts, *, language: str = "zh"
) -> list[Chart]:
    """Choose and draw up to three charts of a table, the best first; none where nothing can be said.

    parquet: as `portal.tables.write_parquet` wrote it.  profile: as `portal.intake.profile` made it.  resource: the
    descriptor's entry, for its ``schema``.  language: of the descriptor's titles. The same arguments give the same
    bytes. Reads aggregates only; memory is bounded whatever the table's size.
    Raises duckdb.Error if the file is no Parquet of this schema.
    """
    plans = ranked(profile, resource.get("schema") or {}, language=language, labelled=facts.labels)
    if not plans:
        return []
    return [draw(plan, data, facts) for plan, data in _borne_out(parquet, plans)]


def draw(plan: ChartPlan, data: Data, facts: Facts) -> Chart:
    """Draw one chart: words in both languages, and a picture for each language and size."""
    use_font()
    words = {language: tell(plan, data, facts, language) for language in LANGUAGES}
    pictures = {
        (language, size): render(
            PICTURES[plan.kind](plan, data, facts, language, WIDTHS[size]),
            name=f"kc-{plan.kind}-{language}-{size}",
            title=words[language].title,
            description=words[language].alt,
        )
        for language in LANGUAGES
        for size in SIZES
    }
    return Chart(id=plan.id, kind=plan.kind, reasons=plan.reasons, words=words, pictures=pictures)


def as_json(chart: Chart) -> Json:
    """Return a chart as a JSON object: its words, and its pictures by hash, size and place.

    ``{"id", "kind", "reasons", "words": {"zh": {"title", "subtitle", "source", "alt", "headers", "rows"}, "en": …},
    "pictures": {"zh": {"compact": {"sha256", "bytes", "width", "height"}, "wide": …}, "en": …}}``
    """
    return {
        "id": chart.id,
        "kind": chart.kind.value,
        "reasons": list(chart.reasons),
        "words": {
            language: {
                "title": words.title,
                "subtitle": words.subtitle,
                "source": words.source,
                "alt": words.alt,
                "headers": list(words.headers),
                "rows": [list(row) for row in words.rows],
            }
            for language, words in chart.words.items()
        },
        "pictures": {
            language: {size: _picture(chart.pictures[language, size]) for size in SIZES} for language in LANGUAGES
        },
    }


def manifest(charts: list[Chart]) -> bytes:
    """Write the charts of a table as the one JSON that is kept with its release; the SVGs are kept by their hashes."""
    return canonical({"format": 1, "charts": [as_json(chart) for chart in charts]})


def _picture(svg: bytes) -> Json:
    width, height = svg.split(b'viewBox="0 0 ', 1)[1].split(b'"', 1)[0].split()
    return {"sha256": sha256(svg), "bytes": len(svg), "width": float(width), "height": float(height)}


def _borne_out(parquet: Path, plans: list[ChartPlan]) -> Iterator[tuple[ChartPlan, Data]]:
    """Take the best plans whose values are there, each saying something that those before it do not."""
    chosen: list[ChartPlan] = []
    with open_table(parquet) as table:
        for tried, plan in enumerate(plan for plan in plans if differs(plan, chosen)):
            if len(chosen) == _MOST or tried == _TRIES:
                return
            data = gather(table, plan)
            if data is not None:
                chosen.append(plan)
                yield plan, data
