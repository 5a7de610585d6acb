"""Words for reading files: why one cannot be read, what was noticed, and what was done to make it standard."""

from flask_babel import lazy_gettext as _

__all__ = ["SENTENCES"]

SENTENCES = {
    # why a file cannot be read
    "read.bad_gzip": (_("The packed file “%(name)s” is damaged."), _("Pack it again, or hand in the unpacked file.")),
    "read.bad_json": (
        _("“%(name)s” is called JSON, but cannot be read as JSON."),
        _("Export it again, or check it with a JSON tool: a bracket, a quote or a comma is missing or too many."),
    ),
    "read.bad_parquet": (_("The Parquet file “%(name)s” is damaged."), _("Export it again.")),
    "read.bad_workbook": (
        _("The workbook “%(name)s” cannot be opened: it is damaged or of an unknown kind."),
        _("Open it in your office program, save it as .xlsx, and hand that in."),
    ),
    "read.bad_zip": (
        _("The zip file “%(name)s” is damaged or packed in an unknown way."),
        _("Pack it again as an ordinary zip, or hand in the files themselves."),
    ),
    "read.binary": (
        _("“%(name)s” is not what its name says: it is no table and no text (%(kind)s)."),
        _("Choose the right file. If it is no table, give it the extension of what it is."),
    ),
    "read.dialect": (
        _("The property “%(property)s” of the dialect does not fit “%(name)s”."),
        _("Correct the dialect in the descriptor."),
    ),
    "read.empty": (_("The file “%(name)s” is empty."), _("Check that the export was finished, and hand it in again.")),
    "read.encoding_mixed": (
        _("“%(name)s” is not %(encoding)s throughout: %(places)s places cannot be read, from about byte %(byte)s on."),
        _("Save the file again as UTF-8 (in Excel: “CSV UTF-8”), or name its encoding."),
    ),
    "read.encoding_name": (
        _("There is no encoding “%(encoding)s”."),
        _("Use one of: utf-8, utf-16-le, utf-16-be, gb18030, big5, windows-1252."),
    ),
    "read.encoding_unknown": (
        _("The encoding of “%(name)s” cannot be told; tried were %(tried)s."),
        _("Save the file again as UTF-8 (in Excel: “CSV UTF-8”), or name its encoding."),
    ),
    "read.encrypted": (
        _("“%(name)s” is protected by a password."),
        _("Take the password off (save it without one), and hand it in again."),
    ),
    "read.json_nested": (
        _("In “%(name)s” lists and objects are nested more than %(most)s deep."),
        _("Export a plain list of records, and hand that in."),
    ),
    "read.json_number": (
        _("“%(name)s” holds a number of thousands of digits, or with an exponent that no program can hold."),
        _("Write it as a text, in quotes, or correct it."),
    ),
    "read.markup": (
        _("“%(name)s” is a web page or XML that was given the name of a table."),
        _("Open it in your office program, save it as .xlsx, and hand that in."),
    ),
    "read.no_columns": (
        _("“%(name)s” has no columns: all its cells are blank."),
        _("Check that the export was finished, and hand it in again."),
    ),
    "read.no_sheet": (
        _("There is no sheet “%(sheet)s” in “%(name)s”."),
        _("Choose one of its sheets: %(sheets)s."),
    ),
    "read.no_table": (
        _("No sheet of “%(name)s” holds a table: a header with rows of data below it."),
        _("Hand in the sheet with the data. A page of text can be handed in as PDF."),
    ),
    "read.row_too_long": (
        _("In “%(name)s” the row that reaches line %(line)s is longer than 16 million characters."),
        _("A closing quote is probably missing above that line. Add it, and hand the file in again."),
    ),
    "read.sheet_too_large": (
        _("A sheet of “%(name)s” reaches to row %(rows)s and column %(columns)s, which is too large to open."),
        _("Delete the empty rows and columns beyond the table, or save the sheet as CSV."),
    ),
    "read.table_too_large": (
        _("The table of “%(name)s” has %(rows)s rows and %(columns)s columns, which is too large to be written out."),
        _("Leave out the columns that hardly any row fills, or divide the file."),
    ),
    "read.too_wide": (
        _("“%(name)s” has %(columns)s columns; at most %(most)s can be taken."),
        _("Turn the table: what repeats in column names belongs into rows. Or split it."),
    ),
    "read.unclosed_quote": (
        _('In “%(name)s” a quote (") is opened and never closed, so that the rows cannot be told apart.'),
        _("Add the closing quote, or export the file again from where it comes."),
    ),
    "read.workbook_too_large": (
        _("The workbook “%(name)s” needs too much memory to be opened, or it is damaged."),
        _("Save the sheet with the data as CSV, and hand that in."),
    ),
    "read.zip_bomb": (
        _("“%(name)s” would unpack to %(bytes)s bytes in %(files)s files, which is far more than its size allows."),
        _("Hand in the files themselves, or several smaller zip files."),
    ),
    "read.zip_path": (
        _("“%(name)s” holds a file with a path that leads out of it (%(member)s)."),
        _("Pack the files again without folders, and hand that in."),
    ),
    # what was noticed
    "read.cell_damaged": (
        _("A character in row %(row)s, column “%(column)s”, is not of the file's encoding; “\ufffd” stands for it."),
        _("Correct the cell in the original, save it as UTF-8, and hand it in again."),
    ),
    "read.header_joined": (
        _("The header stands in %(rows)s rows; each column's name is their cells, joined by “ / ”."),
        _("Check the column names."),
    ),
    "read.header_made": (
        _("There is no header row, so that column names were made: %(columns)s."),
        _("Put the names into the first row of the original, and hand it in again."),
    ),
    "read.many_columns": (
        _("The table has %(columns)s columns."),
        _("Years or months as columns are easier to use as rows. Check whether the table can be turned."),
    ),
    "read.no_rows": (_("The table has a header, but no rows."), _("Check that the export was finished.")),
    "read.notes_left_out": (
        _("Rows below the table (notes, sources, sums) that were left out: %(rows)s."),
        _("Put what matters into the description. If they are data, take out the blank row above them."),
    ),
    "read.quotes": (
        _('Quotes (") stand in wrong places; the cells were read as well as could be.'),
        _("Compare the rows with the original, or export it again."),
    ),
    "read.row_long": (
        _("Row %(row)s has %(cells)s cells, the header only %(columns)s."),
        _("A separator stands inside a cell. Put that cell into quotes, or take the separator out."),
    ),
    "read.rows_short": (
        _("Rows with fewer cells than the header: %(rows)s, the first is row %(row)s. Blank cells were added."),
        _("Check that no cell is missing in the middle of these rows."),
    ),
    "read.sheet_hidden": (
        _("The sheet “%(sheet)s” is hidden and was left out."),
        _("If it shall be published, unhide it. If not, delete it from the file."),
    ),
    "read.sheet_no_table": (
        _("The sheet “%(sheet)s” holds no table and was left out."),
        _("Put what it says into the description."),
    ),
    "read.title_left_out": (
        _("Rows above the header that were left out: %(rows)s."),
        _("Put what matters into title and description."),
    ),
    # what was done
    "step.blank-cells-cut": (_("Rows of which blank cells beyond the last column were cut off: %(rows)s."), ""),
    "step.blank-rows-removed": (_("Blank rows removed: %(rows)s."), ""),
    "step.bom-removed": (_("The byte order mark was removed."), ""),
    "step.column-added": (
        _("Columns were added for rows longer than the header: %(rows)s, from row %(first)s on."),
        "",
    ),
    "step.damaged-characters": (_("Characters that cannot be read, replaced by “\ufffd”: %(places)s."), ""),
    "step.delimiter": (_("The separator was changed from %(from)s to comma."), ""),
    "step.dialect": (_("Quotes and comments were brought to the standard form."), ""),
    "step.encoding": (_("The encoding was changed from %(from)s to UTF-8."), ""),
    "step.header-joined": (_("Header rows joined to one: %(rows)s, from row %(first)s on."), ""),
    "step.header-made": (_("A header row was added."), ""),
    "step.line-ends": (_("The line ends were made the same throughout."), ""),
    "step.name-line-break": (_("Column names of which line breaks became blanks: %(columns)s."), ""),
    "step.name-made": (_("Columns without a name that were given one: %(columns)s."), ""),
    "step.name-made-unique": (_("Column names that came twice and were numbered: %(columns)s."), ""),
    "step.notes-removed": (_("Rows below the table that were left out: %(rows)s."), ""),
    "step.quotes": (_("Misplaced quotes were brought to the standard form."), ""),
    "step.records-to-csv": (_("The records were written as CSV (from %(format)s)."), ""),
    "step.repeated-header-removed": (_("Repeated header rows removed: %(rows)s."), ""),
    "step.row-padded": (_("Short rows filled up with blank cells: %(rows)s, from row %(first)s on."), ""),
    "step.sheet-to-csv": (_("The sheet “%(sheet)s” was written as CSV."), ""),
    "step.title-removed": (_("Rows above the header that were left out: %(rows)s."), ""),
    "step.unpacked": (_("The file was unpacked (%(from)s)."), ""),
}
