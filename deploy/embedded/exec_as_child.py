"""Become a server that ends together with the process that started it.

Run as a file, never imported: `python -IS exec_as_child.py PARENT_PID SIGNAL UID GID PROGRAM [ARGUMENT ...]`.
It only needs the standard library, so that it starts in milliseconds and from any directory.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522


def end_with(parent: int, ending: int) -> None:
    """Have the kernel send `ending` to this process when its parent goes, however the parent goes."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ending, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent was gone before the server could start")


def become(uid: int, gid: int) -> None:
    """Change from root to another user who still reaches directories that only root may enter.

    PostgreSQL refuses to run as root, and a checkout below /root is closed to every other user. Opening
    /root to everybody would be worse than letting this one child pass.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    wanted = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # effective, permitted, inheritable, each for the lower 32 capabilities and then for the upper ones
    sets = (ctypes.c_uint32 * 6)(wanted, wanted, wanted, 0, 0, 0)
    if libc.capset(ctypes.byref(header), ctypes.byref(sets)) == 0:
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def main(arguments: list[str]) -> None:
    """Set the process up and replace it by the program."""
    parent, ending, uid, gid, program = arguments[:5]
    if int(uid) != os.geteuid():
        become(int(uid), int(gid))
    # A change of user clears the parent-death signal: it is set last.
    end_with(int(parent), int(ending))
    # The servers set their own handlers, but an ignored signal would stay ignored.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)
    os.execv(program, [program, *arguments[5:]])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
