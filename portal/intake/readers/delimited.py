"""Text tables: comma, tab, semicolon or pipe, in any encoding of the closed set, streamed."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from portal.finding import Finding, Severity
from portal.intake.dialect import DELIMITERS, find_delimiter
from portal.intake.encoding import Encoding, codec_of, detect
from portal.intake.layout import Laid, lay_out
from portal.intake.parts import Part, ReadError, Step, TextForm
from portal.intake.readers.source import MEDIATYPES, Source

__all__ = ["describe_delimited", "open_text", "read_rows", "record_ends"]

_LONGEST = 16 << 20  # characters of a row: one may hold a whole geometry; an unclosed quote must end before memory does
_SAMPLE = 1 << 20
_TABLE_EXTENSIONS = frozenset({"csv", "tsv", "tab", "psv", "xls", "xlsx"})

Progress = Callable[[int], None] | None


class _Counted(io.RawIOBase):
    """A file that tells how many bytes were read."""

    def __init__(self, path: Path, progress: Callable[[int], None]) -> None:
        self._file = path.open("rb", buffering=0)
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer) or 0
        self._progress(count)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def open_text(path: Path, form: TextForm, *, progress: Progress = None) -> Iterator[TextIO]:
    """The file as text, line ends kept as they are, its mark skipped."""
    raw = io.BufferedReader(_Counted(path, progress), 1 << 20) if progress else path.open("rb", buffering=1 << 20)
    errors = "replace" if form.damaged else "strict"
    with io.TextIOWrapper(raw, encoding=codec_of(form.encoding), errors=errors, newline="") as text:
        if form.bom:
            text.read(1)
        yield text


def read_rows(path: Path, form: TextForm, *, strict: bool = False, progress: Progress = None) -> Iterator[list[str]]:
    """The rows of the file, blank ones too. Raises ReadError ``read.row_too_long``, ``read.encoding_mixed``.

    strict: a misplaced quote raises csv.Error.
    """
    held = 0

    def lines(text: TextIO) -> Iterator[str]:
        nonlocal held
        for line in iter(partial(text.readline, _LONGEST + 1), ""):
            if form.comment and line.startswith(form.comment):
                continue
            held += len(line)
            if held > _LONGEST:
                raise ReadError("read.row_too_long", line=reader.line_num + 1)
            yield line

    with open_text(path, form, progress=progress) as text:
        reader = csv.reader(
            lines(text),
            delimiter=form.delimiter,
            quotechar=form.quote or '"',
            quoting=csv.QUOTE_MINIMAL if form.quote else csv.QUOTE_NONE,
            doublequote=form.double_quote,
            escapechar=form.escape,
            skipinitialspace=form.skip_initial_space,
            strict=strict,
        )
        try:
            for row in reader:
                held = 0
                yield row
        except UnicodeDecodeError as error:
            raise ReadError("read.encoding_mixed", encoding=form.encoding, places=1, byte=error.start) from error


def record_ends(path: Path, form: TextForm) -> frozenset[str]:
    """What ends the records: line ends inside quotes are not counted, nor the missing one of the last."""
    last = ""

    def tracked(text: TextIO) -> Iterator[str]:
        nonlocal last
        for line in text:
            last = line
            yield line

    ends: Counter[str] = Counter()
    with open_text(path, form) as text:
        for _ in csv.reader(tracked(text), delimiter=form.delimiter, quotechar=form.quote or '"'):
            ends[last[-2:] if last.endswith("\r\n") else last[-1:]] += 1
    return frozenset(end for end in ends if end in {"\r\n", "\n", "\r"})


def describe_delimited(source: Source, *, progress: Progress = None) -> Part | None:
    """The table of a text file, or None if the text is no table and does not claim to be one.

    Raises ReadError: of the encoding, ``read.empty``, ``read.no_columns``, ``read.unclosed_quote``, …
    """
    encoding = detect(source.path, encoding=source.options.encoding, progress=progress)
    form = TextForm(encoding.name, encoding.bom, encoding.damaged > 0)
    with open_text(source.path, form) as text:
        sample = text.read(_SAMPLE)
    if not sample.strip():
        raise ReadError("read.empty", name=source.shown)
    if len(sample) == _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    delimiter, even = find_delimiter(sample)
    if source.options.delimiter:
        delimiter, even = DELIMITERS.get(source.options.delimiter, source.options.delimiter), 1.0
    if even < 0.5 and source.extension not in _TABLE_EXTENSIONS:
        return None
    form = TextForm(encoding.name, encoding.bom, encoding.damaged > 0, delimiter)
    form, laid, quote_steps, quote_notes = _lay_out(source, form, progress)
    ends = _ends(source.path, form, encoding)
    steps = (*_form_steps(form, encoding, ends), *quote_steps, *laid.steps)
    return Part(
        name="",
        title=source.stem,
        kind="table",
        format="tsv" if delimiter == "\t" else "csv",
        mediatype=MEDIATYPES["tsv" if delimiter == "\t" else "csv"],
        source=source.upload,
        filename=source.filename,
        container=source.container,
        member=source.member,
        text=form,
        layout=laid.layout,
        rows=laid.layout.rows,
        columns=laid.layout.columns,
        standard=laid.plain and not steps,
        steps=steps,
        notes=(*quote_notes, *laid.notes),
        above=laid.above,
        below=laid.below,
    )


def _lay_out(
    source: Source, form: TextForm, progress: Progress
) -> tuple[TextForm, Laid, tuple[Step, ...], tuple[Finding, ...]]:
    """Lay the rows out; a quote that is misplaced or never closed makes us read again, more leniently."""

    def lay(form: TextForm, *, strict: bool) -> Laid:
        rows = read_rows(source.path, form, strict=strict, progress=progress)
        options = source.options
        return lay_out(rows, header_row=options.header_row, damaged=form.damaged, limits=source.limits)

    try:
        return form, lay(form, strict=True), (), ()
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
    if unclosed:
        # Quotes as ordinary characters, if the rows are even then.
        plain = TextForm(form.encoding, form.bom, form.damaged, form.delimiter, None)
        laid = lay(plain, strict=False)
        if any(note.code in {"read.row_long", "read.rows_short"} for note in laid.notes):
            raise ReadError("read.unclosed_quote", name=source.shown)
        form = plain
    else:
        laid = lay(form, strict=False)
    return form, laid, ({"step": "quotes"},), (Finding("read.quotes", Severity.JUSTIFY),)


def _ends(path: Path, form: TextForm, encoding: Encoding) -> frozenset[str]:
    ends = encoding.line_ends
    return record_ends(path, form) if len(ends) > 1 else ends


def _form_steps(form: TextForm, encoding: Encoding, ends: frozenset[str]) -> Iterator[Step]:
    if encoding.name != "utf-8":
        yield {"step": "encoding", "from": encoding.name}
    elif encoding.bom:
        yield {"step": "bom-removed"}
    if form.damaged:
        yield {"step": "damaged-characters", "places": encoding.damaged}
    if form.delimiter != ",":
        name = next((name for name, char in DELIMITERS.items() if char == form.delimiter), form.delimiter)
        yield {"step": "delimiter", "from": name}
    if len(ends) > 1 or ends == {"\r"}:
        yield {"step": "line-ends", "kinds": len(ends)}
