"""Addresses that people and linked-data clients look up: things, texts, statements, graphs, files."""
