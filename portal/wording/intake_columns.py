"""Words for what is found in cells, rows, headers, keys and schemas."""

from flask_babel import lazy_gettext as _

__all__ = ["SENTENCES"]

SENTENCES = {
    "cell.constraint": (
        _("The cell breaks the rule “%(constraint)s” of its column."),
        _("Correct the cell, or change the rule in the schema."),
    ),
    "cell.type": (
        _("The cell is not a value of type “%(type)s”."),
        _("Correct the cell, or change the column's type."),
    ),
    "cell.unique": (
        _("The cell repeats a value that may stand only once (first in row %(other)s)."),
        _("Correct or remove one of the two rows."),
    ),
    "descriptor.invalid": (
        _("The descriptor is not valid: %(detail)s"),
        _("Mend datapackage.json at the place named."),
    ),
    "descriptor.normalised": (_("The descriptor was read although it is not plain JSON (%(how)s)."), ""),
    "descriptor.outside": (
        _("A path under “%(place)s” leads out of the package."),
        _("Put the file into the package and name it by a relative path."),
    ),
    "descriptor.remote": (
        _("“%(place)s” is an address on the network."),
        _("Download the file, put it into the package, and name it by a relative path."),
    ),
    "file.bytes": (
        _("The file has not as many bytes as the descriptor says."),
        _("Hand in the right file, or correct “bytes” in the descriptor."),
    ),
    "file.encoding": (
        _("The file is not in the encoding that the descriptor names."),
        _("Save it as UTF-8, or correct “encoding” in the descriptor."),
    ),
    "file.fields": (
        _("The file has not as many columns as the descriptor says."),
        _("Correct the file, or “fields” in the descriptor."),
    ),
    "file.hash": (
        _("The file is not the one whose checksum the descriptor holds."),
        _("Hand in the right file, or compute its checksum again."),
    ),
    "file.rows": (
        _("The file has not as many rows as the descriptor says."),
        _("Correct the file, or “rows” in the descriptor."),
    ),
    "file.unreadable": (
        _("The file cannot be read as a table."),
        _("Check that it is there, complete, and of the format that the descriptor names."),
    ),
    "header.blank": (_("Column %(position)s has no name."), _("Give it a name in the header row.")),
    "header.duplicate": (_("Two columns have this name."), _("Rename one of them.")),
    "header.empty": (_("The header row is empty."), _("Write the columns' names in the first row.")),
    "header.extra": (
        _("The file has a column that the schema does not know (position %(position)s)."),
        _("Add it to the schema, or remove it from the file."),
    ),
    "header.mismatch": (
        _("The header does not name this column as the schema does (position %(position)s)."),
        _("Use the same name in both."),
    ),
    "header.missing": (
        _("The schema has a column that the file lacks."),
        _("Add the column to the file, or remove it from the schema."),
    ),
    "key.foreign": (
        _("The value of %(fields)s is not found in the table “%(reference)s”."),
        _("Correct the value, or add the missing row to that table."),
    ),
    "key.primary": (
        _("The row's key is empty or stands in another row already (%(other)s)."),
        _("Give each row a key of its own, or take the primary key out of the schema."),
    ),
    "row.blank": (_("The row is empty."), _("Remove it.")),
    "row.extra_cell": (
        _("The row has more cells than the header (position %(position)s)."),
        _("Remove the surplus cell, or quote a cell that holds a comma."),
    ),
    "row.missing_cell": (
        _("The row has fewer cells than the header (position %(position)s)."),
        _("Add the missing cells, empty if need be."),
    ),
    "schema.invalid": (_("The schema is not valid: %(detail)s"), _("Mend the schema at the place named.")),
    "table.columns": (_("%(given)s column names were given for %(found)s columns."), _("Give each column one name.")),
    "table.empty": (
        _("The table is empty: there is not even a header row."),
        _("Hand in a file with a header and rows."),
    ),
    "table.encoding": (_("Line %(line)s or one soon after is not UTF-8."), _("Save the file as UTF-8.")),
    "table.ragged": (
        _("Row %(row)s has %(cells)s cells, the header %(columns)s."),
        _("Give each row as many cells as the header."),
    ),
    "table.unreadable": (_("Line %(line)s cannot be cut into cells."), _("Check the quotation marks around there.")),
    "validate.unreadable": (_("“%(path)s” cannot be opened."), _("Check the name and the rights of the file.")),
}
