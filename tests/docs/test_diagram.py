"""The drawing of classes."""

import xml.etree.ElementTree as ET

from hrgraph.docs.diagram import draw, lines_of
from hrgraph.docs.model import Reader, Term
from hrgraph.docs.words import Words

SVG = "{http://www.w3.org/2000/svg}"


def parts(readers: dict[str, Reader]) -> tuple[list[Term], list[Term]]:
    """The classes and the properties of the small ontology."""
    found = readers["en"].terms()
    return [one for one in found if one.kind == "class"], [
        one for one in found if one.kind.endswith("property")
    ]


def test_drawing_says_what_it_shows(readers: dict[str, Reader], words: dict[str, Words]) -> None:
    """The drawing is XML with a title and a description that names every class."""
    svg = ET.fromstring(draw(*parts(readers), "Actors & co", words["en"]))

    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Actors & co"
    assert svg.get("aria-labelledby") == title.get("id")
    assert svg.get("aria-describedby") == description.get("id")
    assert "actor, state <1>, topic" in (description.text or "")


def test_every_class_leads_to_its_term(readers: dict[str, Reader], words: dict[str, Words]) -> None:
    """Each class is a box with a link and its properties; what is below stands to the right."""
    svg = ET.fromstring(draw(*parts(readers), "t", words["en"]))
    boxes = {
        "".join(link.itertext()): (link.get("href"), float(text.get("x", "0")))
        for link in svg.iter(f"{SVG}a")
        for text in link.iter(f"{SVG}text")
    }

    assert {label: href for label, (href, _) in boxes.items()} == {
        "actor": "#Actor",
        "state <1>": "#State",
        "topic": "#Topic",
    }
    assert boxes["state <1>"][1] > boxes["actor"][1] == boxes["topic"][1]
    assert "concerns → topic" in set(svg.itertext())
    assert "size → words" in set(svg.itertext())


def test_boxes_do_not_overlap(readers: dict[str, Reader], words: dict[str, Words]) -> None:
    """No two boxes share a point, and all lie inside the drawing."""
    svg = ET.fromstring(draw(*parts(readers), "t", words["en"]))
    names = ("x", "y", "width", "height")
    rects = [[float(rect.get(name, "0")) for name in names] for rect in svg.iter(f"{SVG}rect")]

    for number, (x, y, width, height) in enumerate(rects):
        assert x + width <= float(svg.get("width", "0"))
        assert y + height <= float(svg.get("height", "0"))
        for left, top, wide, high in rects[:number]:
            assert x >= left + wide or left >= x + width or y >= top + high or top >= y + height


def test_class_of_another_module_is_a_guest(readers: dict[str, Reader], words: dict[str, Words]) -> None:
    """A class above one of the module but not in it has a broken outline."""
    classes, properties = parts(readers)
    state = [cls for cls in classes if cls.name == "State"]
    svg = ET.fromstring(draw(state, properties, "t", words["en"]))

    assert [bool(rect.get("stroke-dasharray")) for rect in svg.iter(f"{SVG}rect")] == [True, False]


def test_lines_of_a_class(readers: dict[str, Reader], words: dict[str, Words]) -> None:
    """A class has the properties that start from it, each with what it leads to."""
    classes, properties = parts(readers)

    assert [(prop.name, leads) for prop, leads in lines_of(classes[0], properties, words["en"])] == [
        ("concerns", "topic")
    ]
