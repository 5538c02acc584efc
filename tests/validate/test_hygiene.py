"""The machinery of the checks; the checks themselves are tested with the ontology."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.validate.data import read_turtle
from hrgraph.validate.hygiene import read_prefixes, run_check

PREFIXES = {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}


@pytest.fixture
def check(tmp_path: Path) -> Path:
    """A check that finds everything with a Latvian label."""
    file = tmp_path / "latvian-violation.rq"
    file.write_text(
        'SELECT ?term ?error ?error_lv { ?term rdfs:label ?l . FILTER (LANG(?l) = "lv")'
        ' BIND ("has one" AS ?error) BIND ("ir" AS ?error_lv) }',
        encoding="utf-8",
    )
    return file


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A file with one labelled thing."""
    file = tmp_path / "data.ttl"
    file.write_text(
        f'<x:a> <{PREFIXES["rdfs"]}label> "lieta"@lv , "thing"@en . <x:b> <{PREFIXES["rdfs"]}label> "b"@en .',
        encoding="utf-8",
    )
    return file


def test_row_becomes_a_finding(check: Path, labelled: Path) -> None:
    """A row gives the term with its labels, the name of the check and both messages."""
    [finding] = run_check(check, read_turtle([labelled]), PREFIXES)

    assert (finding.focus, finding.rule, finding.severity) == ("x:a", "latvian", "violation")
    assert (finding.message_lv, finding.message_en) == ("ir", "has one")
    assert (finding.label_lv, finding.label_en) == ("lieta", "thing")


def test_malformed_check_is_named(check: Path, labelled: Path) -> None:
    """A check that is no SPARQL is refused by file and line."""
    check.write_text("SELECT ?term\nWHERE oops", encoding="utf-8")

    with pytest.raises(DataError, match=r"latvian-violation\.rq:\d+: no valid SPARQL"):
        run_check(check, read_turtle([labelled]), PREFIXES)


def test_check_without_a_message_is_refused(check: Path, labelled: Path) -> None:
    """A check that finds something and cannot say what in both languages is no check."""
    check.write_text('SELECT ?term ?error { ?term rdfs:label ?l BIND ("x" AS ?error) }', encoding="utf-8")

    with pytest.raises(DataError, match="lacks"):
        run_check(check, read_turtle([labelled]), PREFIXES)


def test_prefixes_are_read(tmp_path: Path) -> None:
    """sh:prefix and sh:namespace give a mapping."""
    file = tmp_path / "prefixes.ttl"
    file.write_text(
        '[] <http://www.w3.org/ns/shacl#prefix> "e" ; '
        '<http://www.w3.org/ns/shacl#namespace> "https://example.org/" .',
        encoding="utf-8",
    )

    assert read_prefixes(file) == {"e": "https://example.org/"}
