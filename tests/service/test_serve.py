"""A real server."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from hrgraph.errors import StoreError
from hrgraph.service.serve import listen, run

PROGRAM = """
import sys, uvicorn
from pathlib import Path
from hrgraph.service import serve
from hrgraph.service.http.rate import Rate
listener = serve.listen("127.0.0.1", 0)
port = listener.getsockname()[1]
listener.close()
print(port, flush=True)
serve.run(port=port, build_dir=Path(sys.argv[1]), rate=Rate(60, 2, proxies=int(sys.argv[2])))
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


@contextmanager
def _server(build: Path, proxies: int, errors: list[str]) -> Iterator[httpx2.Client]:
    """A client of a server that is ready; `errors` gets what it wrote to standard error."""
    command = [sys.executable, "-c", PROGRAM, str(build), str(proxies)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = f"http://127.0.0.1:{int(server.stdout.readline())}"
            transport = httpx2.HTTPTransport(retries=8)
            with httpx2.Client(base_url=address, transport=transport, timeout=30) as client:
                assert _ready(client).status_code == 200
                yield client
        finally:
            server.terminate()
        errors.append(server.communicate(timeout=30)[1])


def test_a_real_server_answers(build: Path) -> None:
    """uvicorn serves the built graph over a real socket, HEAD included, and stops when told.

    Nobody passes for somebody else by a header, or for one who came by HTTPS, where no proxy writes it.
    """
    errors: list[str] = []
    with _server(build, 0, errors) as client:
        answer = client.post("/sparql", data={"query": "SELECT (1 AS ?n) {}"}, headers={"Accept": "text/csv"})
        head = client.head("/sparql?query=ASK%20%7B%7D")
        again = client.get("/sparql?query=ASK%20%7B%7D")
        refused = client.get("/reconcile", headers={"X-Forwarded-For": "192.0.2.1"})

    assert again.status_code == 429
    assert answer.text == "n\r\n1\r\n"
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "26")
    assert refused.status_code == 429
    assert "Traceback" not in errors[0]


def test_behind_a_proxy(build: Path) -> None:
    """Behind a proxy each of its clients has a rate, and links lead where the client came from."""
    with _server(build, 1, []) as client:
        https = {"X-Forwarded-Proto": "https"}
        answers = [
            client.get("/reconcile", headers={"X-Forwarded-For": f"192.0.2.{n}", **https}) for n in range(4)
        ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[0].json()["view"]["url"].startswith("https://127.0.0.1")
