"""The automatic examinations of a revision, one a file, and the verb that runs them all."""

from portal.review.checks.run import CHECKS, run_checks

__all__ = ["CHECKS", "run_checks"]
