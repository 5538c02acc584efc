"""Releases that are kept for good, and what changed from one to another."""
