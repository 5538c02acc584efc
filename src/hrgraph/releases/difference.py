"""Two graphs as N-Quads in; everything that changed between them out."""

import hashlib
from dataclasses import dataclass

from hrgraph.releases.compare import compare, labels_of
from hrgraph.releases.model import Changes, Edition
from hrgraph.releases.snapshot import snapshot
from hrgraph.store.files.quads import read_quads


@dataclass(frozen=True, slots=True)
class Source:
    """A graph to compare: its version or file, its N-Quads, and the build's file of rejected statements."""

    name: str
    quads: bytes
    rejected: bytes = b""


def difference(old: Source, new: Source) -> Changes:
    """What changed from one to the other. Raises StoreError where one holds no N-Quads."""
    before = snapshot(read_quads(old.quads, old.name), old.rejected)
    after = snapshot(read_quads(new.quads, new.name), new.rejected)
    changes = compare(before, after)
    were, are = lines_of(old.quads), lines_of(new.quads)
    return Changes(
        old=_edition(old, before.date, len(were)),
        new=_edition(new, after.date, len(are)),
        added=len(are - were),
        removed=len(were - are),
        changes=changes,
        labels=labels_of(changes, before, after),
    )


def beginning(new: Source) -> Changes:
    """The first edition: nothing is compared."""
    date = snapshot(read_quads(new.quads, new.name)).date
    lines = lines_of(new.quads)
    return Changes(None, _edition(new, date, len(lines)), len(lines), 0, (), {})


def patch(old: bytes, new: bytes) -> bytes:
    """What turns one into the other, statement by statement (RDF Patch): applied to `old` it gives `new`.

    Both are N-Quads as a build writes them, where the labels of blank nodes are the same in every build.
    """
    were, are = lines_of(old), lines_of(new)
    lines = [b"TX .", *(b"D " + line for line in sorted(were - are))]
    lines += [*(b"A " + line for line in sorted(are - were)), b"TC .", b""]
    return b"\n".join(lines)


def lines_of(quads: bytes) -> set[bytes]:
    """The statements as lines of N-Quads."""
    return {line for line in quads.split(b"\n") if line.strip() and not line.startswith(b"#")}


def _edition(source: Source, date: str, triples: int) -> Edition:
    return Edition(source.name, hashlib.sha256(source.quads).hexdigest(), date, triples)
