# Rīcību skaits prioritātēs · Actions by priority, with R alone: no package is needed.
endpoint <- Sys.getenv("HRGRAPH_ENDPOINT", "http://127.0.0.1:8000/sparql")
query <- '
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
SELECT ?priority (COUNT(DISTINCT ?action) AS ?actions) WHERE {
  ?part a hr:Priority ; hr:numberLabel ?priority .
  ?action a hr:Action ; hr:isPartOf+ ?part .
} GROUP BY ?priority ORDER BY ?priority'
address <- paste0(endpoint, "?format=csv&query=", URLencode(query, reserved = TRUE))
actions <- read.csv(url(address, encoding = "UTF-8"))
print(actions, row.names = FALSE)
