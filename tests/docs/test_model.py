"""What is read of each term."""

from hrgraph.docs.model import Link, Match, Reader, Term


def term(readers: dict[str, Reader], name: str, language: str = "en") -> Term:
    """One term of the small ontology."""
    return next(one for one in readers[language].terms() if one.name == name)


def test_terms_by_kind_and_label(readers: dict[str, Reader]) -> None:
    """Classes come first, each kind in order of its labels in that language; borrowed terms apart."""
    assert [one.name for one in readers["en"].terms()] == [
        *("Actor", "State", "Topic", "concerns", "size", "large", "sizes")
    ]
    assert [one.name for one in readers["lv"].terms()][:3] == ["Actor", "Topic", "State"]
    assert [(link.words, code, label) for link, code, label in readers["lv"].borrowed()] == [
        ("skos:Concept", "class", "jēdziens")
    ]


def test_rows_of_a_class(readers: dict[str, Reader]) -> None:
    """A class knows what is above and below it, what it excludes and which properties reach it."""
    actor, topic = term(readers, "Actor"), term(readers, "Topic")

    assert actor.linked("below") == (Link("state <1>", "#State"),)
    assert actor.linked("starts") == (Link("concerns", "#concerns"),)
    assert actor.linked("disjoint") == (Link("topic", "#Topic"),)
    assert topic.linked("disjoint") == (Link("actor", "#Actor"),)
    assert topic.linked("above")[0].words == "skos:Concept"
    assert topic.linked("arrives") == (Link("concerns", "#concerns"),)
    assert actor.linked("arrives") == ()


def test_rows_of_a_property(readers: dict[str, Reader]) -> None:
    """A property names each class of a union it starts from, and its characteristics."""
    concerns = term(readers, "concerns")

    assert [link.words for link in concerns.linked("domain")] == ["actor", "topic"]
    assert concerns.linked("range") == (Link("topic", "#Topic"),)
    assert concerns.marks == ("functional",)


def test_concepts_and_their_scheme(readers: dict[str, Reader]) -> None:
    """A concept names its class and its scheme, a scheme what it holds."""
    large, sizes = term(readers, "large"), term(readers, "sizes")

    assert (large.kind, sizes.kind) == ("concept", "concept-scheme")
    assert large.linked("type") == (Link("topic", "#Topic"),)
    assert large.linked("scheme") == (Link("sizes", "#sizes"),)
    assert sizes.linked("holds") == (Link("large", "#large"),)
    assert term(readers, "Topic").linked("members") == (Link("large", "#large"),)


def test_example_in_each_language(readers: dict[str, Reader]) -> None:
    """The Latvian page tells the whole example, the English one only its quotes and their place."""
    [latvian], [english] = term(readers, "Actor", "lv").examples, term(readers, "Actor").examples

    assert latvian.pieces == (("ESĪP", True), (" apzīmē pārstāvi", False))
    assert english.pieces == (("ESĪP", True),)
    assert english.place == Link(
        "action plan, intro.2", "https://w3id.org/hrgraph/id/eu-action-plan-hrd-2020-2024/intro.2"
    )


def test_alignment_with_its_reason(readers: dict[str, Reader]) -> None:
    """How a term stands to one elsewhere comes with the reason in the language of the page."""
    assert term(readers, "Topic", "lv").matches == (
        Match(
            "close-match",
            Link("skos:Concept", "http://www.w3.org/2004/02/skos/core#Concept"),
            "Gandrīz tas pats.",
        ),
    )


def test_questions_of_a_term(readers: dict[str, Reader]) -> None:
    """A term tells which competency questions need it."""
    assert term(readers, "Actor").questions == ((("Who acts?", False),),)
    assert term(readers, "State").questions == ()
