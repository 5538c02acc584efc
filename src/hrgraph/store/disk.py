"""The graph in a folder on disk (Oxigraph on RocksDB): for more than fits in memory, opened in milliseconds.

The folder is replaced as a whole, like that of a build (`hrgraph.switch`), and never written to afterwards.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from hrgraph.errors import StoreError
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import Forms, read_forms
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.switch import Held, intact, replacing

RECORD = "store.json"
_DATA = "data"


@dataclass(frozen=True)
class DiskGraph:
    """A graph on disk, not opened: the engine starts threads, so each process has to open it itself.

    As long as it is `held`, no publication removes its files.
    """

    folder: Path
    limits: Limits | None
    forms: Forms
    record: dict[str, str | int]
    held: Held | None = None

    @classmethod
    def load(cls, folder: Path, limits: Limits | None = None) -> "DiskGraph":
        """The graph in the folder, compared with its checksums.

        Where it is damaged, the one before it is taken. Raises StoreError where there is none.
        """
        require_store(folder)
        # The place that the link leads to now: every process that opens it opens the same.
        place = intact(folder).resolve()
        try:
            held = Held(place)
            record = json.loads((place / RECORD).read_bytes())
        except OSError as error:
            raise StoreError(f"{folder}: {error}") from error
        return cls(place, limits, read_forms(place / FORMS), record, held)

    def opened(self) -> OxigraphStore:
        """The graph, ready to answer. StoreError where it cannot be opened."""
        try:
            engine = ox.Store.read_only(str(self.folder / _DATA))
        except OSError as error:
            raise StoreError(f"{self.folder}: {error}") from error
        return OxigraphStore(engine, self.limits, self.version(), self.forms, self.size())

    def size(self) -> int:
        """How many statements there are, over all graphs."""
        return int(self.record["size"])

    def version(self) -> str:
        """The SHA-256 of the file that it was made of, or of the SHA-256 of each file."""
        return str(self.record["version"])


def require_store(folder: Path) -> None:
    """Raise StoreError where the folder holds no store."""
    if not (folder / RECORD).is_file():
        raise StoreError(f"{folder}: there is no store; make it with `hrgraph publish --store {folder}`")


def write_disk(
    files: Sequence[Path],
    folder: Path,
    forms: Forms,
    loaded: Callable[[Path], None] = lambda file: None,
) -> int:
    """Load files of N-Quads, in gzip where the name ends in .gz, into a new store; returns its size.

    The store takes the place of the folder when it is whole; `forms` are kept in it, so that words are found
    in any form. `loaded` is told each file. Raises StoreError where a file is missing or no N-Quads, and
    BuildError where the folder cannot be written; what stood there stays then.
    """
    with replacing(folder) as new:
        engine = ox.Store(str(new / _DATA))
        digests = []
        for file in files:
            digests.append(_load(file, engine))
            loaded(file)
        size = len(engine)
        # The engine's own union repeats a statement that stands in two graphs; a graph holds it once.
        engine.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in engine)
        engine.optimize()
        engine.flush()
        # The engine lets go of its files with the last reference to it.
        del engine
        (new / FORMS).write_bytes(forms.as_json())
        version = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
        (new / RECORD).write_text(json.dumps({"version": version, "size": size}) + "\n", encoding="utf-8")
    return size


def _load(file: Path, engine: ox.Store) -> str:
    """Load one file; returns its SHA-256."""
    try:
        with file.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
            raw.seek(0)
            content = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if file.suffix == ".gz" else raw
            engine.bulk_load(input=content, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(f"{file}: not N-Quads: {error.msg}") from error
    except FileNotFoundError as error:
        raise StoreError(f"{file}: there is no built graph; make it with `hrgraph build`") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise StoreError(f"{file}: not whole ({error}); make it again") from error
    return digest
