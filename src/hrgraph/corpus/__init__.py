"""A folder of texts of any size to shards of N-Quads, on many processes or machines (Dask)."""
