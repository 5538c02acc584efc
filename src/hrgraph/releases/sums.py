"""The checksums of a release: made, read, and held against its files."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from hrgraph import switch
from hrgraph.errors import Damaged, ReleaseBroken
from hrgraph.rdf.files import SUMS

_SUM = re.compile("[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


def sums_file(contents: Mapping[str, bytes]) -> bytes:
    """The checksums (SHA-256) of these files by name, as `sha256sum --check` reads them."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(contents.items()))
    return "".join(lines).encode()


def read_sums(folder: Path) -> dict[str, str]:
    """The checksums that the release lists, by name. Raises ReleaseBroken where it lists none."""
    try:
        sums = switch.sums_of(folder)
    except Damaged as problem:
        raise ReleaseBroken("is no list of checksums", folder / SUMS) from problem
    if not sums or not all(_SUM.fullmatch(one) and _NAME.fullmatch(name) for name, one in sums.items()):
        raise ReleaseBroken("is no list of checksums", folder / SUMS)
    return sums


def read_checked(folder: Path, name: str) -> bytes:
    """The file of that name as it was frozen. Raises ReleaseBroken where it is another one, or not listed."""
    sums = read_sums(folder)
    file = folder / name
    if name not in sums:
        raise ReleaseBroken(f"is not listed in {SUMS}", file)
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise ReleaseBroken("is listed and cannot be read", file) from problem
    if hashlib.sha256(content).hexdigest() != sums[name]:
        raise ReleaseBroken("is not the file that was frozen: its SHA-256 is another one", file)
    return content
