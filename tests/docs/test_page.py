"""The pages of the ontology: complete, in one language each, and without a dead link."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

LATVIAN = re.compile(r"[āčēģīķļņšūž]", re.IGNORECASE)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)


class Reader(HTMLParser):
    """Collects the ids, the links inside the page, and the words outside elements in another language."""

    void = frozenset({"meta", "br", "link", "rect", "path"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.words: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id and the link, and which language holds inside."""
        said = dict(attrs)
        self.ids.update([said["id"] or ""] if "id" in said else [])
        if (href := said.get("href") or "").startswith("#"):
            self.links.add(href[1:])
        if tag not in self.void:
            self.open.append((tag, said.get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself holds no words."""

    def handle_endtag(self, tag: str) -> None:
        """What is closed is what was opened last."""
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        """Keep words with their language."""
        if data.strip() and self.open:
            self.words.append(f"{self.open[-1][1]} {data.strip()}")


@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_term_has_an_anchor(pages: dict[str, str], ontology: Graph, language: str) -> None:
    """Each own term is found at its name, no id stands twice, every link inside the page leads somewhere."""
    found = Reader(pages[language])
    own = {
        re.split("[#/]", term)[-1]
        for kind in KINDS
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith("https://w3id.org/hrgraph/")
    }

    assert len(own) > 150
    assert own - found.ids.keys() == set()
    assert {name for name, times in found.ids.items() if times > 1} == set()
    assert found.links - found.ids.keys() == set()
    assert found.open == []


def test_english_page_is_english(pages: dict[str, str]) -> None:
    """No Latvian letter stands on the English page outside words marked as Latvian."""
    words = [words for words in Reader(pages["en"]).words if words.startswith("en ")]

    assert len(words) > 1000
    assert [said for said in words if LATVIAN.search(said)] == []


def test_latvian_page_is_latvian(pages: dict[str, str], ontology: Graph) -> None:
    """No English label or definition of an own term stands on the Latvian page."""
    said = set(Reader(pages["lv"]).words)
    english = {
        f"lv {value}"
        for term, value in [*ontology.subject_objects(SKOS.definition), *ontology.subject_objects(RDFS.label)]
        if isinstance(value, Literal) and value.language == "en" and "hrgraph" in str(term)
    }

    assert len(english) > 300
    assert said & english == set()


@pytest.mark.parametrize("language", ["lv", "en"])
def test_definitions_and_rules_are_told(
    pages: dict[str, str], ontology: Graph, root: Path, language: str
) -> None:
    """Every definition of an own term stands on the page of its language, and so does every shape's name."""
    said = " ".join(Reader(pages[language]).words)
    shapes = Graph()
    for file in sorted((root / "ontology" / "shapes").rglob("*.ttl")):
        shapes.parse(file)
    wanted = list(ontology.objects(None, SKOS.definition))
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        wanted += shapes.objects(shape, SH.name)
    spoken = [one for one in wanted if isinstance(one, Literal) and one.language == language]

    assert len(spoken) > 200
    assert [one for one in spoken if one not in said] == []


@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_drawing_for_each_module_with_its_table(pages: dict[str, str], language: str) -> None:
    """Each module has its drawing, titled and described, and the same in a table."""
    page = pages[language]

    assert page.count("<svg ") == page.count("<details><summary>") - page.count("</ul></details>") == 5
    assert page.count("<title id=") == page.count("<desc id=") == 5


def test_page_loads_nothing(pages: dict[str, str]) -> None:
    """The page opens from a disk without a network: no script, image or style of elsewhere."""
    for page in pages.values():
        assert not re.search(r"<(script|img|link|iframe)\b|@import|url\(", page)
