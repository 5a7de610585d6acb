"""From a file to its parts: which reader, for the file itself or for what is packed in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from portal.intake.names import slug, unique
from portal.intake.parts import Limits, Part, ReadError, ReadOptions, Step
from portal.intake.readers.archive import check_container, members, unpacked, unpacked_members
from portal.intake.readers.delimited import describe_delimited
from portal.intake.readers.extent import check_extent
from portal.intake.readers.json_records import describe_json
from portal.intake.readers.kinds import claimed, kind_of_file
from portal.intake.readers.parquet import describe_parquet
from portal.intake.readers.source import MEDIATYPES, Source
from portal.intake.readers.workbook import describe_workbook

__all__ = ["describe"]

_OPAQUE_ZIP = frozenset({"shp", "gdb", "tab", "mif"})
Progress = Callable[[int], None] | None


def describe(
    path: Path,
    *,
    filename: str | None = None,
    options: ReadOptions | None = None,
    limits: Limits | None = None,
    progress: Progress = None,
) -> list[Part]:
    """What a file holds: a part for each table, one opaque part for what is no table.

    The content decides, not the name. filename: the upload's name, `path`'s own unless given.
    progress: told the bytes of each chunk that is read; a text is read two or three times.
    Raises ReadError, each with what and where: ``read.empty``, ``read.binary``, ``read.encrypted``,
    ``read.no_table``, ``read.bad_workbook``, ``read.zip_bomb``, ``read.zip_path`` and others of
    `portal.wording.intake_reading`.
    """
    source = Source(path, filename or path.name, path, options or ReadOptions(), limits or Limits())
    try:
        return _named(_parts(source, progress), source)
    except ReadError as error:
        error.params.setdefault("name", source.shown)
        raise


def _named(parts: list[Part], source: Source) -> list[Part]:
    """Names: the file's for a single part, else the sheet's, member's or key's."""
    bases = [slug(source.stem if len(parts) == 1 else part.title) for part in parts]
    return [_finished(part, name) for part, name in zip(parts, unique(bases), strict=True)]


def _finished(part: Part, name: str) -> Part:
    steps: tuple[Step, ...] = ({"step": "unpacked", "from": part.container},) if part.container else ()
    notes = tuple(replace(note, resource=name) for note in part.notes)
    return replace(part, name=name, notes=notes, steps=(*steps, *part.steps))


def _parts(source: Source, progress: Progress) -> list[Part]:
    kind = kind_of_file(source.path)
    if kind in {"empty", "encrypted"}:
        raise ReadError(f"read.{kind}", name=source.shown)
    if kind in {"zip", "gzip"} and source.container is None:
        return _zip_parts(source, progress) if kind == "zip" else _gzip_parts(source, progress)
    if kind in {"text", "json", "markup"}:
        return _text_parts(source, kind, progress)
    if kind in {"xlsx", "ods", "xls", "parquet"}:
        return [describe_parquet(source)] if kind == "parquet" else _workbook_parts(source, kind)
    if claimed(source.extension) or (source.extension in {"zip", "gz"} and source.container is None):
        raise ReadError("read.binary", name=source.shown, kind=kind)
    return [_opaque(source, kind)]


def _workbook_parts(source: Source, kind: str) -> list[Part]:
    if kind != "xls":
        check_container(source.path, shown=source.shown, limits=source.limits)
        check_extent(source.path, kind, shown=source.shown, limits=source.limits)
    name = "xlsm" if kind == "xlsx" and source.extension == "xlsm" else kind
    return describe_workbook(source, kind=name)


def _text_parts(source: Source, kind: str, progress: Progress) -> list[Part]:
    if kind == "markup":
        if claimed(source.extension) and source.extension != "txt":
            raise ReadError("read.markup", name=source.shown)
        return [_opaque(source, kind)]
    if kind == "json" and (found := describe_json(source)) is not None:
        return found
    table = describe_delimited(source, progress=progress)
    return [_opaque(source, "txt") if table is None else table]


def _opaque(source: Source, kind: str) -> Part:
    extension = source.extension or {"zip-document": "zip", "ole": "bin", "binary": "bin"}.get(kind, kind)
    return Part(
        name="",
        title=source.stem,
        kind="opaque",
        format=extension,
        mediatype=MEDIATYPES.get(extension, "application/octet-stream"),
        source=source.upload,
        filename=source.filename,
        container=source.container,
        member=source.member,
    )


def _gzip_parts(source: Source, progress: Progress) -> list[Part]:
    member = source.filename[:-3] if source.filename.lower().endswith(".gz") else source.filename
    with unpacked(source.path, "gzip", member, shown=source.shown, limits=source.limits) as path:
        return _parts(replace(source, path=path, container="gzip", member=member), progress)


def _zip_parts(source: Source, progress: Progress) -> list[Part]:
    """A part for each member if one of them is a table, else the zip as it is."""
    names = members(source.path, shown=source.shown, limits=source.limits)
    if not names:
        raise ReadError("read.empty", name=source.shown)
    if any(name.lower().rsplit(".", 1)[-1] in _OPAQUE_ZIP for name in names):
        return [_opaque(source, "zip")]  # the files of a map layer belong together
    parts: list[Part] = []
    for name, path in unpacked_members(source.path, names, shown=source.shown, limits=source.limits):
        parts += _member_parts(replace(source, path=path, container="zip", member=name), progress)
    return parts if any(part.kind == "table" for part in parts) else [_opaque(source, "zip")]


def _member_parts(source: Source, progress: Progress) -> list[Part]:
    try:
        return _parts(source, progress)
    except ReadError as error:
        error.params["name"] = f"{source.filename}: {source.member}"
        raise
