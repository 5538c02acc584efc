"""What a worker process does; here it runs in a thread, since it talks over a socket anyway."""

import mmap
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrgraph.errors import BadQuery
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.frames import (
    ASK,
    BEGIN,
    END,
    LAST,
    PIECE,
    SHARED,
    WHOLE,
    Frame,
    packed,
    receive,
)
from hrgraph.store.workers.worker import work

WINDOW = mmap.mmap(-1, 100_000)


@pytest.fixture
def asked(store: OxigraphStore) -> Iterator[socket.socket]:
    """The socket to ask a worker over."""
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=work, args=(theirs, WINDOW, store))
    thread.start()
    yield ours
    ours.close()
    thread.join()
    theirs.close()


def answer(asked: socket.socket, *question: object) -> list[Frame]:
    """The messages that answer a question."""
    asked.sendall(packed(ASK, pickle.dumps(question)))
    found: list[Frame] = []
    while not found or found[-1][0] not in LAST:
        message = receive(asked)
        assert message is not None
        found.append(message)
    return found


def test_answer(asked: socket.socket) -> None:
    """A small answer is one message, with the number of rows of a SELECT."""
    text = 'ASK { ?s <https://example.org/says> "word"@en }'
    [(kind, content)] = answer(asked, text, "text/csv", (), ())
    [(_, rows)] = answer(asked, "SELECT ?x { VALUES ?x { 1 2 3 } }", "application/json", (), ())

    assert (kind, pickle.loads(content)) == (WHOLE, ("text/csv", b"true", None, False))
    assert pickle.loads(rows)[2] == 3
    [(_, cut)] = answer(asked, "SELECT ?x { VALUES ?x { 1 2 3 } }", "text/csv", (), (), 2)
    assert pickle.loads(cut) == ("text/csv", b"x\r\n1\r\n2\r\n", 2, True)


def test_error_does_not_end_the_worker(asked: socket.socket) -> None:
    """An error of the query comes whole, with its place and code, and the worker goes on."""
    error = pickle.loads(answer(asked, "SELECT ?x {", None, (), ())[-1][1])

    assert isinstance(error, BadQuery)
    assert (error.line, error.column, getattr(error.message, "code", "")) == (1, 12, "ends-early")
    assert answer(asked, "ASK {}", "text/csv", (), ())[-1][0] == WHOLE


def test_larger_answers_lie_in_the_window(asked: socket.socket) -> None:
    """The message of an answer over 64 KiB says how much of the shared memory it takes."""
    text = f"SELECT ({'a' * 5_000!r} AS ?x) {{ VALUES ?n {{ {'1 ' * 15} }} }}"

    [(kind, content)] = answer(asked, text, "text/csv", (), ())
    media_type, size, rows, is_cut = pickle.loads(content)

    assert (kind, media_type, rows, is_cut) == (SHARED, "text/csv", 15, False)
    assert WINDOW[:size] == b"x\r\n" + (b"a" * 5_000 + b"\r\n") * 15


def test_value_larger_than_the_window(asked: socket.socket) -> None:
    """It comes in a piece of its own."""
    text = f"SELECT ({'a' * 5_000!r} AS ?x) (CONCAT({', '.join(['?x'] * 30)}) AS ?y) {{}}"

    first, *middle, last = answer(asked, text, "text/csv", (), ())

    assert (first[0], last[0]) == (BEGIN, END)
    assert (
        b"".join(content for _, content in middle)
        == b"x,y\r\n" + b"a" * 5_000 + b"," + b"a" * 150_000 + b"\r\n"
    )


def test_large_answers_come_in_pieces(asked: socket.socket) -> None:
    """One that the window cannot hold does, in pieces of about 64 KiB; the rows are told at the end."""
    text = f"SELECT ({'a' * 5_000!r} AS ?x) {{ VALUES ?n {{ {'1 ' * 50} }} }}"

    first, *middle, last = answer(asked, text, "text/csv", (), ())
    pieces = [content for kind, content in middle if kind == PIECE]

    assert first == (BEGIN, b"text/csv")
    assert (last[0], pickle.loads(last[1])) == (END, (50, False))
    assert len(pieces) > 1
    assert max(map(len, pieces)) < 140_000
    assert len(b"".join(pieces)) == 3 + 50 * 5_002


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells how much a process takes")
def test_confined_memory() -> None:
    """A process that takes more than it may comes to an end; one that takes less does not."""
    program = (
        "import sys; from hrgraph.store.workers import worker; "
        "worker.confine(50 << 20); bytes(int(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program]

    done = [
        subprocess.run([*command, str(size << 20)], check=False, capture_output=True, text=True)
        for size in (10, 100)
    ]

    assert [process.returncode for process in done] == [0, 1]
    assert "MemoryError" in done[1].stderr
