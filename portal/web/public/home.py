"""The first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from portal.catalog import public
from portal.catalog.presentation import DatasetView
from portal.catalog.public import Filters
from portal.web.charts import ChartView, chart_view
from portal.web.language import current_language
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session, services

__all__ = ["home"]

_NEWS = 6
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Story:
    """The chart of the day, and the table that it was drawn from."""

    dataset: str
    resource: str
    chart: ChartView


@public_pages.get("/")
def home() -> str:
    """Search, the day's numbers, themes, what is new and what was renewed; every number is counted now."""
    session = read_session()
    newest = public.list_datasets(session, Filters(), sort="-issued", page=1, per_page=_NEWS).items
    changed = public.renewed_datasets(session, _NEWS)
    return render_template(
        "public/home.html",
        numbers=public.count_numbers(session, month_began=_month_began()),
        themes=public.themes(session),
        story=_story(),
        newest=newest,
        changed=changed,
        examples=_examples([*newest, *changed]),
    )


def _story() -> Story | None:
    """Return the day's chart: another of the released tables' first charts each day."""
    today = services().clock.now().astimezone(services().settings.zone).date()
    found = public.chart_of_the_day(read_session(), today.toordinal())
    if found is None:
        return None
    return Story(found.dataset, found.chart.resource, chart_view(found.dataset, found.release, found.chart))


def _month_began() -> datetime:
    today = services().clock.now().astimezone(services().settings.zone)
    return today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _examples(views: Sequence[DatasetView]) -> list[str]:
    """Return words that find something: the first keyword of each dataset, in the page's language."""
    english = current_language() == "en"
    first = [next(iter(one.keywords_en if english else one.keywords), "") for one in views]
    return list(dict.fromkeys(filter(None, first)))[:_EXAMPLES]
