"""The SPARQL engine: the built graph and a query go in, an answer in bytes comes out."""
