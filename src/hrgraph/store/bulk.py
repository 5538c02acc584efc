"""Loads many files of N-Quads into a folder that Oxigraph keeps on disk (RocksDB)."""

import gzip
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from hrgraph.errors import StoreError

ASIDE, OLD = ".new", ".old"


def bulk_load(files: Iterable[Path], folder: Path, loaded: Callable[[Path], None] = lambda file: None) -> int:
    """Load N-Quads, in gzip where the name ends in .gz, into a new store in `folder`; returns its size.

    The store is made beside and takes the place of what stands there only when it is whole; a program that
    has the old one open keeps it. `loaded` is told each file. Raises StoreError when a file is no N-Quads,
    the disk refuses, or something other than a store stands in the folder.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "CURRENT").is_file():
        raise StoreError(f"{folder} holds other files than a store: name an empty or a new folder")
    aside = folder.with_name(folder.name + ASIDE)
    old = folder.with_name(folder.name + OLD)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        statements = _load(files, aside, loaded)
        if folder.exists():
            folder.replace(old)
        aside.replace(folder)
    except (OSError, RuntimeError, EOFError) as problem:
        raise StoreError(
            f"the store cannot be made in {folder}: {problem}; what stood there stays"
        ) from problem
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return statements


def _load(files: Iterable[Path], folder: Path, loaded: Callable[[Path], None]) -> int:
    folder.parent.mkdir(parents=True, exist_ok=True)
    store = ox.Store(str(folder))
    for file in files:
        with _opened(file) as stream:
            try:
                store.bulk_load(stream, ox.RdfFormat.N_QUADS)
            except SyntaxError as problem:
                raise StoreError(
                    f"{file} is no N-Quads: {problem.msg}; run `hrgraph corpus` again"
                ) from problem
        loaded(file)
    store.flush()
    store.optimize()
    return len(store)


def _opened(file: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(file)) if file.suffix == ".gz" else file.open("rb")
