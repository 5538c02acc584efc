"""Which texts go into which shard: so that a new text changes one shard and moves no other.

A shard ends where the hash of a path says so, not after so many texts (content-defined chunking). It depends
on the paths alone: not on time, not on how many workers there are.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hrgraph.corpus.texts import Text, path_hash

_LEAST, _MOST = 32, 1024
_ONE_IN = 224
"""A shard has at least `_LEAST` and at most `_MOST` texts, on the average both of these numbers together."""
_BYTES = 4 * 1024 * 1024
"""Bytes of text from which on a shard ends."""


class Shard(NamedTuple):
    """Texts that are read together: a name that no other shard has, and their paths in order."""

    name: str
    paths: tuple[str, ...]


def shards_of(texts: Iterable[Text]) -> Iterator[Shard]:
    """The texts, in order, as shards."""
    paths: list[str] = []
    size = 0
    for text in texts:
        paths.append(text.path)
        size += text.size
        if len(paths) == _MOST or size >= _BYTES or (len(paths) >= _LEAST and _ends(text.path)):
            yield _shard(paths)
            paths, size = [], 0
    if paths:
        yield _shard(paths)


def _ends(path: str) -> bool:
    return int(path_hash(path)[:8], 16) % _ONE_IN == 0


def _shard(paths: list[str]) -> Shard:
    return Shard(path_hash(paths[0])[:16], tuple(paths))
