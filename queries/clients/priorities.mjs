// Vaicājums, ko izpilda Comunica (Node) · A query that Comunica answers from the endpoint.
import { QueryEngine } from '@comunica/query-sparql';

const endpoint = process.env.HRGRAPH_ENDPOINT ?? 'http://127.0.0.1:8000/sparql';
const query = `
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?number ?title WHERE {
  ?priority a hr:Priority ; hr:numberLabel ?number ; rdfs:label ?title .
  FILTER(LANG(?title) = "lv")
} ORDER BY ?number`;
const rows = await new QueryEngine().queryBindings(query, {
  sources: [{ type: 'sparql', value: endpoint }],
});
for await (const row of rows) {
  console.log(`${row.get('number').value}\t${row.get('title').value}`);
}
