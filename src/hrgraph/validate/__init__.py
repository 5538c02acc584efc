"""Is the graph right? SHACL shapes, OWL consistency, checks of the ontology itself, and reports in words."""
