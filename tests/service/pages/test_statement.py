"""The page of a statement."""

import html
import re
from urllib.parse import parse_qs, urlsplit

from fastapi.testclient import TestClient

from hrgraph.rdf import terms
from hrgraph.service.lookups.graph import Value
from hrgraph.service.lookups.names import statement_address

ID = "https://w3id.org/hrgraph/id/"
HR = "https://w3id.org/hrgraph/ontology#"
ROLE = ID + "eu-action-plan-hrd-2020-2024/intro.2/role.eusr-human-rights.central-role"
ADDRESS = statement_address(ROLE, HR + "isAssignedTo", Value(ID + "eusr-human-rights", is_iri=True))


def test_the_page(real: TestClient) -> None:
    """The page has the statement, its words marked in context, the rule, and ways on."""
    page = real.get(f"{ADDRESS}").text
    marked = re.search(r"<blockquote[^>]*>(.*?)<mark>(.*?)</mark>(.*?)</blockquote>", page, re.DOTALL)

    assert marked is not None
    assert "ES īpašais pārstāvis cilvēktiesību jautājumos" in marked[2]
    assert "Augstais pārstāvis" in marked[1]
    assert "Eiropas Parlamentam" in marked[3]
    assert 'href="/id/eusr-human-rights"' in page
    assert "and-has-role-in" in page
    assert 'href="/document/eu-action-plan-hrd-2020-2024/intro.2?words=678-840"' in page


def test_an_error_can_be_reported(real: TestClient) -> None:
    """The message is ready: statement, address, quote, place and rule, as text and as e-mail."""
    page = real.get(f"{ADDRESS}").text
    text = html.unescape(re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)[0])
    mail = urlsplit(html.unescape(re.findall(r'href="(mailto:[^"]*)"', page)[0]))

    for part in (f"http://testserver{ADDRESS}", "un tam būs centrāla loma", "678–840", "and-has-role-in"):
        assert part in text
    assert parse_qs(mail.query)["body"][0].replace("\r\n", "\n").strip() == text.strip()
    assert "EU Special Representative for Human Rights" in parse_qs(mail.query)["subject"][0]


def test_a_statement_that_no_text_says(real: TestClient) -> None:
    """A statement that was inferred says so."""
    address = statement_address(ID + "human-rights-defenders", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                                Value(HR + "Actor", is_iri=True))  # fmt: skip
    page = real.get(f"{address}").text

    assert "it follows from the ontology" in page
    assert "<mark>" not in page


def test_unknown(real: TestClient) -> None:
    """There is no page for what is not said."""
    for path in ("/statement/eeas/000000000000", "/statement/x", "/statement/a%3Eb/000000000000"):
        response = real.get(path, headers={"Accept": "application/json"})
        assert (response.status_code, response.json()["type"][-17:]) == (404, "unknown-statement")


def test_a_statement_about_a_web_page(real: TestClient) -> None:
    """What a text says of a page of another site has its own page with the words, found from its address."""
    query = f"""PREFIX hr: <{terms.HR}> SELECT ?page ?printed {{ ?page hr:printedAddress ?printed
        FILTER(!STRSTARTS(STR(?page), "{terms.ID}")) }} ORDER BY ?page LIMIT 1"""
    row = real.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"][0]
    subject, printed = row["page"]["value"], row["printed"]
    value = Value(
        printed["value"], language=printed.get("xml:lang", ""), datatype=printed.get("datatype", "")
    )
    address = statement_address(subject, terms.HR + "printedAddress", value)
    assert address is not None
    page = real.get(address)

    assert page.status_code == 200
    assert "<mark>" in page.text
    assert "format=ttl" in page.text
    assert real.get("/statement", params={"about": subject, "digits": "0" * 12}).status_code == 404
    assert real.get("/statement", params={"about": "http://x/> ?y", "digits": "0" * 12}).status_code == 404
    assert real.get("/statement").status_code == 404
