"""Code to copy that runs as it is printed: fetching a release with curl, pandas, DuckDB, frictionless, R, ckanapi.

Every address of a file names the release's number, so that the code gives the same bytes next year. Of a conditional
release only what reads metadata is printed.
"""

import json
from dataclasses import dataclass

from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.feeds.site import Site

__all__ = ["Snippet", "snippets"]


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code to copy. tool: stable name; its words are the edge's.  language: ``shell``, ``python`` or ``r``."""

    tool: str
    language: str
    code: str


def snippets(site: Site, release: ReleaseView) -> list[Snippet]:
    """Return the code for a release: for its first table where it has one, for its zip and description else."""
    view = release.view
    descriptor = site.descriptor(view.name, release.number)
    if view.is_conditional:
        return [Snippet("curl", "shell", f"curl -fsS {_shell(descriptor)}")]
    found = [Snippet("curl", "shell", _curl(site, release))]
    table = next((one for one in view.resources if one.is_table and one.parquet_sha256), None)
    if table is not None:
        url = site.file(view.name, release.number, table.path)
        parquet = site.file(view.name, release.number, f"data/{table.name}.parquet")
        found += [
            Snippet("pandas", "python", _pandas(table, url)),
            Snippet("duckdb", "python", _duckdb(table, parquet)),
            Snippet("frictionless", "python", _frictionless(table, descriptor)),
            Snippet("r", "r", _r(table, url)),
        ]
    if release.latest:
        found.append(Snippet("ckanapi", "python", _ckanapi(site, view.name)))
    return found


def _curl(site: Site, release: ReleaseView) -> str:
    name = f"{release.view.name}-v{release.number}.zip"
    url = site.package(release.view.name, release.number)
    return f"curl -fsS -o {name} {_shell(url)}\necho '{release.zip_sha256}  {name}' | sha256sum -c -"


def _pandas(table: ResourceView, url: str) -> str:
    """Texts are named, so that codes keep their leading zeros; what is missing is what the schema says, no word."""
    texts = {field.name: "string" for field in table.fields if field.type == "string"}
    return "\n".join(
        (
            "import pandas as pd",
            "",
            "table = pd.read_csv(",
            f"    {_quoted(url)},",
            *([f"    dtype={_quoted(texts)},"] if texts else []),
            "    keep_default_na=False,",
            f"    na_values={_quoted(_missing(table))},",
            ")",
            "print(table.head())",
        )
    )


def _duckdb(table: ResourceView, url: str) -> str:
    file = f"{table.name}.parquet"
    return "\n".join(
        (
            "from urllib.request import urlretrieve",
            "",
            "import duckdb",
            "",
            f"urlretrieve({_quoted(url)}, {_quoted(file)})",
            f"print(duckdb.read_parquet({_quoted(file)}).limit(5))",
        )
    )


def _frictionless(table: ResourceView, descriptor: str) -> str:
    return "\n".join(
        (
            "from frictionless import Package",
            "",
            f"package = Package({_quoted(descriptor)})",
            f"rows = package.get_resource({_quoted(table.name)}).read_rows(size=5)",
            "for row in rows:",
            "    print(row.to_dict())",
        )
    )


def _ckanapi(site: Site, name: str) -> str:
    return "\n".join(
        (
            "from ckanapi import RemoteCKAN",
            "",
            f"with RemoteCKAN({_quoted(site.address)}) as portal:",
            f"    dataset = portal.action.package_show(id={_quoted(name)})",
            'for resource in dataset["resources"]:',
            '    print(resource["name"], resource["url"])',
        )
    )


def _r(table: ResourceView, url: str) -> str:
    texts = ", ".join(f'{_quoted(field.name)} = "character"' for field in table.fields if field.type == "string")
    missing = ", ".join(_quoted(value) for value in _missing(table))
    return "\n".join(
        (
            "table <- read.csv(",
            f"  {_quoted(url)},",
            '  encoding = "UTF-8",',
            "  check.names = FALSE,",
            *([f"  colClasses = c({texts}),"] if texts else []),
            f"  na.strings = c({missing})",
            ")",
            "head(table)",
        )
    )


def _missing(table: ResourceView) -> list[str]:
    """Return what stands for a missing value: an empty cell, unless the schema says otherwise."""
    schema = table.resource.get("schema")
    given = schema.get("missingValues") if isinstance(schema, dict) else None
    values = [one.get("value") if isinstance(one, dict) else one for one in given] if isinstance(given, list) else [""]
    return [value for value in values if isinstance(value, str)]


def _quoted(value: object) -> str:
    """Write a text, or several, as a literal that Python reads, and R where it is one text."""
    return json.dumps(value, ensure_ascii=False)


def _shell(url: str) -> str:
    return "'" + url.replace("'", "%27") + "'"
