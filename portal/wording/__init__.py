"""Words for codes: what went wrong or was found, and what to do about it, in the reader's language.

A table holds, for each code, a sentence and a remedy. Facts are filled in by name.
"""

from portal.wording.findings import finding_place, finding_words, remedy, sentence

__all__ = ["finding_place", "finding_words", "remedy", "sentence"]
