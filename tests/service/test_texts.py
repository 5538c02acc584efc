"""Latvian and English say the same things."""

import re
from pathlib import Path
from string import Formatter

import hrgraph.service
from hrgraph.releases.model import KINDS
from hrgraph.service import texts
from hrgraph.service.refusals import ServiceReason
from hrgraph.store.reasons import SENTENCES, Reason

SOURCE = Path(hrgraph.service.__file__).parent
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "templates").glob("*.html"))


def fields(sentence: str) -> set[str]:
    """The names in braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_sentence_is_in_both_languages() -> None:
    """Each code has Latvian and English, with the same words filled in."""
    for table, sentences in texts.messages().items():
        for code, said in sentences.items():
            assert set(said) == {"lv", "en"}, (table, code)
            assert fields(said["lv"]) == fields(said["en"]), (table, code)
            assert said["lv"].strip(), (table, code)
            assert said["en"].strip(), (table, code)


def test_every_reason_of_the_store_is_known() -> None:
    """What the store can say, the service can say in Latvian."""
    assert set(SENTENCES) <= set(texts.messages()["reason"])


def test_every_reason_of_the_service_has_a_sentence() -> None:
    """Each code that the source names stands in the file of messages."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'ServiceReason\("([a-z0-9-]+)"', source))
        found |= set(re.findall(r'RequestRefused\(HTTPStatus\.\w+, "([a-z0-9-]+)"', source))

    assert len(found) > 5
    assert found <= set(texts.messages()["reason"])


def test_every_word_of_the_pages_is_used_and_known() -> None:
    """Templates and modules use each word of the file, and no other."""
    named = set(re.findall(r'say\("([a-z-]+)"[,)]', TEMPLATES))
    for path in SOURCE.rglob("*.py"):
        named |= set(re.findall(r'\bword\("([a-z-]+)"', path.read_text(encoding="utf-8")))
    by_value = {"statements", "actions", "mentions", "quoted", "inferred", "links"}
    by_value |= {"cite-version", "cite-result"}
    by_value |= {f"view-{kind}" for kind in ("table", "bars", "line", "timeline", "network")}
    by_value |= {f"triple-{name}" for name in ("subject", "predicate", "object")}
    by_value |= {"violation", "warning", "info"}
    by_value |= {f"change-{kind}" for kind in KINDS}
    by_value |= {f"origin-{name}" for name in ("entities", "inferred", "links", "questions", "metadata")}

    assert named | by_value == set(texts.messages()["page"])


def test_no_word_of_a_page_stands_in_a_template() -> None:
    """Whatever a reader reads comes from the file of messages, names of formats and languages aside."""
    names = {
        "hrgraph",
        "HTTP",
        "SPARQL",
        "Turtle",
        "JSON",
        "LD",
        "RDF",
        "XML",
        "Triples",
        "SHA",
        "BibTeX",
        "KiB",
        "openapi",
        "Atom",
        "DCAT",
        "Markdown",
        "json",
    }
    names |= {"iri", "ttl", "jsonld", "rdf"}
    bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", TEMPLATES, flags=re.DOTALL)
    bare = re.sub(r"<[^>]*>", " ", bare)
    words = set(re.findall(r"[^\W\d_]{3,}", bare))

    assert words - names == set()


def test_a_word_in_a_template_would_be_found() -> None:
    """The test above sees words between tags and leaves out what is filled in."""
    bare = re.sub(r"{{.*?}}", " ", "<p>{{ say('x') }} Hello</p>")

    assert re.findall(r"[^\W\d_]{3,}", re.sub(r"<[^>]*>", " ", bare)) == ["Hello"]


def test_reasons_are_said_in_the_language() -> None:
    """A reason is said with its values, and a plain string as it is."""
    assert texts.reason(Reason("unexpected", found="}"), "lv") == "“}” šeit nevar būt."
    assert texts.reason(Reason("unexpected", found="}"), "en") == "“}” cannot stand here."
    assert texts.reason(ServiceReason("no-such-format", wanted="pdf"), "en", ("text/csv",)) == (
        "There is no format “pdf” here. There are: text/csv."
    )
    assert texts.reason("as it is", "lv") == "as it is"


def test_status_without_a_title_of_its_own() -> None:
    """A status that the file lacks has the title of its class."""
    assert texts.status(418, "en") == "Bad request"
    assert texts.status(599, "en") == "Server error"
