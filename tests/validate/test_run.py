"""Data of a user's or of a build: read by suffix, checked as a whole or in batches."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.validate.run import SUFFIXES, run_shapes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HRS = "https://w3id.org/hrgraph/shapes#"
TWO = """
@prefix g: <https://w3id.org/hrgraph/graph/> .
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix : <https://w3id.org/hrgraph/id/> .
g:one { :one-segment a hr:TextSegment . :un hr:assists :un . }
g:two { :two-segment a hr:TextSegment . :un hr:assists :council . }
"""


def test_bytes_and_files_are_read_too(tmp_path: Path) -> None:
    """N-Quads as bytes and RDF files of a user's meet the same shapes."""
    line = "<https://w3id.org/hrgraph/id/x> <https://w3id.org/hrgraph/ontology#typo> <x:y> ."
    file = tmp_path / "mine.ttl"
    file.write_text(line, encoding="utf-8")
    findings = run_shapes(line.encode(), ONTOLOGY)

    assert {finding.rule for finding in findings} == {HRS + "TermsAreDeclared"}
    assert run_shapes([file], ONTOLOGY) == findings


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".ttl", "<x:a> a <https://w3id.org/hrgraph/ontology#Typo> ."),
        (".trig", "<x:g> { <x:a> a <https://w3id.org/hrgraph/ontology#Typo> }"),
        (".nt", f"<x:a> <{RDF_TYPE}> <https://w3id.org/hrgraph/ontology#Typo> .\n"),
        (".jsonld", '{"@id": "x:a", "@type": "https://w3id.org/hrgraph/ontology#Typo"}'),
        (
            ".rdf",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:h="https://w3id.org/hrgraph/ontology#"><h:Typo r:about="x:a"/></r:RDF>',
        ),
    ],
)
def test_suffix_names_the_syntax(tmp_path: Path, suffix: str, content: str) -> None:
    """A user's file is read by its suffix, and one that is not what its suffix says is refused by name."""
    good, bad = tmp_path / f"good{suffix}", tmp_path / f"bad{suffix}"
    good.write_text(content, encoding="utf-8")
    bad.write_text("{ <", encoding="utf-8")

    assert [finding.focus for finding in run_shapes([good], ONTOLOGY)] == [
        "https://w3id.org/hrgraph/ontology#Typo"
    ]
    with pytest.raises(DataError, match=rf"bad\{suffix}:(1:)? no valid RDF \({SUFFIXES[suffix]}\)"):
        run_shapes([bad], ONTOLOGY)


def test_unknown_suffix_and_absent_file_are_refused(tmp_path: Path) -> None:
    """Both name the file and what is wrong with it."""
    with pytest.raises(DataError, match=r"a\.csv: suffix '\.csv' is none of"):
        run_shapes([tmp_path / "a.csv"], ONTOLOGY)
    with pytest.raises(DataError, match=r"a\.ttl: cannot be read"):
        run_shapes([tmp_path / "a.ttl"], ONTOLOGY)


def test_large_data_give_the_same_findings(tmp_path: Path) -> None:
    """Files of any syntax and bytes are checked in batches when they are large, with the same findings."""
    (file := tmp_path / "two.trig").write_text(TWO, encoding="utf-8")
    findings = run_shapes([file], ONTOLOGY)

    assert findings
    assert run_shapes([file], ONTOLOGY, large=10) == findings


def test_mistake_in_large_data_is_told_with_its_line(tmp_path: Path) -> None:
    """A line that is no RDF is named by its number, as in small data."""
    line = "<x:a> <x:b> <x:c> <x:g> .\n"
    (file := tmp_path / "wrong.nq").write_text(line * 3 + "<x:a> <x:b> <x c> <x:g> .\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"wrong\.nq:4: no valid RDF"):
        run_shapes([file], ONTOLOGY, large=10)
    with pytest.raises(DataError, match="no valid RDF"):
        run_shapes(file.read_bytes(), ONTOLOGY, large=10)
