"""A folder that is replaced as a whole: a reader finds all the old files or all the new ones.

`NAME` is a link into the hidden folder `.NAME` beside it, which holds the version in use, the one before it,
those that a reader still holds, and `new` while the next one is written. Replacing a link is one step (POSIX
rename), so a process that is killed at any moment leaves one version or the other. What it left behind, the
next one clears away.
"""

import errno
import hashlib
import logging
import os
import shutil
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from hrgraph.errors import BuildError, Damaged
from hrgraph.rdf.files import SUMS

if sys.platform != "win32":
    import fcntl

_LOG = logging.getLogger(__name__)
_NEW, _OLD, _LINK, _LOCK = "new", "old", "link", "lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep every other process from replacing the folder.

    Raises BuildError where one does so already, or where nothing can be written beside the folder.
    """
    home = _home(out)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / _LOCK, blocking=False, is_singleton=True)
        lock.acquire()
    except Timeout as problem:
        raise BuildError(
            f"another build is being written to {out}; wait until it is done, or give another folder"
        ) from problem
    except OSError as problem:
        raise _not_written(out, problem) from problem
    try:
        yield
    finally:
        lock.release()


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A new, empty folder to write to; with the end of the block it takes the place of `out`, in one step.

    First it gets checksums (SHA256SUMS) where it has none, is written through to the disk and compared with
    them. Where anything fails, `out` stays as it was. Raises BuildError when the disk refuses, when the
    folder cannot be replaced, or when another process is at it.
    """
    place, home = _place(out), _home(out)
    with locked(out):
        try:
            _recover(place, home)
            _refuse_foreign(place)
            _sweep(place, home)
            new = home / _NEW
            new.mkdir()
            try:
                yield new
                if not (new / SUMS).exists():
                    _write_sums(new)
                _write_through(new)
                require_intact(new)
                _switch(place, home)
            finally:
                _sweep(place, home)
        except OSError as problem:
            raise _not_written(out, problem) from problem


def _not_written(out: Path, problem: OSError) -> BuildError:
    why = problem.strerror or str(problem)
    return BuildError(f"the graph cannot be written to {out}: {why}; the last build stays")


def sums_of(folder: Path) -> dict[str, str]:
    """The checksums (SHA-256) that the folder lists, by path; none where it lists none. Raises Damaged."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise Damaged(folder / SUMS) from problem


def require_intact(folder: Path, *names: str) -> None:
    """Raise Damaged, naming the file, unless what the folder lists is there as it was written.

    With `names`, only these of its files are looked at.
    """
    for name, digest in sums_of(folder).items():
        if (not names or name in names) and _digest(folder / name) != digest:
            raise Damaged(folder / name)


def intact(out: Path) -> Path:
    """The folder, or the latest one before it where a file of it is damaged. Damaged if none is whole."""
    try:
        require_intact(out)
    except Damaged as damage:
        for folder in earlier(out):
            with suppress(Damaged):
                require_intact(folder)
                _LOG.error("%s; the build before it is used", damage)
                return folder
        raise
    return out


class Held:
    """A version of a folder that stays where it is as long as this object lives, or a fork of its process.

    Windows removes no file that is open, so nothing is done there. Raises OSError where it is not there.
    """

    def __init__(self, folder: Path) -> None:
        if sys.platform != "win32":
            descriptor = os.open(folder, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            weakref.finalize(self, os.close, descriptor)


def _is_held(folder: Path) -> bool:
    if sys.platform == "win32":
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def earlier(out: Path) -> list[Path]:
    """The folders that stood in the place of `out` before and are still there, the latest first."""
    home, current = _home(out), _current(out)
    older = [home / str(number) for number in sorted(_numbers(home), reverse=True) if number < current]
    return older + [folder for folder in (home / _OLD,) if folder.is_dir()]


def _place(out: Path) -> Path:
    """The folder to be replaced. A link that somebody else has put there is followed."""
    return out if out.is_symlink() and out.readlink().parent == Path(f".{out.name}") else out.resolve()


def _home(out: Path) -> Path:
    place = _place(out)
    return place.with_name(f".{place.name}")


def _numbers(home: Path) -> list[int]:
    return [int(item.name) for item in home.iterdir() if item.name.isdecimal()] if home.is_dir() else []


def _current(out: Path) -> int:
    place = _place(out)
    name = place.readlink().name if place.is_symlink() else ""
    return int(name) if name.isdecimal() else 0


def _recover(place: Path, home: Path) -> None:
    """Where a process was killed between two steps, go back to before the first one."""
    if not place.exists() and not place.is_symlink() and (home / _OLD).is_dir():
        (home / _OLD).rename(place)


def _refuse_foreign(place: Path) -> None:
    """Raise BuildError for a folder with files that no build has written: they would be lost."""
    if place.is_symlink() or not place.exists():
        return
    if not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    listed = {*sums_of(place), SUMS}
    for file in place.rglob("*"):
        name = file.relative_to(place).as_posix()
        if not file.is_dir() and name not in listed:
            raise BuildError(f"{place} holds {name}, which no build has written; give another folder")


def _sweep(place: Path, home: Path) -> None:
    """Remove what is neither in use nor held nor the version before it."""
    current = _current(place)
    older = [number for number in _numbers(home) if number < current]
    kept = {_LOCK, str(current), str(max(older)) if older else _OLD}
    for item in home.iterdir():
        if item.name not in kept:
            if item.is_dir() and not item.is_symlink():
                if not _is_held(item):
                    shutil.rmtree(item)
            else:
                item.unlink()


def _write_sums(folder: Path) -> None:
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    lines = [f"{_digest(folder / name)}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _write_through(folder: Path) -> None:
    """Have the system write everything to the disk, so that it outlives a loss of power too."""
    for item in (*folder.rglob("*"), folder):
        if item.is_file() or sys.platform != "win32":
            _fsync(item)


def _fsync(item: Path) -> None:
    descriptor = os.open(item, os.O_RDWR if item.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _switch(place: Path, home: Path) -> None:
    name = str(max(_numbers(home), default=0) + 1)
    (home / _NEW).rename(home / name)
    link = home / _LINK
    try:
        link.symlink_to(Path(home.name) / name, target_is_directory=True)
    except OSError:
        # Windows lets few users make links: there it takes two steps, and `_recover` knows of it.
        _make_room(place, home)
        (home / name).rename(place)
        return
    if not place.is_symlink():
        _make_room(place, home)
    link.replace(place)
    if sys.platform != "win32":
        _fsync(home)
        _fsync(place.parent)


def _make_room(place: Path, home: Path) -> None:
    """Put the folder aside that stands where the link is to be."""
    if place.exists():
        shutil.rmtree(home / _OLD, ignore_errors=True)
        place.rename(home / _OLD)
