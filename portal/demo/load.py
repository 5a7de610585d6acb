"""Taking each package of the manifest as far as it is to come; what is done is not done again."""

from collections.abc import Callable

from portal.demo.manifest import Outcome, Step, read_manifest
from portal.demo.officials import NotReleased, approve, hand_in, send_back, take_back
from portal.demo.standing import Standing, standing_of
from portal.jobs import Loop
from portal.services import Services
from portal.worker import make_loop

__all__ = ["load_demo"]

_LAST_ACTS = {Outcome.RETURNED: send_back, Outcome.WITHDRAWN: take_back}


def load_demo(services: Services, *, progress: Callable[[int, int], None]) -> None:
    """Bring the portal to what the manifest says, and every follower to the last change.

    May be killed and run again. What people have since done with a package that was to wait is left as it is.
    progress: called with the steps done and their number.  Raises NotReleased if the checks stop a package.
    """
    steps = read_manifest(services.settings.content_dir / "datapackages")
    loop = make_loop(services)
    for done, step in enumerate(steps):
        progress(done, len(steps))
        if not _standing(services, step).is_done:
            _carry_out(services, loop, step)
    loop.run_until_idle()
    progress(len(steps), len(steps))


def _carry_out(services: Services, loop: Loop, step: Step) -> None:
    if _standing(services, step).needs_hand_in:
        hand_in(services, step)
    loop.run_until_idle()
    approve(services, step)
    loop.run_until_idle()
    if step.outcome in _LAST_ACTS:
        _LAST_ACTS[step.outcome](services, step)
    if not _standing(services, step).is_done:
        raise NotReleased("demo.not_released", name=step.name)


def _standing(services: Services, step: Step) -> Standing:
    with services.database.read() as session:
        return standing_of(session, step)
