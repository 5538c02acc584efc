"""Real servers of other makes to publish to: `oxigraph serve` (PyPI) and Virtuoso (Debian), on free ports."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from hrgraph.store.endpoints.remote import Address

_PATIENCE = 300
_VIRTUOSO = Path(__file__).parents[1] / "benchmarks" / "virtuoso.ini"


def program(name: str, why: str) -> str:
    """The path of a program; without it the test is skipped, but on the machine that checks every change."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed; {why}")
    if found is None:
        pytest.skip(f"{name} is not installed; {why}")
    return found


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path) -> Iterator[Address]:
    """A running Oxigraph server with its data in the folder."""
    command = program("oxigraph", "`make setup` installs it from PyPI")
    base = f"http://127.0.0.1:{_free_port()}"
    arguments = [command, "serve", "--location", str(folder), "--bind", base.removeprefix("http://")]
    with _running(arguments, folder, base + "/"):
        yield Address(f"{base}/query", f"{base}/update", f"{base}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Address]:
    """A running Virtuoso with its data in the folder; its user is dba, and so is the password."""
    command = program("virtuoso-t", "Debian has it as virtuoso-opensource-7-bin")
    port = _free_port()
    settings = _VIRTUOSO.read_text(encoding="ascii")
    filled = settings.format(sql=_free_port(), http=port, buffers=2_000, threads=10)
    (folder / "virtuoso.ini").write_text(filled, encoding="ascii")
    base = f"http://127.0.0.1:{port}"
    with _running([command, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{base}/sparql"):
        yield Address(f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth")


@contextmanager
def _running(arguments: list[str], folder: Path, address: str) -> Iterator[None]:
    with subprocess.Popen(
        arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            end = time.monotonic() + _PATIENCE
            while True:
                try:
                    httpx2.get(address, timeout=_PATIENCE)
                    break
                except httpx2.TransportError:
                    if server.poll() is not None or time.monotonic() > end:
                        pytest.fail(f"{arguments[0]} does not start")
                    time.sleep(0.1)
            yield
        finally:
            server.kill()
