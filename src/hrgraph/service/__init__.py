"""The HTTP service: a store goes in, an application that answers SPARQL and shows the graph comes out."""
