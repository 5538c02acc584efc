"""SPARQL 1.1 endpoints elsewhere: asked as a store, and published to."""
