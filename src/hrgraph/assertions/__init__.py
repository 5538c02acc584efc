"""Mentions in, assertions out: what the words say, each with the words that say it."""
