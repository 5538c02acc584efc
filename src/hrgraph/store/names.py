"""What things are called, as a file of the build: names in, JSON out, and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from hrgraph.errors import StoreError

FILE = "names.json"
"""The file of a build that holds the names."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing: its KEY, the local names of its classes, its labels, and what else it is called."""

    key: str
    classes: tuple[str, ...]
    lv: str
    en: str
    others: tuple[str, ...] = ()


def as_json(named: Iterable[Named]) -> bytes:
    """The names as a file of the build, always the same bytes for the same names."""
    listed = [asdict(thing) for thing in sorted(named, key=lambda thing: thing.key)]
    return b"[\n" + b",\n".join(json.dumps(item, ensure_ascii=False).encode() for item in listed) + b"\n]\n"


def read_names(file: Path) -> tuple[Named, ...]:
    """The names that a build wrote; StoreError if the file is there and holds none.

    A build of another make may lack the file: only what the graph names is then known.
    """
    try:
        return tuple(
            Named(item["key"], tuple(item["classes"]), item["lv"], item["en"], tuple(item["others"]))
            for item in json.loads(file.read_bytes())
        )
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise StoreError(f"{file}: holds no names of things; build again with `hrgraph build`") from problem
