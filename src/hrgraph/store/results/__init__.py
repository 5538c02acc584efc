"""Results in bytes: their formats, whole or in pieces, their rows counted and cut."""
