"""IRIs of the vocabulary and of things, as plain strings: no RDF library is needed to name a thing."""
