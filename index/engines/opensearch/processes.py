"""Whether a process that left its name is still there, as far as this machine can tell.

Elsewhere, in another container or on a system without /proc, nobody is ever held to be gone.
"""

import os
from pathlib import Path


def this_process() -> str:
    """A name that no other process has, now or later; "" where there is no /proc."""
    pid = os.getpid()
    return f"{machine} {pid} {began}" if (machine := _machine()) and (began := _began(pid)) else ""


def is_gone(name: str) -> bool:
    """Whether this was a process of this machine, and ended."""
    machine, _, process = name.partition(" ")
    pid, _, began = process.partition(" ")
    if not machine or machine != _machine() or not pid.isdigit():
        return False
    return _began(int(pid)) != began


def _machine() -> str:
    """This start of this machine, and the names of processes that are in force here."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _began(pid: int) -> str:
    """When it began, in ticks; "" if there is no such process, or it only waits to be buried."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name of the program, in brackets, may hold anything.
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state in "ZX" else fields[18]
