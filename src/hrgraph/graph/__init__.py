"""Assertions in, RDF out: one named graph a document, and the graphs of what is known and inferred."""
