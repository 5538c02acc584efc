"""The outline of the press release: its parts, a sentence cut in two, and marks that are no text."""

from collections import Counter

from hrgraph.pipeline import DocumentReading

RELEASE = [
    ("title", "Heading", "", "Latvija kļūst par starpreģionālās ANO valstu grupas"),
    ("published", "Paragraph", "", "Publicēts: 20.05.2021."),
    ("publisher", "Paragraph", "", "Ārlietu ministrija"),
    ("p1", "Paragraph", "", "2021. gada 19. maijā Ņujorkā Latvija kļuva"),
    ("p2", "Paragraph", "", "Pievienojoties ACT grupai,"),
    ("p3", "Paragraph", "", "Dalība ACT grupā Latvijai"),
    ("info", "Section", "", ""),
    ("info.title", "Heading", "info", "Informācijai"),
    ("p4", "Paragraph", "info", "ACT grupa ir neformāla"),
    ("more", "Paragraph", "info", "Plašāka informācija par ACT grupu."),
    ("contact", "Section", "", ""),
    ("contact.title", "Heading", "contact", "Komunikācijas grupa"),
    ("contact.1", "Paragraph", "contact", "Krišjāņa Valdemāra iela 3, Rīga, LV-1395"),
    ("contact.2", "Paragraph", "contact", "Tālrunis: (371) 67016272"),
    ("contact.3", "Paragraph", "contact", "Fakss: (371) 67828 21"),
    ("contact.4", "Paragraph", "contact", "E-pasts: media@mfa.gov.lv"),
    ("contact.5", "Paragraph", "contact", "Mājaslapa: www.mfa.gov.lv"),
    ("address", "Paragraph", "", "https://www.mk.gov.lv/lv/jaunums/latvija-klust-par-starpreģionālas"),
]


def test_units_of_the_press_release(release: DocumentReading) -> None:
    """The release has its headline, date, publisher, paragraphs, information, contacts and address."""
    found = [(unit.id, unit.kind, unit.parent, unit.words.text) for unit in release.outline.units]
    assert [unit[:3] for unit in found] == [unit[:3] for unit in RELEASE]
    for (identifier, _, _, text), (_, _, _, start) in zip(found, RELEASE, strict=True):
        assert text.startswith(start), identifier


def test_sentence_over_an_empty_line(release: DocumentReading) -> None:
    """A sentence that an empty line cuts is one sentence of one paragraph."""
    sentence = "Latvija ir pievienojusies ACT grupas Kodeksam 2015. gadā."
    assert release.outline.unit("p4").words.text.endswith(sentence)


def test_markdown_is_layout(release: DocumentReading) -> None:
    """Asterisks, brackets and link targets are layout; the fax number keeps its stray space."""
    raw = release.outline.source.raw
    layout = Counter(raw[start:end] for start, end in release.outline.artefacts)
    assert layout == {"[": 4, "](#)": 2, "*": 4, "](tel:67016272)": 1, "](tel:6782821)": 1, "<": 1, ">": 1}
