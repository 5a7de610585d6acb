"""Words for descriptors and resources that cannot be taken, and for what the checks of a revision find."""

from flask_babel import lazy_gettext as _

__all__ = ["SENTENCES"]

_MEND_DESCRIPTOR = _("Mend the descriptor, then hand the package in again.")

SENTENCES = {
    "code_list.other_values": (
        _("%(cells)s cells hold %(values)s values that are not in the code list “%(list)s”."),
        _("Use the list's codes, or do not cite the list."),
    ),
    "code_list.unknown": (
        _("The code list “%(list)s” that the column cites is not released here."),
        _("Cite a released list: package, resource and field."),
    ),
    "descriptor.bom_removed": (_("The byte order mark at the start of %(file)s was passed over."), ""),
    "descriptor.from_yaml": (_("The descriptor was read from YAML (%(file)s)."), ""),
    "descriptor.none": (
        _("There is no descriptor at “%(path)s”."),
        _("Name a folder that holds datapackage.json, or the file itself."),
    ),
    "descriptor.no_resources": (_("%(file)s lists no resources."), _("List each file under “resources”.")),
    "descriptor.not_json": (
        _("%(file)s is not JSON: line %(line)s, character %(at)s."),
        _MEND_DESCRIPTOR,
    ),
    "descriptor.not_object": (_("%(file)s is not a descriptor."), _("It has to be a JSON object with “resources”.")),
    "descriptor.not_plain": (
        _("%(file)s holds what no descriptor can: NaN, endless numbers or nesting, or keys that are no text."),
        _MEND_DESCRIPTOR,
    ),
    "descriptor.not_utf8": (_("%(file)s is not UTF-8 (byte %(at)s)."), _("Save it as UTF-8.")),
    "descriptor.not_yaml": (_("%(file)s is not YAML: line %(line)s."), _MEND_DESCRIPTOR),
    "descriptor.property": (
        _("The property “%(property)s” has a value that is not allowed."),
        _("Choose one of the allowed values; /profiles/1.json lists them."),
    ),
    "descriptor.shape": (
        _("The property “%(property)s” is not of the kind that it has to be (a text, a list or an object)."),
        _MEND_DESCRIPTOR,
    ),
    "descriptor.too_large": (_("%(file)s is larger than %(limit)s bytes."), _("Shorten the descriptor.")),
    "file.damaged": (_("The stored file is not the one that was handed in."), _("Hand the file in again.")),
    "file.empty": (_("The file is empty."), _("Hand in a file with content, or leave the resource out.")),
    "grade.conditional_only": (
        _("Data of grade “%(grade)s” can be released by application only."),
        _("Set the opening to conditional, or have the grade reviewed."),
    ),
    "grade.not_released": (
        _("Data of grade “%(grade)s” is never released."),
        _("Have the grade reviewed, or hand in a version of lower grade."),
    ),
    "licence.missing": (_("No licence is given."), _("Choose a licence.")),
    "licence.not_open": (
        _("The licence %(licence)s is not open."),
        _("Choose an open licence, or say why it has to be this one."),
    ),
    "licence.unknown": (
        _("The portal does not know the licence “%(licence)s”."),
        _("Choose one of the licences on the page of licences."),
    ),
    "metadata.missing": (
        _("“%(property)s” is missing; without it the dataset cannot be approved."),
        _("Fill it in."),
    ),
    "metadata.wished": (
        _("“%(property)s” is missing."),
        _("Fill it in if you can: it helps people to find and understand the data."),
    ),
    "name.dataset": (
        _("“%(name)s” cannot be the name of a dataset."),
        _("Use 2 to 100 small Latin letters, digits, dashes or underscores; not new, edit, search or latest."),
    ),
    "name.publisher": (
        _("“%(name)s” cannot be the name of a publisher."),
        _("Use 2 to 100 small Latin letters, digits, dashes or underscores."),
    ),
    "name.resource": (
        _("“%(name)s” cannot be the name of a resource."),
        _("Use 2 to 100 small Latin letters, digits, dashes or underscores; not new, edit, search or latest."),
    ),
    "opening.closed": (
        _("Closed data cannot be released."),
        _("Set the opening to unconditional or conditional if the rules allow it."),
    ),
    "package.target": (
        _("The folder %(path)s cannot be made, or is not empty."),
        _("Name a folder that does not exist yet."),
    ),
    "package.unreadable": (_("The file %(path)s cannot be opened."), _("Check the path.")),
    "resource.compressed": (
        _("The resource “%(resource)s” lies inside an archive (%(property)s)."),
        _("Unpack the file, and name it in “path”."),
    ),
    "resource.inline": (
        _("The resource “%(resource)s” holds its data in the descriptor."),
        _("Put the data into a file, and name it in “path”."),
    ),
    "resource.many_paths": (
        _("The resource “%(resource)s” is made of several files."),
        _("Join them, or make each a resource of its own."),
    ),
    "resource.missing": (
        _("The resource “%(resource)s” names a file that is not there: %(path)s (%(property)s)."),
        _("Put the file into the package, or correct the path."),
    ),
    "resource.no_path": (_("The resource “%(resource)s” names no file."), _("Name its file in “path”.")),
    "resource.not_object": (
        _("“%(property)s” of the resource “%(resource)s” is not an object."),
        _MEND_DESCRIPTOR,
    ),
    "resource.outside": (
        _("The resource “%(resource)s” names a file outside the package: %(path)s (%(property)s)."),
        _("Put the file into the package's folder, and name it without “..”."),
    ),
    "resource.remote": (
        _("The resource “%(resource)s” names an address instead of a file: %(path)s (%(property)s)."),
        _("Put the file into the package, so that a release holds everything it needs."),
    ),
    "resource.twice": (
        _("Two resources have the name “%(resource)s”."),
        _("Give each resource a name of its own."),
    ),
    "theme.unknown": (_("The portal has no theme “%(theme)s”."), _("Choose one of the themes.")),
}
