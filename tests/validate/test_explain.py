"""Results told to people."""

from rdflib import Graph

from hrgraph.rdf import terms
from hrgraph.rdf.term import iri, literal
from hrgraph.store.working import WorkingStore
from hrgraph.validate.explain import ONTOLOGY, explained
from hrgraph.validate.result import Result

RULE = "https://example.org/rule"


def test_focus_of_a_question_to_the_whole_graph_is_the_thing_found() -> None:
    """What the rule found as a value is told of, with its labels; a literal value keeps its datatype."""
    store = WorkingStore()
    store.read(f'<x:a> <{terms.RDFS_LABEL}> "a lv"@lv , "a en"@en .'.encode(), "turtle", "x:g")
    whole = Result(ONTOLOGY, "", iri("x:a"), RULE, "", "violation", (("en", "M"), ("lv", "Z")))
    single = Result(iri("x:a"), "x:p", literal("1", terms.XSD + "integer"), RULE, "", "info", (("", "both"),))
    findings = {finding.path: finding for finding in explained([whole, single], store, Graph())}

    assert (findings[""].focus, findings[""].label_lv, findings[""].message_en) == ("x:a", "a lv", "M")
    assert findings["x:p"].value_term == f'"1"^^<{terms.XSD}integer>'
    assert findings["x:p"].message_lv == findings["x:p"].message_en == "both"
