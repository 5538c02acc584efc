"""Kas ir ESĪP galvenā loma? · Who has the central role? Asked with SPARQLWrapper."""

import os

from SPARQLWrapper import JSON, SPARQLWrapper

endpoint = SPARQLWrapper(os.environ.get("HRGRAPH_ENDPOINT", "http://127.0.0.1:8000/sparql"))
endpoint.setReturnFormat(JSON)
endpoint.setQuery("""
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
PREFIX id: <https://w3id.org/hrgraph/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?actor ?words WHERE {
  ?role hr:hasRole id:central-role ; hr:isAssignedTo ?who .
  ?statement owl:annotatedSource ?role ; owl:annotatedProperty hr:hasRole ;
             hr:evidence/hr:hasSpan/hr:quote ?words .
  ?who rdfs:label ?actor
  FILTER(LANG(?actor) = "lv")
}""")
for row in endpoint.queryAndConvert()["results"]["bindings"]:
    print(row["actor"]["value"], row["words"]["value"], sep="\t")
