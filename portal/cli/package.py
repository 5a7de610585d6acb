"""portal package."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from portal import intake
from portal.canonical import Json, pretty
from portal.cli.base import N_, Command, error_line, fail, print_json, say
from portal.errors import PortalError
from portal.finding import Finding, Severity
from portal.intake.names import slug, unique
from portal.package import freeze
from portal.package.resources import opaque_resource, table_resource
from portal.wording import finding_place, finding_words, sentence

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Turn files into a valid Data Package; no server or database is needed.\n\n"
        "Each sheet, member of a zip or JSON list with a table becomes a resource. Exit code 0: made; 1: nothing that\n"
        "can honestly be published; 2: unreadable. Example: portal package 床位.xlsx -o beds"
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", metavar="DIR", required=True, type=click.Path(path_type=Path), help=N_("folder to make")
)
@click.option("--sheet", metavar="NAME", help=N_("only this sheet of a workbook"))
@click.option("--header-row", type=int, metavar="N", help=N_("the row that holds the header, counted from 1"))
@click.option("--encoding", metavar="NAME", help=N_("the text's encoding, e.g. gb18030"))
@click.option("--delimiter", metavar="CHAR", help=N_("the character between cells"))
@click.option("--json", "as_json", is_flag=True, help=N_("print the report as JSON"))
def command(
    *,
    files: tuple[Path, ...],
    target: Path,
    sheet: str | None,
    header_row: int | None,
    encoding: str | None,
    delimiter: str | None,
    as_json: bool,
) -> None:
    """Package."""
    options = intake.ReadOptions(sheet=sheet, header_row=header_row, encoding=encoding, delimiter=delimiter)
    try:
        with tempfile.TemporaryDirectory(prefix=".kaifang-", dir=_parent_of(target)) as folder:
            made, notes = _make(files, Path(folder), options, quiet=as_json)
            _settle(Path(folder), target)
    except NotPublishable as refusal:
        told = " ".join(f"{finding_place(one)}: {' '.join(finding_words(one))}" for one in refusal.findings[:3])
        if as_json:
            listed = [_note(one) for one in refusal.findings]
            print_json({"made": False, "error": told, "code": refusal.findings[0].code, "findings": listed})
        else:
            click.echo(told, err=True)
        fail(1)
    except PortalError as error:
        if as_json:
            print_json({"made": False, "error": error_line(error), "code": error.code})
        else:
            click.echo(error_line(error), err=True)
        fail(2 if error.code in _UNREADABLE else 1)
    if as_json:
        print_json({"made": True, "resources": [_row(one) for one in made], "notes": [_note(one) for one in notes]})
    else:
        _report(target, made, notes)


_UNREADABLE = frozenset(
    {"package.unreadable", "package.target", "read.encrypted", "read.bad_workbook", "read.bad_zip", "read.bad_gzip"}
)
"""Errors of a path, and of files that cannot be opened; the others are about what a file holds."""


class NotPublishable(Exception):
    """A table that would not be valid as it stands; its findings say where and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings


def _parent_of(target: Path) -> Path:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise PortalError("package.target", path=str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PortalError("package.target", path=str(target)) from error
    return target.parent


def _make(
    files: tuple[Path, ...], folder: Path, options: intake.ReadOptions, *, quiet: bool
) -> tuple[list[Json], list[Finding]]:
    """Write data files and descriptor into a folder; returns the resources and what was noted on the way."""
    data = folder / "data"
    data.mkdir()
    resources: list[Json] = []
    notes: list[Finding] = []
    profiles: dict[str, Json] = {}
    for part in _parts(files, options):
        size = part.source.stat().st_size
        with click.progressbar(length=size, label=part.name, file=sys.stderr, hidden=quiet) as bar:
            standard = intake.standardise(part, data, progress=bar.update)
        notes += standard.notes
        if part.kind == "opaque":
            resources.append(opaque_resource(part, standard, {"title": part.title}))
            continue
        examined = intake.examine(standard.path, resource=part.name, columns=standard.columns)
        if not examined.report.valid:
            raise NotPublishable(examined.report.findings)
        profiles[part.name] = examined.profile
        resources.append(table_resource(part, standard, examined.schema, {"title": part.title}))
    name = files[0].name.partition(".")[0]
    descriptor = freeze({"name": _dataset_name(name), "title": name}, resources)
    (folder / "datapackage.json").write_bytes(pretty(descriptor))
    report = {
        "resources": [_row(one) for one in resources],
        "notes": [_note(one) for one in notes],
        "profiles": profiles,
    }
    (folder / "report.json").write_bytes(pretty(report))
    return resources, notes


def _parts(files: tuple[Path, ...], options: intake.ReadOptions) -> Iterator[intake.Part]:
    """Give the parts of all files, each name once. Raises PortalError for a file that cannot be opened."""
    found: list[intake.Part] = []
    for file in files:
        try:
            file.open("rb").close()
        except OSError as error:
            raise PortalError("package.unreadable", path=str(file)) from error
        found += intake.describe(file, options=options)
    for part, name in zip(found, unique(part.name for part in found), strict=True):
        yield replace(part, name=name)


def _dataset_name(title: str) -> str:
    name = slug(title, fallback="dataset")
    return name if len(name) > 1 else f"dataset-{name}"


def _settle(folder: Path, target: Path) -> None:
    """Put the finished folder in its place: it is there whole, or not at all."""
    if target.exists():
        target.rmdir()
    folder.chmod(0o755)
    shutil.move(folder, target)
    folder.mkdir()  # for the clean-up that made it


def _row(resource: Json) -> Json:
    kept = ("name", "path", "format", "bytes", "rows", "fields", "standardised")
    return {key: resource[key] for key in kept if key in resource}


def _note(finding: Finding) -> Json:
    text, then = finding_words(finding)
    return {**finding.as_json(), "text": text, "remedy": then}


def _report(target: Path, resources: list[Json], notes: list[Finding]) -> None:
    for one in resources:
        if "rows" in one:
            say(
                N_("%(path)s: %(rows)s rows, %(fields)s columns"),
                path=one["path"],
                rows=one["rows"],
                fields=one["fields"],
            )
        else:
            say(N_("%(path)s: kept as it is, %(bytes)s bytes"), path=one["path"], bytes=one["bytes"])
        for step in one.get("standardised", []):
            click.echo("  " + sentence(f"step.{step['step']}", step))
    for note in notes:
        if note.severity is not Severity.INFO:  # those say again what the steps say
            click.echo(f"  {finding_place(note)}: {' '.join(finding_words(note))}".rstrip())
    say(N_("The package stands in %(folder)s; report.json has the profile of each column."), folder=target)
