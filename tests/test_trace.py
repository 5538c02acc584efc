"""From a statement to its words."""

from pathlib import Path

import pytest

from hrgraph.errors import QueryError
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.trace import grounds, lines_of


@pytest.fixture(scope="session")
def store(built_graph: Path) -> OxigraphStore:
    """The built graph, loaded."""
    return OxigraphStore.load(built_graph)


def test_a_statement_leads_to_file_line_quote_and_rule(store: OxigraphStore, root: Path) -> None:
    """Who assists the High Representative stands in line 15 of the plan."""
    ground = grounds(store, "eeas", "assists", "high-representative-vice-president")[0]
    text = root / "data" / "documents" / ground.document / "text.txt"

    assert ground.quote.startswith("Augstais pārstāvis/priekšsēdētāja vietnieks")
    assert (ground.maker, ground.status, lines_of(text, ground.starts)) == ("rule/assists", "automatic", "15")
    assert "reading" in ground.reason or "read as" in ground.reason


def test_words_across_a_footnote_are_quoted_whole(store: OxigraphStore, root: Path) -> None:
    """The recognition of defenders in I.A.3 is cut by footnote 1: one quotation from two lines."""
    found = grounds(store, "eu-action-plan-hrd-2020-2024/I.A.3", "pursues")

    assert [ground.quote for ground in found] == [
        "lai nodrošinātu cilvēktiesību aizstāvju svarīgās lomas atzīšanu"
    ]
    text = root / "data" / "documents" / found[0].document / "text.txt"

    assert lines_of(text, found[0].starts) == "160,166"


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [
        pytest.param("id:eeas", "hr:assists", None, id="prefixed names"),
        pytest.param(
            "https://w3id.org/hrgraph/id/eeas", "https://w3id.org/hrgraph/ontology#assists", None, id="IRIs"
        ),
        pytest.param("latvia-joins-act-group", "a", None, id="class"),
        pytest.param("latvia-joins-act-group", "dateExpression", "2021-05-19", id="value"),
        pytest.param("act-code-of-conduct", "callsFor", "aktīvi un izlēmīgi rīkoties", id="words"),
    ],
)
def test_terms_may_be_written_in_several_ways(
    subject: str, predicate: str, object_: str | None, store: OxigraphStore
) -> None:
    """KEYs, prefixed names, IRIs and words all find the statement."""
    assert grounds(store, subject, predicate, object_)


def test_what_no_text_says_has_no_ground(store: OxigraphStore) -> None:
    """That Latvia was elected stands nowhere."""
    assert grounds(store, "latvia", "hasMember", "un-security-council") == []


@pytest.mark.parametrize("term", ["", "ee as", "ee>as", 'ee"as', "ee{as"])
def test_a_malformed_term_is_refused(term: str, store: OxigraphStore) -> None:
    """It never becomes part of a query."""
    with pytest.raises(QueryError, match="no name of a thing"):
        grounds(store, term, "assists")
