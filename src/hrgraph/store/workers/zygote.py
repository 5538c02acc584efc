"""The process that holds the loaded graph and forks workers, and how another process starts and asks it.

It has a single thread, so that forking it is safe, and never runs a query. A worker is a copy of it with the
graph in shared memory, made in milliseconds however long the loading took.
"""

import contextlib
import gc
import mmap
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path

from hrgraph.errors import HrgraphError, StoreError
from hrgraph.store.disk import DiskGraph
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.reasons import Reason
from hrgraph.store.workers.frames import END, FAILED, packed, receive, window
from hrgraph.store.workers.worker import Loaded, run

_SPAWN, _LET_GO = b"S", b"L"
_NONE = -1
_ROOM = 64 * 1024
_ORDER = struct.Struct("!cI")
_REPLY = struct.Struct("!i")
_ALLOCATOR = {
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=500",
}
"""Memory that a query gives back is kept for the next: asking for it anew took a tenth of a query (glibc)."""


class Zygote:
    """The process as seen from outside. Its methods wait for it and may be called from any thread.

    `size` is how many statements it has loaded, `version` which data that is (SHA-256 of the file).
    """

    def __init__(
        self, process: subprocess.Popen[bytes], control: socket.socket, size: int, version: str
    ) -> None:
        self._process = process
        self._control = control
        self._lock = threading.Lock()
        self.size = size
        self.version = version

    @classmethod
    def start(cls, path: Path, limits: Limits, memory: int) -> "Zygote":
        """Start the process and wait until it has loaded the file.

        Raises StoreError where the file cannot be loaded or the process ends while it loads.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            start = pickle.dumps((path, limits, memory)).hex()
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", __spec__.name, str(theirs.fileno()), start],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**_ALLOCATOR, **os.environ},
                # Not a session of its own: Linux would weigh that as a whole against the server, however low
                # the priority of its workers (autogroup, sched(7)).
                process_group=0,
            )
        message = receive(ours)
        if message is None or message[0] == FAILED:
            ours.close()
            process.wait()
            if message is None:
                raise StoreError(f"{path}: the process that loads it has ended ({process.returncode})")
            error: HrgraphError = pickle.loads(message[1])
            raise error
        return cls(process, ours, *pickle.loads(message[1]))

    def spawn(self, room: int = _ROOM) -> tuple[socket.socket, mmap.mmap, int]:
        """A new worker: the socket to ask it over, so much memory shared with it, and its process id.

        StoreError where there is none.
        """
        ours, theirs = socket.socketpair()
        shared, file = window(room)
        with theirs:
            try:
                with self._lock:
                    socket.send_fds(self._control, [_ORDER.pack(_SPAWN, 0)], [theirs.fileno(), file])
                    reply = self._control.recv(_REPLY.size, socket.MSG_WAITALL)
            except OSError:
                reply = b""
            finally:
                os.close(file)
        pid = _REPLY.unpack(reply)[0] if len(reply) == _REPLY.size else _NONE
        if pid == _NONE:
            ours.close()
            raise StoreError(Reason("no-worker"))
        return ours, shared, pid

    def let_go(self, pid: int) -> None:
        """Tell the process that a worker was killed; from now on its id can be another's. Does not wait."""
        with contextlib.suppress(OSError):
            self._control.send(_ORDER.pack(_LET_GO, pid))

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process with all its workers and wait for it."""
        with self._lock:
            self._control.close()
        self._process.wait()


def _serve(control: socket.socket, path: Path, limits: Limits, memory: int) -> None:
    try:
        store = DiskGraph.load(path, limits) if path.is_dir() else OxigraphStore.load(path, limits)
    except HrgraphError as error:
        control.sendall(packed(FAILED, pickle.dumps(error)))
        return
    gc.collect()
    gc.freeze()
    control.sendall(packed(END, pickle.dumps((store.size(), store.version()))))
    _Nursery(control, store, memory).serve()


class _Nursery:
    """Forks workers when told to, and clears away those that were let go of as they die."""

    def __init__(self, control: socket.socket, store: Loaded, memory: int) -> None:
        self._control = control
        self._store = store
        self._memory = memory
        self._children: set[int] = set()
        self._dying: set[int] = set()
        signal.signal(signal.SIGCHLD, lambda *_: self._reap())

    def serve(self) -> None:
        """Do as told until the other side closes; then end all workers."""
        while len((received := socket.recv_fds(self._control, _ORDER.size, 2))[0]) == _ORDER.size:
            order, pid = _ORDER.unpack(received[0])
            if order == _SPAWN:
                self._control.sendall(_REPLY.pack(self._fork(*received[1])))
            else:
                self._dying.add(pid)
                self._reap()
        # From now on none is cleared away, so that no id can become another's before it is told to end.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)

    def _fork(self, file: int, window: int) -> int:
        with socket.socket(fileno=file) as connection, open(window, "rb") as shared:
            try:
                pid = os.fork()
            except OSError:
                return _NONE
            if pid == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                self._control.close()
                run(connection, mmap.mmap(shared.fileno(), 0), self._store, self._memory)
        self._children.add(pid)
        return pid

    def _reap(self) -> None:
        for pid in [*self._dying]:
            try:
                is_gone = os.waitpid(pid, os.WNOHANG)[0] != 0
            except ChildProcessError:
                # A signal came in the middle of this and has cleared it away already.
                is_gone = True
            if is_gone:
                self._dying.discard(pid)
                self._children.discard(pid)


def main(arguments: list[str]) -> None:
    """Be that process, with the number of the control socket and what to load as arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    path, limits, memory = pickle.loads(bytes.fromhex(arguments[1]))
    # A server that ends while the graph is loaded leaves nobody to tell.
    with socket.socket(fileno=int(arguments[0])) as control, contextlib.suppress(BrokenPipeError):
        _serve(control, path, limits, memory)


if __name__ == "__main__":
    main(sys.argv[1:])
