"""A folder with a built graph in, a running HTTP server out."""

import asyncio
import errno
import logging
import math
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from hrgraph.errors import StoreError
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import read_forms
from hrgraph.rdf.files import GRAPH_FILE
from hrgraph.service.app import create_app
from hrgraph.service.http.lane import lane
from hrgraph.service.http.rate import Rate
from hrgraph.service.operations.observe import LOG, Observed
from hrgraph.service.pages.documentation import read_documentation
from hrgraph.service.releases.archive import Archive
from hrgraph.service.validation import Checker
from hrgraph.store.base import Store
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits
from hrgraph.store.opening import MEMORY, open_served
from hrgraph.store.workers.pool import Pool
from hrgraph.switch import intact

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """How many bytes of responses are kept, and which requests are logged, from how many seconds on."""

    cache_size: int = 64 * MEBIBYTE
    slow_seconds: float = 5.0
    logs_all: bool = False


def run(
    host: str = "127.0.0.1",
    port: int = 8000,
    build_dir: Path = Path("build"),
    limits: Limits | None = None,
    announce: Callable[[str], None] = lambda address: None,
    rate: Rate | None = None,
    capacity: Capacity | None = None,
    watch: Watch | None = None,
    checker: Checker | None = None,
    archive: Archive | None = None,
    where: str = MEMORY,
) -> None:
    """Serve the graph of the folder until interrupted; `announce` gets the address once it is ready.

    Port 0 takes any free port. `checker` is what /validate checks with, `archive` the releases kept. `where`
    is the store to ask: that of the build in memory, a folder with a store, or the address of an endpoint.
    A hang-up signal (SIGHUP) makes it load the graph of the store anew, without dropping a request.
    Where processes cannot fork (Windows), queries run in threads and cannot be stopped.
    Where the build is damaged, the one before it is served, and the log says so.
    Raises StoreError if there is no built graph, or if the address cannot be had.
    """
    capacity, watch = capacity or Capacity(), watch or Watch()
    proxies = rate.proxies if rate else 0
    _log(watch.logs_all)
    site_dir = intact(build_dir)
    forms = read_forms(site_dir / FORMS)

    def pages() -> dict[str, str]:
        return read_documentation(intact(build_dir))

    def make_app(store: Store, on_start: Callable[[], None] | None = None) -> Observed:
        # Read again for each build that is served, but a build without pages is refused at once.
        read_documentation(site_dir)
        return create_app(
            store,
            limits,
            on_start,
            cache_size=watch.cache_size,
            slow_seconds=watch.slow_seconds,
            forms=forms,
            rate=rate,
            checker=checker,
            documentation=pages,
            build_dir=site_dir,
            archive=archive,
            warms_up=True,
        )

    with listen(host, port) as listener:
        store = open_served(where, build_dir / GRAPH_FILE, limits, capacity)
        if not isinstance(store, Pool | Endpoint):
            _serve(listener, host, make_app(store), capacity, announce, proxies)
            return
        try:
            app = make_app(store, lambda: _reload_on_hangup(store))
            _serve(listener, host, app, capacity, announce, proxies)
        finally:
            store.close()


def _log(everything: bool) -> None:
    """Write the log to standard error, a line an event."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    for logger, level in ((LOG, logging.INFO if everything else logging.WARNING), (_LOG, logging.INFO)):
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level)


def _serve(
    listener: socket.socket,
    host: str,
    app: Observed,
    capacity: Capacity,
    announce: Callable[[str], None],
    proxies: int,
) -> None:
    name = f"[{host}]" if ":" in host else host
    announce(f"http://{name}:{listener.getsockname()[1]}/")
    config = uvicorn.Config(
        app,
        http=lane(app.kept),
        log_level="warning",
        access_log=False,
        server_header=False,
        # X-Forwarded-Proto and -For are anybody's words where no proxy stands before the service.
        proxy_headers=proxies > 0,
        forwarded_allow_ips="*",
        # Told to stop, the server lets the queries that run come to their end.
        timeout_graceful_shutdown=math.ceil(capacity.seconds) + 1,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _reload_on_hangup(store: Pool | Endpoint) -> None:
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    def hang_up() -> None:
        task = loop.create_task(_reload(store))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    loop.add_signal_handler(signal.SIGHUP, hang_up)


async def _reload(store: Pool | Endpoint) -> None:
    try:
        is_new = await store.reload()
    except StoreError as error:
        _LOG.error("reload failed, the graph served stays: %s", error)
    else:
        _LOG.info("reloaded: %s, %s", store.version()[:12], "new data" if is_new else "the same data")


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
