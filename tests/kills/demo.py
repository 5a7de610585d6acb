"""Load the demo in a process that kills itself before the k-th commit or replacement of a file.

``python -m tests.kills.demo DATA CONTENT K DATABASE_URL``; with K 0 it ends by itself and prints how many it passed.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from portal.demo import demo_people, load_demo
from portal.services import open_services
from portal.settings import Settings


def main(data: Path, content: Path, kill_at: int, database_url: str) -> None:
    """Load it until the end, or the kill."""
    services = open_services(Settings(data_dir=data, content_dir=content, database_url=database_url))
    places = count(1)
    replace = os.replace

    def pass_by(*_: object) -> None:
        if next(places) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def replace_unless_killed(*arguments: object) -> None:
        pass_by()
        replace(*arguments)

    os.replace = replace_unless_killed
    event.listen(Engine, "commit", pass_by)
    demo_people(services)
    load_demo(services, progress=lambda *_: None)
    services.close()
    print(next(places) - 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "")
