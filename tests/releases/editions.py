"""Small editions of a graph of the same make as the built one, and builds of them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from hrgraph.rdf import terms
from hrgraph.releases.model import Change
from hrgraph.releases.snapshot import Snapshot, snapshot
from hrgraph.releases.sums import sums_file
from hrgraph.store.files.quads import read_quads

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items())
FORMS = b'{"paradigms": {}, "softened": [], "irregular": {}}\n'
TEXT = "Padome palīdz valstīm.\nKomisija vada darbu."


Compared = Callable[..., tuple[Change, ...]]
"""Two editions in, with what was rejected in either; their changes out."""


class Said(NamedTuple):
    """A statement with the words that say it; `at` is where they stand, as far as the graph knows."""

    triple: str
    quote: str
    part: str = "id:doc/p1"
    maker: str = "id:rule/helps"
    status: str = "id:automatic"
    reason: str = ""
    at: str = "0-6"


HELPS = Said("id:council hr:assists id:states", "Padome palīdz valstīm")
LEADS = Said("id:commission hr:leads id:work", "Komisija vada darbu", maker="id:rule/leads", at="23-42")


@dataclass(frozen=True)
class Small:
    """An edition: what one document says, the rules, and TriG of other graphs."""

    said: tuple[Said, ...] = (HELPS, LEADS)
    text: str = TEXT
    rules: tuple[tuple[str, str], ...] = (("helps", "{who} palīdz {whom}"), ("leads", "{who} vada {what}"))
    named: tuple[str, ...] = ("id:council", "id:states", "id:commission", "id:work")
    others: str = 'graph:entities { id:council rdfs:label "Padome"@lv , "Council"@en . }'
    date: str = "2026-11-21"
    document: str = "doc"

    def quads(self) -> bytes:
        """The edition as sorted N-Quads."""
        made = [PREFIXES, self.others, self._document(), self._rules()]
        made.append(f'graph:metadata {{ id:hrgraph dct:modified "{self.date}" ; void:triples 7 . }}')
        content = "\n".join(made).encode()
        quads = ox.serialize(ox.parse(content, format=ox.RdfFormat.TRIG), format=ox.RdfFormat.N_QUADS)
        return b"".join(sorted((quads or b"").splitlines(keepends=True)))

    def _rules(self) -> str:
        rules = (f'id:rule/{name} a hr:ExtractionRule ; skos:note "{note}" .' for name, note in self.rules)
        return "graph:entities { " + "\n".join(rules).replace("id:rule/", "id:rule\\/") + " }"

    def _document(self) -> str:
        if not self.document:
            return ""
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        words = json.dumps(self.text, ensure_ascii=False)
        lines = [
            f'id:doc/text a hr:SourceText ; hr:sha256 "{digest}" ; hr:textContent {words} .',
            f"id:doc/p1 a hr:Paragraph ; hr:text {words}@lv .",
        ]
        for number, thing in enumerate(self.named):
            lines.append(
                f"id:doc/mention/{number} a hr:Mention ; hr:denotes {thing} ; hr:isInPart id:doc/p1 ."
            )
        for number, one in enumerate(self.said):
            subject, predicate, object_ = one.triple.split(" ", 2)
            span, evidence = f"id:doc/span/{one.at}", f"id:doc/evidence/{number}-{one.at}"
            axiom = f"_:axiom{hashlib.sha256(one.triple.encode()).hexdigest()[:16]}"
            lines += [
                f"{one.triple} .",
                f"{axiom} a owl:Axiom ; owl:annotatedSource {subject} ; owl:annotatedProperty {predicate} ; "
                f"owl:annotatedTarget {object_} ; hr:evidence {evidence} .",
                f"{evidence} a hr:TextEvidence ; hr:hasSpan {span} ; hr:isInPart {one.part} ; "
                f"hr:isMadeBy {one.maker} ; hr:hasReviewStatus {one.status} .",
                f'{span} a hr:TextSpan ; hr:quote "{one.quote}"@lv .',
            ]
            if one.reason:
                lines.append(f'{evidence} hr:reason "{one.reason}" .')
        # A slash within a prefixed name is escaped (RDF 1.1 Turtle, 2.4).
        body = "\n".join(" ".join(_escaped(word) for word in line.split(" ")) for line in lines)
        return f"graph:{self.document} {{ {body} }}"

    def snapshot(self, rejected: bytes = b"") -> Snapshot:
        """What it says."""
        return snapshot(read_quads(self.quads()), rejected)


def _escaped(word: str) -> str:
    return word.replace("/", "\\/") if word.startswith("id:") else word


def write_build(folder: Path, version: str, edition: Small, **others: bytes) -> Path:
    """Write a build of the edition with its record, and `others` by the stem of their names, as JSON."""
    quads = edition.quads()
    record = {"version": version, "sha256": hashlib.sha256(quads).hexdigest()}
    contents = {"hrgraph.nq": quads, "build.json": json.dumps(record).encode(), "forms.json": FORMS}
    contents |= {f"{name}.json": content for name, content in others.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**contents, "SHA256SUMS": sums_file(contents)}.items():
        (folder / name).write_bytes(content)
    return folder
