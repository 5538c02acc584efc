"""The checksums of a folder: made, read, and held against its files."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from hrgraph.errors import ReleaseBroken
from hrgraph.rdf.files import SUMS

_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9._/-]+)")


def sums_of(contents: Mapping[str, bytes]) -> bytes:
    """The checksums (SHA-256) of these files by name, as `sha256sum --check` reads them."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(contents.items()))
    return "".join(lines).encode()


def read_sums(folder: Path) -> dict[str, str]:
    """The checksums that the folder lists, by name. Raises ReleaseBroken where it lists none."""
    file = folder / SUMS
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise ReleaseBroken("cannot be read, so nothing can be checked", file) from problem
    found = [_LINE.fullmatch(line) for line in lines]
    if not all(match and ".." not in match[2].split("/") for match in found):
        raise ReleaseBroken("is no list of checksums", file)
    return {match[2]: match[1] for match in found if match}


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
