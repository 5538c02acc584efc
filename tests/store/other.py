"""Another server that speaks SPARQL 1.1 Protocol, as slow and as wrong as a test wants it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from hrgraph.store.endpoints.dataset import RECORD

XML = "application/sparql-results+xml"


def rows(**values: str | list[str]) -> bytes:
    """A result in XML with one column and these values by their kind."""
    found = "".join(
        f'<result><binding name="n"><{kind}>{value}</{kind}></binding></result>'
        for kind, listed in values.items()
        for value in ([listed] if isinstance(listed, str) else listed)
    )
    head = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="n"/></head>'
    return f"{head}<results>{found}</results></sparql>".encode()


def recorded(version: str = "v1") -> bytes:
    """What is said to be published: this version, seven statements, two graphs."""
    said = {"version": [version], "size": ["7"], "graph": ["urn:g", "urn:h"]}
    found = "".join(
        f'<result><binding name="p"><uri>{RECORD}:{name}</uri></binding>'
        f'<binding name="o"><literal>{value}</literal></binding></result>'
        for name, values in said.items()
        for value in values
    )
    head = '<head><variable name="p"/><variable name="o"/></head>'
    return f'<sparql xmlns="http://www.w3.org/2005/sparql-results#">{head}<results>{found}</results></sparql>'.encode()


@dataclass
class Other:
    """What the other server does: its next answers, what it was asked, and how many clients left early."""

    address: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": XML})
    body: bytes = b""
    recorded: bytes = field(default_factory=recorded)
    waits: float = 0.0
    endless: bool = False
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    given_up: threading.Event = field(default_factory=threading.Event)

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        length = int(handler.headers["Content-Length"])
        fields = parse_qs(handler.rfile.read(length).decode())
        status, headers, body = self.status, self.headers, self.body
        if RECORD in fields.get("default-graph-uri", ()):
            status, headers, body = 200, {**self.headers, "Content-Type": XML}, self.recorded
        else:
            self.asked.append(fields)
            self.accepted.append(handler.headers["Accept"])
            self._wait(handler.connection)
        handler.send_response_only(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        if not self.endless or body is not self.body:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        try:
            handler.wfile.write(body)
            while self.endless and body is self.body:
                handler.wfile.write((b"x" * 63 + b"\n") * 1024)
        except OSError:
            self.given_up.set()

    def _wait(self, connection: socket.socket) -> None:
        """Wait for the client to leave, at most as long as this server takes."""
        connection.settimeout(self.waits or None)
        if self.waits:
            try:
                if not connection.recv(1):
                    self.given_up.set()
            except TimeoutError:
                pass
            connection.settimeout(None)


@contextmanager
def serving() -> Iterator[Other]:
    """A server that says of itself that graphs are published, and else answers as told."""
    found = Other(body=rows(literal="1"))
    handler = type(
        "Handler",
        (BaseHTTPRequestHandler,),
        {
            "do_POST": lambda self: found.handle(self),
            "log_message": lambda *_: None,
            "protocol_version": "HTTP/1.1",
        },
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
        yield found
        server.shutdown()
