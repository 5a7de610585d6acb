"""The page for developers: each operation with a call that works now, and the same calls in curl, Python and R."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import current_app, render_template, request
from flask_babel import LazyString

from portal.api.v1.description import standing_places
from portal.api.v1.openapi import Call, calls
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session, services
from portal.wording.http import SUMMARIES

__all__ = ["Sample", "Shown", "developers"]


@dataclass(frozen=True, slots=True)
class Shown:
    """An operation as the page shows it. example: address of a call that works now; empty in an empty portal."""

    path: str
    summary: LazyString
    parameters: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The same call with one tool. language: of the code."""

    tool: str
    language: str
    code: str


@public_pages.get("/developers")
def developers() -> str:
    """List what programs can ask for."""
    places = standing_places(read_session())
    site = (services().settings.site_url or request.host_url).rstrip("/")
    return render_template(
        "public/developers.html",
        operations=[_shown(call, places) for call in calls(current_app)],
        samples=_samples(site, places) if places else [],
    )


def _shown(call: Call, places: Mapping[str, str | int]) -> Shown:
    names = tuple(str(one["name"]) for one in call.operation.query)
    query = f"?{urlencode(call.operation.example)}" if call.operation.example else ""
    free = "{" not in call.path
    example = call.filled(places) + query if places or free else ""
    return Shown(call.path, SUMMARIES[call.endpoint], names, example)


def _samples(site: str, places: Mapping[str, str | int]) -> list[Sample]:
    name, resource, number = places["name"], places["resource"], places["number"]
    listed = f"{site}/api/v1/datasets?sort=-modified&per_page=5"
    rows = f"{site}/api/v1/datasets/{name}/resources/{resource}/rows?format=csv&limit=5"
    package = f"{site}/datasets/{name}/releases/{number}/datapackage.json"
    parquet = f"{site}/datasets/{name}/releases/{number}/data/{resource}.parquet"
    return [
        Sample("curl", "sh", f"curl '{listed}'\ncurl --compressed '{rows}'"),
        Sample("Python, pandas", "python", f'import pandas\n\nprint(pandas.read_csv("{rows}"))'),
        Sample(
            "Python, frictionless",
            "python",
            f'from frictionless import Package\n\nprint(Package("{package}").get_resource("{resource}").read_rows())',
        ),
        Sample(
            "Python, DuckDB",
            "python",
            f"import duckdb\n\nprint(duckdb.sql(\"SELECT * FROM read_parquet('{parquet}') LIMIT 5\"))",  # noqa: S608 - shown, not run
        ),
        Sample(
            "Python, ckanapi",
            "python",
            f'from ckanapi import RemoteCKAN\n\nprint(RemoteCKAN("{site}").action.package_show(id="{name}")["title"])',
        ),
        Sample(
            "R",
            "r",
            f'library(jsonlite)\nfromJSON("{listed}")$items$name\nread.csv("{rows}", fileEncoding = "UTF-8")',
        ),
    ]
