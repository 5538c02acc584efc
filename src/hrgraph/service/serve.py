"""A folder with a built graph in, a running HTTP server out."""

import errno
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from hrgraph.errors import StoreError
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import read_forms
from hrgraph.service.app import create_app
from hrgraph.service.rate import Rate
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore

GRAPH_FILE = "hrgraph.nq"


def run(
    host: str = "127.0.0.1",
    port: int = 8000,
    build_dir: Path = Path("build"),
    limits: Limits | None = None,
    announce: Callable[[str], None] = lambda address: None,
    rate: Rate | None = None,
) -> None:
    """Serve the graph of the folder until interrupted; `announce` gets the address once it is bound.

    Port 0 takes any free port.
    Raises StoreError if there is no built graph, or if the address cannot be had.
    """
    store = OxigraphStore.load(build_dir / GRAPH_FILE, limits)
    listener = listen(host, port)
    with listener:
        name = f"[{host}]" if ":" in host else host
        announce(f"http://{name}:{listener.getsockname()[1]}/")
        app = create_app(store, limits, forms=read_forms(build_dir / FORMS), rate=rate)
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a taken port is known before the server starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        if not 0 <= port <= 65_535:
            raise OSError(errno.EINVAL, "a port is a number from 0 to 65535")
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"cannot serve on {host}, port {port}: {reason}; choose another with --port"
        ) from error
