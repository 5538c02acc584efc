"""Questions that the service asks of the store, and their answers as plain values."""
