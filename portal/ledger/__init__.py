"""The spine of the house: changes, signed entries, and who follows them."""

from portal.ledger.changes import changes_after, note_change, standing_at
from portal.ledger.entries import BrokenLedger, Subject, append_entry, digest_of_files, verify_ledger
from portal.ledger.followers import Follower, position_of, set_position
from portal.ledger.signatures import (
    PublicKeys,
    Signer,
    load_public_keys,
    load_signer,
    make_key,
    signature_holds,
)

__all__ = [
    "BrokenLedger",
    "Follower",
    "PublicKeys",
    "Signer",
    "Subject",
    "append_entry",
    "changes_after",
    "digest_of_files",
    "load_public_keys",
    "load_signer",
    "make_key",
    "note_change",
    "position_of",
    "set_position",
    "signature_holds",
    "standing_at",
    "verify_ledger",
]
