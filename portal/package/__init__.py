"""Data Packages: read, frozen, zipped, proved."""

from portal.package.archive import Prefix, finish_zip, open_zip_tail, write_prefix
from portal.package.descriptor import DescriptorError, check_name, freeze, local_schema, read_descriptor
from portal.package.extension import PROFILE, check_extension, misshapen, profile_bytes
from portal.package.verify import Proof, verify_zip

__all__ = [
    "PROFILE",
    "DescriptorError",
    "Prefix",
    "Proof",
    "check_extension",
    "check_name",
    "finish_zip",
    "freeze",
    "local_schema",
    "misshapen",
    "open_zip_tail",
    "profile_bytes",
    "read_descriptor",
    "verify_zip",
    "write_prefix",
]
