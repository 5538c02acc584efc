"""Documentation of ontology and shapes: what their files say in, a page in Latvian and one in English out."""
