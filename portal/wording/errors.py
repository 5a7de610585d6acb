"""Words for errors of people, keys, settings, proof and the desk."""

from flask_babel import lazy_gettext as _

__all__ = ["SENTENCES"]

SENTENCES = {
    "audit.broken": (
        _("The audit log does not hold: entry %(number)s was altered, removed or added."),
        _("Compare with a backup, and find out who could write to the database."),
    ),
    "blob.missing": (
        _("A stored file is missing (%(sha256)s)."),
        _("Restore the folder of blobs from a backup."),
    ),
    "database.away": (
        _("The database does not answer: %(reason)s"),
        _("Start it, or mend PORTAL_DATABASE_URL."),
    ),
    "dataset.name_taken": (
        _("The name “%(name)s” is taken by a dataset of another publisher."),
        _("Give the dataset another name."),
    ),
    "dataset.revision_open": (
        _("A revision of “%(name)s” is still open."),
        _("Wait for its decision, or take it back first."),
    ),
    "decide.blocked": (
        _("The revision cannot be approved. Findings that forbid it: %(findings)s."),
        _("Return it with a comment, so that the steward can mend them."),
    ),
    "decide.changed": (
        _("The revision has moved on since you opened this page."),
        _("Look at it again, then decide."),
    ),
    "decide.justify": (
        _("Some findings need a reason before the revision can be approved."),
        _("Write in the comment why it may be released all the same."),
    ),
    "decide.own_work": (
        _("You prepared or handed in this dataset, so you cannot decide on it."),
        _("Another official has to decide."),
    ),
    "decide.reason_long": (_("The comment is longer than %(most)s characters."), _("Shorten it.")),
    "decide.reason_needed": (
        _("A revision is not returned or rejected without a comment."),
        _("Write what has to be mended, and where."),
    ),
    "decide.role": (
        _("This needs the role “%(role)s” for this publisher."),
        _("Ask the administrator, or leave it to a colleague who has it."),
    ),
    "decide.twice": (
        _("You have approved this revision at another stage already."),
        _("Another official has to decide at this stage."),
    ),
    "decide.verdict": (_("“%(verdict)s” is not a decision."), _("Approve, return or reject.")),
    "demo.blocked": (_("The demo package “%(name)s” has findings: %(findings)s."), _("Mend the package.")),
    "demo.not_released": (_("The demo package “%(name)s” was not released."), _("“portal doctor” says more.")),
    "follower.behind": (
        _("The follower “%(name)s” is %(behind)s changes behind."),
        _("Start a worker: “portal worker”."),
    ),
    "form.expired": (_("This form has expired."), _("Go back, load the page again, and send it once more.")),
    "key.kind": (_("The key %(name)s is not an Ed25519 key."), _("Name the file keys.json of the portal.")),
    "key.none": (_("The portal has no signing key yet."), _("Run “portal init”.")),
    "key.private": (
        _("The signing key %(path)s cannot be read, or is not the one that is listed."),
        _("Restore the folder of keys from a backup."),
    ),
    "key.unreadable": (
        _("No public key can be read from %(path)s."),
        _("Name the file keys.json of the portal, or a public key in PEM form."),
    ),
    "ledger.audit_cut": (
        _("Entry %(number)s of the ledger names entry %(audit)s of the audit log, which is gone or altered."),
        _("Compare the audit log with a backup."),
    ),
    "ledger.broken": (
        _("The ledger does not hold: entry %(number)s was altered, removed or added."),
        _("Compare with a backup or with a mirror."),
    ),
    "password.short": (_("The password is too short."), _("Use at least %(least)s characters.")),
    "publisher.exists": (_("There is a publisher “%(name)s” already."), _("Choose another name.")),
    "publisher.none": (
        _("The package does not say which publisher answers for it."),
        _("Set “publisher” in the descriptor, or name it with --publisher."),
    ),
    "publisher.unknown": (
        _("The portal knows no publisher “%(name)s”."),
        _("Check the name, or have the administrator add the publisher."),
    ),
    "release.no_record": (
        _("The revision has no record of decisions that fits it."),
        _("It has to pass the review again."),
    ),
    "release.unknown": (_("There is no release %(number)s of “%(name)s”."), _("Check the name and the number.")),
    "revision.unknown": (_("There is no revision %(id)s."), _("Check the number.")),
    "role.unknown": (_("There is no role “%(role)s”."), _("Use one of: %(known)s.")),
    "licence.pairings": (
        _("%(file)s is broken at %(entry)s: %(problem)s"),
        _("Put back the file that came with the portal, or mend this entry."),
    ),
    "setting.disclosure_file": (
        _("The file %(path)s, which PORTAL_DISCLOSURE_FILE names, cannot be read."),
        _("Check that it exists and is TOML, or JSON if its name ends in .json."),
    ),
    "setting.disclosure_key": (
        _("In %(path)s there is no setting “%(place)s”."),
        _("docs/disclosure.md lists what can be set."),
    ),
    "setting.disclosure_regex": (
        _("In %(path)s the pattern of “%(place)s” cannot be searched safely."),
        _("Give lengths as {m,n} in place of * and +, and do without look-around and back-references."),
    ),
    "setting.disclosure_value": (
        _("In %(path)s the value of “%(place)s” is not of the right kind."),
        _("docs/disclosure.md says what it may be."),
    ),
    "setting.file": (_("The settings file %(path)s cannot be read."), _("Check that it exists and is TOML.")),
    "setting.unknown": (_("There is no setting “%(name)s”."), _("“portal doctor” lists all settings.")),
    "setting.unsafe": (_("This is not safe in production: %(name)s."), _("Set it, then start again.")),
    "setting.value": (_("The value of %(name)s is not of the right kind."), _("“portal doctor” lists all settings.")),
    "sign_in.too_many": (
        _("There were too many tries to sign in."),
        _("Wait %(minutes)s minutes, then try again."),
    ),
    "sign_in.wrong": (_("Name or password is wrong."), _("Try again.")),
    "state.wrong": (
        _("In the state “%(state)s” this cannot happen: %(event)s."),
        _("Look at the revision again: it may have been decided meanwhile."),
    ),
    "submit.role": (
        _("Only a data steward of “%(publisher)s” can hand in for it."),
        _("Ask the administrator for the role."),
    ),
    "token.none": (_("No token was given."), _("Put your token into the variable PORTAL_TOKEN.")),
    "token.unknown": (_("The token is not valid."), _("Have a new one made: “portal token create NAME”.")),
    "upload.none": (_("No file was chosen."), _("Choose a file, then send the form again.")),
    "upload.too_large": (
        _("The file is larger than %(limit)s bytes."),
        _("Compress or divide it, or hand it in with “portal submit”."),
    ),
    "user.exists": (_("There is a person “%(name)s” already."), _("Choose another name.")),
    "user.name": (
        _("“%(name)s” cannot be a user name."),
        _("Use 2 to 64 small Latin letters, digits, dots or dashes, beginning with a letter."),
    ),
    "user.unknown": (_("There is no person “%(name)s”."), _("Check the name.")),
    "database.old": (_("The database has not been prepared for this version."), _("Run “portal init”.")),
    "verify.added": (_("%(member)s was added."), ""),
    "verify.bad_ledger": (_("The proof in the package cannot be read."), _("Download the package again.")),
    "verify.changed": (_("%(member)s was altered."), ""),
    "verify.descriptor": (_("The descriptor names another dataset or release than the proof."), ""),
    "verify.members": (_("The members of the package are not the ones that were released."), ""),
    "verify.missing": (_("%(member)s is missing."), ""),
    "verify.no_file": (_("%(path)s cannot be opened."), _("Check the path.")),
    "verify.no_ledger": (
        _("The package holds no proof of a release (ledger.json)."),
        _("Download the package of a release as a zip."),
    ),
    "verify.no_zip": (_("%(path)s is not a zip file, or is damaged."), _("Download the package again.")),
    "verify.signature": (_("The signature is not the portal's."), ""),
    "verify.twice": (_("%(member)s stands in the package more than once."), ""),
    "verify.unknown_key": (
        _("The package is signed with a key that is not known here (%(key)s)."),
        _("Name the portal's keys with --key; they stand at /ledger/keys.json."),
    ),
    "work.given_up": (
        _("The work “%(name)s” was given up after too many tries: %(reason)s"),
        _("Take the revision back at the desk, or mend the cause and hand it in again."),
    ),
    "withdraw.reason": (
        _("A withdrawal needs a reason of at most %(most)s characters."),
        _("Write for the public why the release was taken back."),
    ),
    "withdraw.twice": (_("Release %(number)s of “%(name)s” is withdrawn already."), _("Nothing has to be done.")),
}
