"""Serving the graph: `serve`."""

import argparse
import sys
from pathlib import Path

from hrgraph.cli.command import OK, Commands, built
from hrgraph.releases.folder import Releases
from hrgraph.service import serve
from hrgraph.service.archive import Archive
from hrgraph.service.rate import Rate
from hrgraph.service.validation import Checker
from hrgraph.settings import read_settings, releases_folder
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits
from hrgraph.store.services import read_services


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    settings = commands.settings
    serving = commands.add("serve", _serve, "serve the built graph by SPARQL over HTTP")
    serving.add_argument("--host", default=settings["host"], help="address (default: %(default)s)")
    serving.add_argument("--port", type=int, default=settings["port"], help="port (default: %(default)s)")
    serving.add_argument(
        "--workers",
        type=int,
        default=settings["workers"],
        help="processes that answer queries; 0: one a processor and two more (default: %(default)s)",
    )


def _serve(options: argparse.Namespace, root: Path, out: Path) -> int:
    built(out)
    settings = read_settings()
    limits = Limits(
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
        checker=_checker(settings, root / "ontology"),
        archive=Archive(
            Releases(releases_folder(out)),
            limits,
            capacity,
            most=int(settings["releases_open"]),
            idle=int(settings["releases_idle"]),
        ),
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


def _checker(settings: dict[str, str | int], ontology: Path) -> Checker:
    return Checker(
        ontology,
        size=int(settings["check_size"]) * MEBIBYTE,
        seconds=int(settings["check_seconds"]),
        megabytes=int(settings["check_memory"]),
        at_once=int(settings["checks"]),
    )


def _announce(address: str) -> None:
    print(
        f"hrgraph: {address} (SPARQL: {address.rstrip('/')}/sparql); Ctrl+C stops it",
        file=sys.stderr,
        flush=True,
    )
