"""A file from an office becomes described, checked, standard tables. The front door of the room.

`describe` finds the tables of a file, `standardise` writes one as standard CSV, `part_from_resource` reads a file
as its descriptor says; `infer`, `validate` and `profile` work on the standard CSV.
"""

from portal.intake.describe import describe
from portal.intake.examine import Examined, examine
from portal.intake.inference import infer
from portal.intake.parts import Layout, Limits, Part, ReadError, ReadOptions, Standard, TextForm
from portal.intake.profile import profile
from portal.intake.resource import part_from_resource
from portal.intake.standard import standardise
from portal.intake.validation import STANDARD_DIALECT, ValidationReport, prove, validate, validate_package, verdict

__all__ = [
    "STANDARD_DIALECT",
    "Examined",
    "Layout",
    "Limits",
    "Part",
    "ReadError",
    "ReadOptions",
    "Standard",
    "TextForm",
    "ValidationReport",
    "describe",
    "examine",
    "infer",
    "part_from_resource",
    "profile",
    "prove",
    "standardise",
    "validate",
    "validate_package",
    "verdict",
]
