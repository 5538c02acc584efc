#!/bin/sh
# Rīcības, kas min klimata pārmaiņas, ar citātu · Actions that name climate change, with the words, by curl.
curl --silent --show-error --fail-with-body "${HRGRAPH_ENDPOINT:-http://127.0.0.1:8000/sparql}" \
  --header 'Accept: text/csv' --data-urlencode 'query=
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
PREFIX id: <https://w3id.org/hrgraph/id/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?number ?words WHERE {
  ?action a hr:Action ; dct:identifier ?number ; hr:mentions id:climate-change .
  ?statement owl:annotatedSource ?action ; owl:annotatedTarget id:climate-change ;
             hr:evidence/hr:hasSpan/hr:quote ?words .
} ORDER BY ?number'
