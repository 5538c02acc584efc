"""A real server."""

import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from hrgraph.errors import StoreError
from hrgraph.service.serve import listen, run

PROGRAM = """
import sys, uvicorn
from pathlib import Path
from hrgraph.service import serve
listener = serve.listen("127.0.0.1", 0)
port = listener.getsockname()[1]
listener.close()
print(port, flush=True)
serve.run(port=port, build_dir=Path(sys.argv[1]))
"""


def _ready(client: httpx2.Client) -> httpx2.Response:
    """The first answer of /health/ready that is not 503: it is that until the first pages are made."""
    for _ in range(300):
        answer = client.get("/health/ready")
        if answer.status_code != 503:
            break
        time.sleep(0.1)
    return answer


def test_missing_build(tmp_path: Path) -> None:
    """Without a built graph the error names the file and what to do."""
    with pytest.raises(
        StoreError, match=r"hrgraph\.nq: there is no built graph; make it with `hrgraph build`"
    ):
        run(build_dir=tmp_path)


def test_taken_port(build: Path) -> None:
    """A port in use, and one that cannot be, are told before the server starts."""
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=rf"cannot serve on 127\.0\.0\.1, port {port}: .*--port"):
            run(port=port, build_dir=build)
    with pytest.raises(StoreError, match="port 70000"):
        listen("127.0.0.1", 70_000)


def test_a_real_server_answers(build: Path) -> None:
    """uvicorn serves the built graph over a real socket, HEAD included, and stops when told."""
    command = [sys.executable, "-c", PROGRAM, str(build)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = f"http://127.0.0.1:{int(server.stdout.readline())}"
            transport = httpx2.HTTPTransport(retries=8)
            with httpx2.Client(base_url=address, transport=transport, timeout=30) as client:
                ready = _ready(client)
                answer = client.post(
                    "/sparql", data={"query": "SELECT (1 AS ?n) {}"}, headers={"Accept": "text/csv"}
                )
                head = client.head("/sparql?query=ASK%20%7B%7D")
        finally:
            server.terminate()
        _, errors = server.communicate(timeout=30)

    assert ready.status_code == 200
    assert answer.text == "n\r\n1\r\n"
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "26")
    assert "Traceback" not in errors
