"""The endpoint /sparql and its page: a query in, an answer, a picture or a reason out."""
