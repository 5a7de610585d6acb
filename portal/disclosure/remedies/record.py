"""What is told of steps that were done."""

from collections.abc import Sequence
from dataclasses import replace

from portal.canonical import Json
from portal.disclosure.remedies.step import Step
from portal.disclosure.remedies.table import Outcome
from portal.disclosure.remedies.text import mask_text

__all__ = ["done", "published"]


def done(steps: Sequence[Step], outcome: Outcome) -> list[Step]:
    """Return the steps as they were done: one more for each column that lost counts to protect another's."""
    suppressing = [step for step in steps if step.step == "suppress"]
    named = {step.column.strip() for step in suppressing if step.column is not None}
    more = [replace(suppressing[0], column=name) for name in outcome.hidden_in if name not in named]
    last = max((place for place, step in enumerate(steps) if step.step == "suppress"), default=-1) + 1
    return [*steps[:last], *more, *steps[last:]]


def published(step: Step) -> Json:
    """Return a step as the descriptor has it; should a column's name itself hold an identifier, it is masked."""
    told = step.as_json()
    return told | {"column": mask_text(step.column)} if step.column is not None else told
