"""What is kept beside a shard: what it was made of, what it holds, and what went wrong."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

from hrgraph.errors import BuildError

SHARDS = "shards"
QUADS, RECORD = ".nq.gz", ".json"
ASIDE = ".new"


class Trouble(NamedTuple):
    """One thing wrong with one text. `line` is empty where it is not known; `outcome` is `left out` when the
    text is not in the shard, and `warning` when it is."""

    file: str
    line: str
    outcome: str
    what: str
    to_do: str


class Member(NamedTuple):
    """A text of a shard: path, id, SHA-256 of its file and number of its statements, 0 when left out."""

    path: str
    document: str
    sha256: str
    statements: int


@dataclass(frozen=True)
class Record:
    """`inputs` is a hash of all that the shard was made of, `sha256` one of the file of quads."""

    name: str
    inputs: str
    sha256: str
    size: int
    statements: int
    members: tuple[Member, ...] = ()
    troubles: tuple[Trouble, ...] = field(default_factory=tuple)

    @property
    def documents(self) -> int:
        """The number of texts whose statements the shard holds."""
        return sum(member.statements > 0 for member in self.members)


def read_record(out: Path, name: str) -> Record | None:
    """The record of a shard in `out`; None when there is none that can be read."""
    try:
        found = json.loads((out / SHARDS / (name + RECORD)).read_text(encoding="utf-8"))
        found["members"] = tuple(Member(*one) for one in found["members"])
        found["troubles"] = tuple(Trouble(*one) for one in found["troubles"])
        return Record(**found)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_whole(out: Path, record: Record) -> bool:
    """Whether the file of quads is the one that the record is of."""
    try:
        return (
            hashlib.sha256((out / SHARDS / (record.name + QUADS)).read_bytes()).hexdigest() == record.sha256
        )
    except OSError:
        return False


def write_shard(out: Path, record: Record, quads: bytes) -> None:
    """Write the compressed quads and then their record. Raises BuildError when the disk refuses."""
    text = json.dumps(asdict(record), ensure_ascii=True, separators=(",", ":"))
    write_files(
        out, {f"{SHARDS}/{record.name}{QUADS}": quads, f"{SHARDS}/{record.name}{RECORD}": text.encode()}
    )


def write_files(out: Path, contents: Mapping[str, bytes]) -> None:
    """Write each file aside and put it in its place whole, in the order given.

    Raises BuildError when the disk refuses; finished files stay.
    """
    try:
        for name, content in contents.items():
            file = out / name
            aside = file.with_name(file.name + ASIDE)
            try:
                with aside.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                aside.replace(file)
            finally:
                aside.unlink(missing_ok=True)
    except OSError as problem:
        raise BuildError(
            f"{out} cannot be written: {problem.strerror}; finished shards are kept: "
            "make room or choose another --out, and run the same command again"
        ) from problem
