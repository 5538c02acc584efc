"""The media types of the files of a build."""

import pytest

from hrgraph.rdf.files import media_type


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hrgraph.jsonld", "application/ld+json"),
        ("tables/statements.csv", "text/csv"),
        ("tables/csv-metadata.json", "application/csvm+json"),
        ("tables.csv/other.json", "application/json"),
        ("SHA256SUMS", "text/plain"),
        ("unheard.of", "application/octet-stream"),
    ],
)
def test_media_type(name: str, expected: str) -> None:
    """The name of a file, not of its folder, tells its type; one that nobody registered is bytes."""
    assert media_type(name) == expected
