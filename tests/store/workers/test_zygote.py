"""The process that holds the graph and forks workers."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrgraph.errors import StoreError
from hrgraph.store.limits import MEBIBYTE, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.frames import ASK, SHARED, WHOLE, packed, receive
from hrgraph.store.workers.zygote import Zygote, _Nursery

TRUE = (WHOLE, pickle.dumps(("text/csv", b"true", None, False)))


@pytest.fixture
def zygote(many: Path) -> Iterator[Zygote]:
    """A process with 8,000 statements."""
    started = Zygote.start(many, Limits(), 512 * MEBIBYTE)
    yield started
    started.stop()


def ask(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """The first message of the answer to a query."""
    connection.sendall(packed(ASK, pickle.dumps(("ASK {}", "text/csv", (), ()))))
    return receive(connection)


def is_there(pid: int) -> bool:
    """Whether a process of that id is there, dead or alive."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def waited_for(pid: int) -> bool:
    """Whether the process is gone within some seconds."""
    for _ in range(500):
        if not is_there(pid):
            return True
        time.sleep(0.01)
    return False


def test_workers(zygote: Zygote) -> None:
    """A worker answers; killed and let go of, it leaves nothing behind, and the next one answers."""
    connection, _, pid = zygote.spawn()
    with connection:
        assert ask(connection) == TRUE
        os.kill(pid, signal.SIGKILL)
        assert receive(connection) is None
    zygote.let_go(pid)
    again, _, second = zygote.spawn()

    with again:
        assert ask(again) == TRUE
    assert waited_for(pid)
    assert second != pid
    assert (zygote.size, len(zygote.version)) == (8_000, 64)


def test_memory_is_shared(zygote: Zygote) -> None:
    """What the worker puts there, the server reads."""
    connection, window, _ = zygote.spawn(200_000)
    with connection:
        question = f"SELECT ({'a' * 70_000!r} AS ?x) {{}}", "text/csv", (), ()
        connection.sendall(packed(ASK, pickle.dumps(question)))

        assert receive(connection) == (SHARED, pickle.dumps(("text/csv", 70_005, 1, False)))
        assert (len(window), window[:70_005]) == (200_000, b"x\r\n" + b"a" * 70_000 + b"\r\n")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists the threads of a process")
def test_it_has_one_thread(zygote: Zygote) -> None:
    """Forking is safe only while no other thread could hold a lock."""
    assert len([*Path(f"/proc/{zygote._process.pid}/task").iterdir()]) == 1


def test_a_worker_cleared_away_already(store: OxigraphStore) -> None:
    """One that the signal handler cleared away in the middle of clearing away does not end the process."""
    ours, theirs = socket.socketpair()
    before = signal.getsignal(signal.SIGCHLD)
    try:
        nursery = _Nursery(ours, store, MEBIBYTE)
        with subprocess.Popen([sys.executable, "-c", ""]) as child:
            pass
        nursery._dying.add(child.pid)
        nursery._reap()
    finally:
        signal.signal(signal.SIGCHLD, before)
        ours.close()
        theirs.close()

    assert nursery._dying == set()


def test_no_file(tmp_path: Path) -> None:
    """What is wrong with the file is told as if it had been loaded here."""
    with pytest.raises(StoreError, match=r"none\.nq: there is no built graph"):
        Zygote.start(tmp_path / "none.nq", Limits(), MEBIBYTE)


def test_its_end_is_the_end_of_its_workers(zygote: Zygote) -> None:
    """No worker outlives it, and asked for another one it says that there is none."""
    connection, _, pid = zygote.spawn()
    zygote.stop()

    with connection:
        assert receive(connection) is None
    assert waited_for(pid)
    assert not zygote.is_alive()
    with pytest.raises(StoreError, match="no process can be started"):
        zygote.spawn()


def test_server_that_ended_meanwhile(many: Path) -> None:
    """A server that ends while its graph is loaded leaves nobody to tell, and no traceback."""
    here, there = socket.socketpair()
    with here, there:
        given = pickle.dumps((many, Limits(), 512 * MEBIBYTE)).hex()
        with subprocess.Popen(
            [sys.executable, "-m", "hrgraph.store.workers.zygote", str(there.fileno()), given],
            pass_fds=[there.fileno()],
            stderr=subprocess.PIPE,
        ) as process:
            here.close()
            there.close()
            assert process.stderr is not None
            assert process.stderr.read() == b""
            assert process.wait() == 0


def test_workers_that_die_while_all_are_ended(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of one worker, noticed while the others are still to be ended, disturbs nothing."""
    before = signal.getsignal(signal.SIGCHLD)
    ours, theirs = socket.socketpair()
    workers = [subprocess.Popen(["sleep", "60"]) for _ in range(3)]
    kill = os.kill

    def kill_and_see(pid: int, what: int) -> None:
        kill(pid, what)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

    monkeypatch.setattr(os, "kill", kill_and_see)
    try:
        nursery = _Nursery(theirs, OxigraphStore.load(named), 1 << 30)
        nursery._children = {worker.pid for worker in workers}
        nursery._dying = {*nursery._children}
        ours.close()
        nursery.serve()
        assert [worker.wait() for worker in workers] == [-signal.SIGKILL] * 3
    finally:
        signal.signal(signal.SIGCHLD, before)
        theirs.close()
        for worker in workers:
            worker.kill()
