"""The graph in a folder on disk (Oxigraph on RocksDB): for more than fits in memory, opened in milliseconds.

The folder is replaced as a whole, like that of a build (`hrgraph.switch`), and never written to afterwards.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from hrgraph.errors import StoreError
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import Forms, read_forms
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.switch import intact, replacing

RECORD = "store.json"
_DATA = "data"


@dataclass(frozen=True)
class DiskGraph:
    """A graph on disk, not opened: the engine starts threads, so each process has to open it itself."""

    folder: Path
    limits: Limits | None
    forms: Forms
    record: dict[str, str | int]

    @classmethod
    def load(cls, folder: Path, limits: Limits | None = None) -> "DiskGraph":
        """The graph in the folder, compared with its checksums.

        Where it is damaged, the one before it is taken. Raises StoreError where there is none.
        """
        require_store(folder)
        # The place that the link leads to now: every process that opens it opens the same.
        place = intact(folder).resolve()
        record = json.loads((place / RECORD).read_bytes())
        return cls(place, limits, read_forms(place / FORMS), record)

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
        """The SHA-256 of the file that it was made of."""
        return str(self.record["version"])


def require_store(folder: Path) -> None:
    """Raise StoreError where the folder holds no store."""
    if not (folder / RECORD).is_file():
        raise StoreError(f"{folder}: there is no store; make it with `hrgraph publish --store {folder}`")


def write_disk(quads: Path, folder: Path) -> int:
    """Load a file of N-Quads into a new store that takes the place of the folder; returns its size.

    The forms of words are taken from beside the file. Raises StoreError where the file cannot be read, and
    BuildError where the folder cannot be written; what stood there stays then.
    """
    with replacing(folder) as new:
        try:
            with quads.open("rb") as file:
                version = hashlib.file_digest(file, "sha256").hexdigest()
                file.seek(0)
                engine = ox.Store(str(new / _DATA))
                engine.bulk_load(input=file, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"{quads}: not N-Quads: {error.msg}") from error
        except FileNotFoundError as error:
            raise StoreError(f"{quads}: there is no built graph; make it with `hrgraph build`") from error
        size = len(engine)
        # The engine's own union repeats a statement that stands in two graphs; a graph holds it once.
        engine.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in engine)
        engine.optimize()
        engine.flush()
        # The engine lets go of its files with the last reference to it.
        del engine
        forms = quads.with_name(FORMS)
        if forms.is_file():
            shutil.copyfile(forms, new / FORMS)
        (new / RECORD).write_text(json.dumps({"version": version, "size": size}) + "\n", encoding="utf-8")
    return size
