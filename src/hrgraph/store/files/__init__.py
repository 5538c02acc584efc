"""Statements in, files of RDF out: the same statements always give the same bytes."""
