"""Settings: name, default, help. Each comes from the environment variable HRGRAPH_<NAME> or a file."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hrgraph.errors import DataError


class Setting(NamedTuple):
    """One setting. The type of `default` is the type of the value."""

    name: str
    default: str | int
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "HRGRAPH_" + self.name.upper()


SETTINGS = (
    Setting(
        "config", "", "TOML file with these settings by name (`port = 8000`); the environment wins over it"
    ),
    Setting("root", "", "project folder with ontology/, data/ and queries/; found by itself when empty"),
    Setting("out", "build", "folder of the built graph, relative to the project folder"),
    Setting("releases", "releases", "folder of the releases, beside the folder of the built graph"),
    Setting("store", "memory", "where queries are asked: memory, a folder, or the address of an endpoint"),
    Setting("store_update", "", "address for SPARQL Update at that endpoint; empty: the same"),
    Setting("store_graphs", "", "address of its graph store; empty: the same"),
    Setting("host", "127.0.0.1", "address to serve on"),
    Setting("port", 8000, "port to serve on"),
    Setting("rate", 1200, "requests a minute that one client may send; 0: as many as it likes"),
    Setting("proxies", 0, "proxies before the service that add X-Forwarded-For"),
    Setting("services", "", "endpoints that SERVICE may call, parted by spaces"),
    Setting("local_services", "", "the same, on this machine or in a private network"),
    Setting("workers", 0, "processes that answer queries; 0: one a processor and two more"),
    Setting("slow_workers", 4, "how many long queries may go on beside the workers"),
    Setting("waiting", 64, "how many requests may wait for a worker; more are turned away (503)"),
    Setting("query_seconds", 30, "time limit of a query in seconds; one over it is ended (503)"),
    Setting(
        "query_memory", 1024, "memory of a query in MiB beside the loaded graph; one over it is ended (503)"
    ),
    Setting("result_size", 1024, "largest result in MiB; a larger one is an error (413)"),
    Setting(
        "rows", 100_000, "most rows, or statements of RDF, of an answer; a longer one is cut; 0: no limit"
    ),
    Setting("checks", 2, "how many checks of /validate may go on at once; more are turned away (503)"),
    Setting("check_size", 10, "largest RDF to check in MiB; a larger one is refused (413)"),
    Setting("check_seconds", 30, "time limit of a check in seconds; one over it is ended (503)"),
    Setting("check_memory", 2048, "memory of a check in MiB; one over it is ended (503)"),
    Setting("releases_open", 2, "how many releases may have processes that answer queries at once"),
    Setting("releases_idle", 300, "seconds without a query after which a release lets go of its processes"),
    Setting("cache_size", 64, "MiB of responses to keep; 0: none"),
    Setting("log", "slow", "requests to log: `all`, or those that are `slow`"),
    Setting("slow_seconds", 5, "seconds from which on a request is slow; its query is logged"),
)


def read_settings(environment: Mapping[str, str] | None = None) -> dict[str, str | int]:
    """All settings by name: from the environment, from the file that it names, or as by default.

    Raises DataError when the file cannot be read or holds anything else, or a value is of another type.
    """
    environment = os.environ if environment is None else environment
    in_file = _read_file(environment.get("HRGRAPH_CONFIG", ""))
    values: dict[str, str | int] = {}
    for setting in SETTINGS:
        text = environment.get(setting.variable)
        if text is None:
            values[setting.name] = in_file.get(setting.name, setting.default)
        elif isinstance(setting.default, int):
            if not text.isdecimal():
                raise DataError(f"{setting.variable} must be a whole number, not {text!r}")
            values[setting.name] = int(text)
        else:
            values[setting.name] = text
    return values


def releases_folder(out: Path, environment: Mapping[str, str] | None = None) -> Path:
    """The folder of the releases, where `out` is that of the built graph."""
    return out.absolute().parent / str(read_settings(environment)["releases"])


def _read_file(name: str) -> dict[str, str | int]:
    if not name:
        return {}
    try:
        found = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"{name}, named by HRGRAPH_CONFIG, cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{name} is not TOML: {error}") from error
    known = {setting.name: setting.default for setting in SETTINGS if setting.name != "config"}
    for key, value in found.items():
        if key not in known:
            raise DataError(f"{name}: there is no setting {key!r}; there are {', '.join(sorted(known))}")
        if type(value) is not type(known[key]) or (isinstance(value, int) and value < 0):
            kind = "a whole number" if isinstance(known[key], int) else "a text in quotation marks"
            raise DataError(f"{name}: {key} must be {kind}, not {value!r}")
    return found


def find_root(given: str = "") -> Path:
    """The project folder: `given`, or the nearest folder above here, or above this file, that is one.

    Raises DataError when there is none.
    """
    if given:
        places = [Path(given)]
    else:
        here, module = Path.cwd(), Path(__file__).resolve()
        places = [here, *here.parents, *module.parents]
    for place in places:
        if (place / "ontology" / "hrgraph.ttl").is_file() and (place / "data").is_dir():
            return place.resolve()
    where = given or "this folder or any above it"
    raise DataError(
        f"{where} is no hrgraph project: it has no ontology/hrgraph.ttl and data/; set HRGRAPH_ROOT"
    )
