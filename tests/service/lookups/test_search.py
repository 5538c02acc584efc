"""The index behind the search."""

from hrgraph.latvian.forms import Forms
from hrgraph.service.lookups.search import Entry, Index

FORMS = Forms({"fourth": ["a", "ai", "u"], "fifth": ["e", "es"]})


def _index(*entries: tuple[str, str, str, str]) -> Index:
    return Index((Entry(*entry) for entry in entries), FORMS)


def test_one_hit_a_thing() -> None:
    """A thing with several names is one hit: a name rather than a text, in the language preferred."""
    index = _index(
        ("urn:a", "text", "Latvija un Somija", "lv"),
        ("urn:a", "name", "Somija", "en"),
        ("urn:a", "name", "Somija (valsts)", "lv"),
    )

    assert [hit.entry.words for hit in index.find("Somijai", ["lv", "en"])] == ["Somija (valsts)"]
    assert [hit.entry.words for hit in index.find("Somijai", ["en", "lv"])] == ["Somija"]


def test_order() -> None:
    """Names come first, in the Latvian order; texts follow, in the order of their numbers."""
    index = _index(
        ("urn:I.10", "text", "vārda", "lv"),
        ("urn:I.9", "text", "vārda", "lv"),
        ("urn:b", "name", "Zviedru vārda", "lv"),
        ("urn:c", "name", "Āzijas vārda", "lv"),
    )

    assert [hit.entry.iri for hit in index.find("varda")] == ["urn:c", "urn:b", "urn:I.9", "urn:I.10"]


def test_the_name_itself_comes_first() -> None:
    """A name that consists of the words asked for stands before names that hold it."""
    index = _index(
        ("urn:a", "name", "Āfrikas sievietes", "lv"),
        ("urn:b", "name", "sievietes", "lv"),
        ("urn:c", "name", "sievietes un meitenes", "lv"),
    )

    assert index.find("sieviete")[0].entry.iri == "urn:b"


def test_all_words_must_be_there() -> None:
    """A second word narrows; punctuation is no word."""
    index = _index(("urn:a", "name", "Somija, Latvija", "lv"), ("urn:b", "name", "Somija", "lv"))

    assert len(index.find("somiju")) == 2
    assert [hit.matched for hit in index.find("latviju somiju")] == [("Latvija", "Somija")]
    assert index.find("... ?") == index.find("") == []


def test_the_words_around() -> None:
    """A long text is cut at spaces around the word found, and shows that it is cut."""
    long = " ".join(["pirms"] * 100 + ["Somija"] + ["pēc"] * 100)
    excerpt = _index(("urn:a", "text", long, "lv")).find("somija")[0].excerpt

    assert excerpt.startswith("… pirms")
    assert excerpt.endswith("pēc …")
    assert " Somija " in excerpt
    assert len(excerpt) < 200
    assert _index(("urn:a", "text", "Somija", "lv")).find("somija")[0].excerpt == "Somija"
