"""Queries in processes that can be stopped for good, over a graph that is loaded once."""
