"""Tas pats grafs kā rdflib grafs · The same graph as a graph of rdflib, read over the endpoint."""

import os

from rdflib import RDFS, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

store = SPARQLStore(os.environ.get("HRGRAPH_ENDPOINT", "http://127.0.0.1:8000/sparql"), returnFormat="json")
graph = Graph(store)
latvia = URIRef("https://w3id.org/hrgraph/id/latvia")
for label in sorted(graph.objects(latvia, RDFS.label), key=str):
    print(label, label.language, sep="\t")
question = "SELECT (COUNT(?a) AS ?actions) WHERE { ?a a <https://w3id.org/hrgraph/ontology#Action> }"
for row in graph.query(question):
    print(row.actions)
