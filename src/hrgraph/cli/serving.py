"""Serving the graph and putting it where it is served from: `serve`, `publish`."""

import argparse
import sys
from pathlib import Path

from hrgraph.cli.command import OK, Commands, Progress, add_store, built
from hrgraph.errors import DataError
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import read_forms
from hrgraph.releases.folder import Releases
from hrgraph.settings import read_settings, releases_folder
from hrgraph.store.disk import write_disk
from hrgraph.store.endpoints.publish import publish
from hrgraph.store.endpoints.remote import Address, Credentials, is_address
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits
from hrgraph.store.opening import MEMORY
from hrgraph.store.query.services import read_services


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    settings = commands.settings
    serving = commands.add("serve", _serve, "serve the built graph by SPARQL over HTTP")
    add_store(serving, settings)
    serving.add_argument("--host", default=settings["host"], help="address (default: %(default)s)")
    serving.add_argument("--port", type=int, default=settings["port"], help="port (default: %(default)s)")
    serving.add_argument(
        "--workers",
        type=int,
        default=settings["workers"],
        help="processes that answer queries; 0: one a processor and two more (default: %(default)s)",
    )

    publishing = commands.add(
        "publish", _publish, "put the built graph in a folder of its own, or an endpoint"
    )
    add_store(publishing, settings)
    publishing.add_argument(
        "--update",
        default=settings["store_update"],
        metavar="URL",
        help="where the endpoint takes SPARQL Update (default: where it takes queries)",
    )
    publishing.add_argument(
        "--graphs",
        default=settings["store_graphs"],
        metavar="URL",
        help="where it takes graphs, by the Graph Store Protocol (default: where it takes queries)",
    )


def _publish(options: argparse.Namespace, root: Path, out: Path) -> int:
    progress = Progress()
    file = built(out)
    if options.store == MEMORY:
        raise DataError("the graph in memory is that of the build; give a folder or an address with --store")
    if is_address(options.store):
        address = Address(options.store, options.update or options.store, options.graphs or options.store)
        size = publish(file, address, Credentials.read(), progress)
    else:
        progress(f"ielādē / loading {file}")
        size = write_disk([file], Path(options.store), read_forms(file.with_name(FORMS)))
    progress(f"gatavs / done: {size}, {options.store}")
    return OK


def _serve(options: argparse.Namespace, root: Path, out: Path) -> int:
    from hrgraph.service import serve  # what serves HTTP takes a third of a second
    from hrgraph.service.http.rate import Rate
    from hrgraph.service.releases.archive import Archive
    from hrgraph.service.validation import Checker

    if options.store == MEMORY:
        built(out)
    settings = read_settings()
    limits = Limits(
        rows=int(settings["rows"]),
        services=read_services(str(settings["services"])),
        local_services=read_services(str(settings["local_services"]), may_be_local=True),
    )
    capacity = _capacity(settings, options.workers)
    serve.run(
        options.host,
        options.port,
        out,
        limits=limits,
        announce=_announce,
        rate=Rate(per_minute=int(settings["rate"]), proxies=int(settings["proxies"])),
        capacity=capacity,
        watch=serve.Watch(
            cache_size=int(settings["cache_size"]) * MEBIBYTE,
            slow_seconds=int(settings["slow_seconds"]),
            logs_all=settings["log"] == "all",
        ),
        checker=Checker(
            root / "ontology",
            size=int(settings["check_size"]) * MEBIBYTE,
            seconds=int(settings["check_seconds"]),
            megabytes=int(settings["check_memory"]),
            at_once=int(settings["checks"]),
        ),
        archive=Archive(
            Releases(releases_folder(out)),
            limits,
            capacity,
            most=int(settings["releases_open"]),
            idle=int(settings["releases_idle"]),
        ),
        where=options.store,
    )
    return OK


def _capacity(settings: dict[str, str | int], workers: int) -> Capacity:
    return Capacity(
        workers=workers or Capacity().workers,
        slow_workers=int(settings["slow_workers"]),
        waiting=int(settings["waiting"]),
        seconds=int(settings["query_seconds"]),
        memory=int(settings["query_memory"]) * MEBIBYTE,
        result_bytes=int(settings["result_size"]) * MEBIBYTE,
    )


def _announce(address: str) -> None:
    print(
        f"hrgraph: {address} (SPARQL: {address.rstrip('/')}/sparql); Ctrl+C stops it",
        file=sys.stderr,
        flush=True,
    )
