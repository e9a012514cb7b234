"""One thread of another process that stands still, as if it hung in a call: the others go on."""

import contextlib
import ctypes
import errno
import os
import pathlib

from suite import Failure, Skipped

# <sys/ptrace.h>, and the flag of waitpid for threads that are no children.
SEIZE, INTERRUPT, DETACH = 0x4206, 0x4207, 17
WALL = 0x40000000


class StoppedThread:
    """A context; to be entered and left on one thread."""

    def __init__(self, process, name):
        """`name`: the thread's, as `top -H` shows it."""
        self._call = ctypes.CDLL(None, use_errno=True).ptrace
        self._call.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        self._call.restype = ctypes.c_long
        found = [
            int(task.name) for task in pathlib.Path(f"/proc/{process}/task").iterdir()
            if (task / "comm").read_text().strip() == name]
        if not found:
            raise Failure(f"the process has no thread {name}")
        self._thread = found[0]

    def __enter__(self):
        self._ask(SEIZE)
        self._ask(INTERRUPT)
        os.waitpid(self._thread, WALL)
        return self

    def __exit__(self, *_):
        # A process that has ended is reported by whoever waits for it, once this thread of it was waited for here.
        if self._call(DETACH, self._thread, None, None) < 0:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._thread, WALL | os.WNOHANG)

    def _ask(self, request):
        if self._call(request, self._thread, None, None) < 0:
            number = ctypes.get_errno()
            raise (Skipped if number == errno.EPERM else Failure)(f"ptrace: {os.strerror(number)}")
