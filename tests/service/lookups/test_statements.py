"""What a statement rests on."""

from hrgraph.service.lookups.graph import Value, ask, rows_of
from hrgraph.service.lookups.names import digest, statement_address
from hrgraph.service.lookups.statements import Told, lines, told
from hrgraph.store.oxigraph import OxigraphStore

ID = "https://w3id.org/hrgraph/id/"
HR = "https://w3id.org/hrgraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PLAN = ID + "eu-action-plan-hrd-2020-2024/"


def find(store: OxigraphStore, subject: str, predicate: str, value: Value) -> Told:
    """The statement, found by its address."""
    address = statement_address(subject, predicate, value)
    assert address is not None
    found = told(store, subject, address.rpartition("/")[2], "en")
    assert found is not None
    return found


def test_the_words_are_marked_in_their_part(real_store: OxigraphStore) -> None:
    """The statement of the central role is marked where the introduction says it, with the rule."""
    subject = PLAN + "intro.2/role.eusr-human-rights.central-role"
    found = find(real_store, subject, HR + "hasRole", Value(ID + "central-role", is_iri=True))
    (evidence,) = found.evidence
    marked = "".join(piece.words for piece in evidence.pieces if piece.chosen)

    assert marked == evidence.quote
    assert "un tam būs centrāla loma" in marked
    assert "".join(piece.words for piece in evidence.pieces).startswith("Rīcības plānā noteikto mērķu")
    assert (evidence.by_rule, evidence.maker_name) == (True, "and-has-role-in")
    assert evidence.status.words == "automatic"


def test_words_cut_by_a_footnote(real_store: OxigraphStore) -> None:
    """Words that a footnote cuts are one marked stretch, and say that they are cut."""
    drawn = ask(real_store, "drawn", this=PLAN + "I.A.3")
    rows = [row for row in drawn if row["p"].text == HR + "statementText"]
    found = find(real_store, rows[0]["s"].text, rows[0]["p"].text, rows[0]["o"])
    (evidence,) = found.evidence

    assert len(evidence.runs) == 2
    assert "".join(piece.words for piece in evidence.pieces if piece.chosen) == evidence.quote


def test_a_curator_gives_a_reason(real_store: OxigraphStore) -> None:
    """A statement of a curator names the curator and says why."""
    rows = ask(real_store, "drawn", this=PLAN + "I.C.4")
    evidence = [
        one
        for row in rows
        for one in find(real_store, row["s"].text, row["p"].text, row["o"]).evidence
        if not one.by_rule
    ]

    assert evidence
    assert all(one.reason and one.maker_name for one in evidence)


def test_a_link_is_from_a_table(real_store: OxigraphStore) -> None:
    """What no text says tells where it is from."""
    match = Value("http://eurovoc.europa.eu/447472", is_iri=True)
    found = find(real_store, ID + "eeas", SKOS + "exactMatch", match)

    assert found.evidence == ()
    assert found.origins == ("links",)
    assert found.tables
    assert "447472" in found.tables[0][1]


def test_what_is_not_said(real_store: OxigraphStore) -> None:
    """An address of nothing is the address of nothing."""
    assert told(real_store, ID + "eeas", "000000000000", "en") is None
    assert told(real_store, ID + "nobody", "000000000000", "en") is None


def test_addresses_are_their_own(real_store: OxigraphStore) -> None:
    """No two statements about things of ours that rest on something share an address."""
    query = """PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT DISTINCT ?s ?p ?o WHERE {
      ?axiom owl:annotatedSource ?s ; owl:annotatedProperty ?p ; owl:annotatedTarget ?o
      FILTER(STRSTARTS(STR(?s), "https://w3id.org/hrgraph/id/")) }"""
    rows = rows_of(real_store.query(query, "application/sparql-results+json"))[1]
    addresses = {statement_address(row["s"].text, row["p"].text, row["o"]) for row in rows}

    assert len(rows) > 3_000
    assert len(addresses) == len(rows)


def test_a_query_can_make_the_address(real_store: OxigraphStore) -> None:
    """The digits of an address are what the SPARQL of its documentation gives."""
    query = f"""SELECT ?p ?o (SUBSTR(SHA256(CONCAT(STR(?p), "\\n", STR(?o))), 1, 12) AS ?digits)
      WHERE {{ <{ID}eeas> ?p ?o FILTER(isIRI(?o)) }}"""
    rows = rows_of(real_store.query(query, "application/sparql-results+json"))[1]

    assert rows
    assert all(row["digits"].text == digest(row["p"].text, row["o"]) for row in rows)


def test_lines(real_store: OxigraphStore) -> None:
    """Statements come in words of the language, with their ground and address."""
    rows = [row for row in ask(real_store, "drawn", this=PLAN + "I.A.3") if row["p"].text == HR + "names"]
    found = {(line.predicate.words, line.object.words) for _, line in lines(real_store, rows, "lv")}

    assert ("nosauc", "cilvēktiesību aizstāvji") in found
