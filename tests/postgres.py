"""Run a command with a PostgreSQL of its own: ``python tests/postgres.py COMMAND…``.

The cluster lies in a temporary folder, listens on a free port of loopback, and goes when the command ends. As root
it is started as the user ``postgres``. The command finds its address in ``PORTAL_TEST_DATABASE_URL``.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Return the folder with ``initdb`` and ``pg_ctl``, of the newest version that Debian has installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


@contextmanager
def cluster(tools: Path):
    """Start a cluster and give its address."""
    folder = Path(tempfile.mkdtemp(prefix="kaifang-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run = lambda *command: subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: E731
    run(tools / "initdb", "-D", data, "-U", "portal", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200"
    options += " -c fsync=off -c full_page_writes=off"
    run(tools / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
    try:
        yield f"postgresql+psycopg://portal@127.0.0.1:{port}/postgres"
    finally:
        run(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command, or say why it cannot be run."""
    tools = binaries()
    if tools is None:
        print("PostgreSQL's server is not installed (Debian: apt-get install postgresql).", file=sys.stderr)
        return 1 if os.environ.get("PORTAL_TEST_REQUIRED") else 0
    with cluster(tools) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "PORTAL_TEST_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
