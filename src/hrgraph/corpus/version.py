"""One number for everything that decides what is read out of a text: program, lexicon, rules, libraries."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import hrgraph

_KNOWLEDGE = ("ontology", "data/lexicon", "data/rules", "data/profiles")
_LIBRARIES = ("ahocorasick-rs", "babel", "pyoxigraph", "rdflib")
"""Libraries whose data or way of writing stand in the output."""


@cache
def reading_version(root: Path) -> str:
    """SHA-256 over the program and over what is known before a text is read, below the project folder."""
    digest = hashlib.sha256(f"Python {sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    package = Path(hrgraph.__file__).parent
    _add(digest, package, sorted(package.rglob("*.py")))
    for folder in _KNOWLEDGE:
        _add(digest, root, sorted(file for file in (root / folder).rglob("*") if file.is_file()))
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", above: Path, files: list[Path]) -> None:
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(above).as_posix()} {len(content)}\n".encode())
        digest.update(content)
