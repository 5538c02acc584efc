"""Content codings."""

import gzip

import brotli
import pytest
import zstandard

from hrgraph.service.http.encodings import compressed, compressor, pick_coding

DECODERS = {
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP;q=1.0, br;q=0.5", "gzip"),
        ("*", "zstd"),
        ("br;q=0, *;q=0.1", "zstd"),
        ("identity, gzip;q=0.5", ""),
        ("gzip;q=0", ""),
        ("gzip;q=much", ""),
    ],
)
def test_coding(accepted: str, coding: str) -> None:
    """The coding is one that the client accepts, the most wanted, and none where it wants none more."""
    assert pick_coding(accepted) == coding


@pytest.mark.parametrize("coding", DECODERS)
def test_round_trip(coding: str) -> None:
    """What is compressed, at once or in pieces, comes back, and is smaller."""
    data = "Cilvēktiesības. ".encode() * 1000
    made = compressor(coding)
    pieces = b"".join(made.compress(data[at : at + 1000]) for at in range(0, len(data), 1000)) + made.flush()

    assert DECODERS[coding](compressed(coding, data)) == data
    assert DECODERS[coding](pieces) == data
    assert len(compressed(coding, data)) < len(data) // 10
