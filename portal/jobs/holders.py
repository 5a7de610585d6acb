"""Naming the process that holds a lease, so that the next start on the same machine need not wait out a dead one."""

import os
import socket
from pathlib import Path

__all__ = ["is_dead", "this_process"]


def this_process() -> str:
    """Name this process: machine, boot, process namespace, number, and the tick it was started at."""
    return "|".join((*_where(), str(os.getpid()), _started(os.getpid()) or "0"))


def is_dead(holder: str) -> bool:
    """Tell whether the holder certainly runs no more. Of another machine or namespace it cannot be told: False."""
    *where, number, started = holder.split("|")
    return tuple(where) == _where() and _started(int(number)) != started


def _where() -> tuple[str, ...]:
    boot = Path("/proc/sys/kernel/random/boot_id")
    space = Path("/proc/self/ns/pid")
    return (
        socket.gethostname(),
        boot.read_text().strip() if boot.exists() else "-",
        str(space.readlink()) if space.is_symlink() else str(os.getpid()),
    )


def _started(number: int) -> str | None:
    """Field 22 of ``/proc/<pid>/stat`` (proc(5)); the command's name before it may hold blanks and brackets."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in ("Z", "X") else fields[19]
