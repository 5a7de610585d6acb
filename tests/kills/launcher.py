"""Tell the story in a process that kills itself at the k-th commit, fsync or rename of a phase.

``python -m tests.kills.launcher FOLDER PHASE K DATABASE_URL``; with K 0 it only writes down each place it passes, a
line each: the phase, its number in the phase, what it was. The hooks stand here, not in the portal.
"""

import os
import signal
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from portal.clock import SystemClock
from portal.services import open_services
from portal.settings import Settings
from tests.factories import World
from tests.kills.story import Story


def main(folder: Path, phase: str, kill_at: int, database_url: str) -> None:
    """Tell the story until the end, or the kill."""
    services = open_services(Settings(data_dir=folder / "var", database_url=database_url), SystemClock())
    story = Story(World(services, folder / "packages"), folder / "answers.json")
    passed: Counter[str] = Counter()
    write = os.open(folder / "places", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def pass_by(what: str) -> None:
        passed[story.phase] += 1
        os.write(write, f"{story.phase} {passed[story.phase]} {what}\n".encode())
        if (story.phase, passed[story.phase]) == (phase, kill_at):
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(name: str) -> None:
        original = getattr(os, name)

        def hooked(*args, **kwargs):
            pass_by(f"before-{name}")
            result = original(*args, **kwargs)
            pass_by(f"after-{name}")
            return result

        setattr(os, name, hooked)

    for name in ("fsync", "rename", "replace"):
        hook(name)
    event.listen(Engine, "commit", lambda _: pass_by("before-commit"))
    story.tell()
    services.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "")
