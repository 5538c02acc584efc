"""The query page in a real browser: editor, completion, errors at their place, pictures; nothing from afar.

Skipped where there is no Chromium, or where setup could not bundle the scripts of the page.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from hrgraph.service.sparql.query_page import SCRIPTS

pytestmark = [
    pytest.mark.skipif(not (SCRIPTS / "query.js").is_file(), reason="no scripts are bundled: make setup"),
    # The browser's driver leaves its pipes to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

HR = "PREFIX hr: <https://w3id.org/hrgraph/ontology#>\n"
COUNTED = HR + (
    "SELECT ?thing (COUNT(DISTINCT ?action) AS ?actions) WHERE { ?action a hr:Action ; hr:names ?thing }"
    " GROUP BY ?thing ORDER BY DESC(?actions) LIMIT 12"
)
DATED = (
    HR
    + """SELECT ?event ?day WHERE { ?event a hr:Event ; ?property ?day .
  FILTER(DATATYPE(?day) = <http://www.w3.org/2001/XMLSchema#date>) } LIMIT 20"""
)
JOINED = HR + "CONSTRUCT { ?a hr:names ?t } WHERE { ?a a hr:Action ; hr:names ?t } LIMIT 30"
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
EDITOR = ".cm-content"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def page(chromium: Any, site: str) -> Iterator[Any]:
    """A page that reaches this site alone; what it asks of others, and its complaints, end the test."""
    found = chromium.new_page(locale="lv-LV", viewport={"width": 1280, "height": 900})
    elsewhere: list[str] = []
    errors: list[str] = []

    def only_here(route: Any) -> None:
        if route.request.url.startswith(site + "/"):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    found.route("**/*", only_here)
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on(
        "console",
        lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield found
    found.close()
    assert elsewhere == []
    assert errors == []


def _open(page: Any, site: str, query: str = "", **fields: str) -> None:
    page.goto(f"{site}/sparql?{urlencode({'query': query, **fields})}" if query else f"{site}/sparql")
    page.locator(EDITOR).wait_for()


def _write(page: Any, text: str) -> None:
    page.locator(EDITOR).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def test_a_page_that_asks_elsewhere_would_be_caught(chromium: Any, site: str) -> None:
    """The policy of the page lets no script speak with another site."""
    page = chromium.new_page()
    _open(page, site)
    blocked = page.evaluate("fetch('http://127.0.0.1:9/').then(() => '', (error) => error.name)")
    said = page.evaluate(
        """new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.blockedURI))
            const image = document.createElement("script")
            image.src = "http://127.0.0.1:9/x.js"
            document.head.append(image)
        })"""
    )
    page.close()

    assert blocked == "TypeError"
    assert said == "http://127.0.0.1:9/x.js"


def test_completion_by_a_latvian_name_declares_the_prefix(page: Any, site: str) -> None:
    """A class chosen by its label, written without diacritics, is put in with its prefix declared."""
    _open(page, site)
    _write(page, "SELECT * WHERE { ?x a ")
    page.keyboard.type("rici")
    option = page.get_by_role("option", name="rīcība hr:Action")
    option.wait_for()
    # An offer that has just appeared is not taken yet, lest it be taken by mistake.
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.keyboard.type(" }")

    assert page.locator("#query").input_value() == HR + "SELECT * WHERE { ?x a hr:Action }"


def test_a_prefix_is_declared_as_it_is_written(page: Any, site: str) -> None:
    """A known prefix is declared when its colon is written, once, and not in a comment."""
    _open(page, site)
    _write(page, "# ")
    page.keyboard.type("hr:x")
    page.keyboard.press("Escape")
    assert page.locator("#query").input_value() == "# hr:x"
    page.keyboard.press("Enter")
    page.keyboard.type("ASK { ?x hr:names ?y ; skos:prefLabel ?z . ?z hr:names ?x")
    text = page.locator("#query").input_value()

    assert text.count("PREFIX hr: <https://w3id.org/hrgraph/ontology#>\n") == 1
    assert text.count("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n") == 1


def test_an_error_stands_at_its_place(page: Any, site: str) -> None:
    """A wrong word is marked as it is written, in the page's language, and mended by the keyboard."""
    _open(page, site)
    _write(page, "SELECT * {\n  ?š ?p ?o FILTR(?o > 1)\n}")
    page.locator(".wrong.error").wait_for()

    assert page.locator(".wrong.error").inner_text() == "“FILTR” šeit nevar būt. Varbūt bija domāts “FILTER”?"
    assert page.locator(".cm-lintRange-error").inner_text() == "FILTR"
    page.locator(".cm-lintRange-error").hover()
    page.get_by_role("button", name="FILTER").click()
    page.locator(".wrong.error").wait_for(state="detached")
    assert "FILTER(?o > 1)" in page.locator("#query").input_value()


def test_the_whole_walk_by_keyboard(page: Any, site: str) -> None:
    """Tab leads into the editor and out of it; Ctrl+Enter asks, and the answer is there."""
    _open(page, site)
    page.locator(EDITOR).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className") == "editor"
    _write(page, COUNTED)
    page.keyboard.press("Control+Enter")
    page.locator("#answer").wait_for()

    assert page.url.endswith("#result")
    assert page.locator("#answer tbody tr").count() == 12
    page.get_by_role("button", name="Stabiņi").focus()
    page.keyboard.press("Enter")
    page.locator("figure svg").wait_for()


def test_bars_show_what_the_table_says(page: Any, site: str) -> None:
    """There is a bar for each row with its number, as long as it says; the table stays beside."""
    _open(page, site, COUNTED)
    page.get_by_role("button", name="Stabiņi").click()
    page.locator("figure svg").wait_for()
    shown = page.locator("figure .value").all_text_contents()
    widths = [float(bar.get_attribute("width")) for bar in page.locator("figure rect").all()]
    said = page.locator("#answer td.number").all_inner_texts()

    assert shown == said
    assert [round(width / widths[0], 3) for width in widths] == [
        round(int(one) / int(said[0]), 3) for one in said
    ]
    assert page.get_by_role("img").get_attribute("aria-label").endswith("tabulā zem attēla.")
    page.get_by_role("button", name="Tabula").click()
    assert not page.locator("figure").is_visible()


def test_dates_are_a_timeline(page: Any, site: str) -> None:
    """Events stand in the order of their days, each with its day."""
    _open(page, site, DATED)
    page.get_by_role("button", name="Laika līnija").click()
    page.locator("figure svg").wait_for()
    shown = [words[:10] for words in page.locator("figure .name").all_text_contents()]

    assert shown == sorted(page.locator("#answer td:last-child").all_inner_texts())


def test_rdf_is_a_network(page: Any, site: str) -> None:
    """Each thing is a node and each statement a line; the same answer gives the same picture."""
    _open(page, site, JOINED)
    page.get_by_role("button", name="Tīkls").click()
    page.locator("figure svg").wait_for()
    cells = page.locator("#answer tbody td:first-child, #answer tbody td:last-child")
    things = {cell.get_attribute("data-value") for cell in cells.all()}

    assert page.locator("figure circle").count() == len(things)
    assert page.locator("figure line").count() == page.locator("#answer tbody tr").count()
    first = page.locator("figure svg").inner_html()
    page.get_by_role("button", name="Tīkls").click()
    assert page.locator("figure svg").inner_html() == first


def test_quotes_lead_to_their_words(page: Any, site: str) -> None:
    """From words in an answer to the same words marked in the text."""
    _open(page, site)
    page.get_by_role("button", name="Izpildīt").click()
    quote = page.locator("#answer a.quote").first
    words = quote.inner_text()
    quote.click()

    assert page.locator(".reading .chosen").first.inner_text() in words


def test_programs_are_copied(page: Any, site: str) -> None:
    """The button beside a program puts all of it on the clipboard, and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page, site, COUNTED)
    page.get_by_text("Python", exact=True).click()
    page.get_by_role("button", name="Kopēt").click()
    page.get_by_role("button", name="Nokopēts").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("details[open] pre").text_content()
    assert "ORDER BY DESC(?actions)" in copied


def test_every_question_opens_with_its_answer(page: Any, site: str) -> None:
    """A competency question is an example: it opens with its query in the editor and its answer below."""
    _open(page, site)
    page.get_by_text("Visi jautājumi").click()
    page.get_by_role("link", name="Kuram dalībniekam būs centrāla loma").click()
    page.locator(EDITOR).wait_for()

    assert "central-role" in page.locator(EDITOR).inner_text()
    assert page.locator("#answer tbody tr").count() == 1


@pytest.mark.parametrize(
    ("width", "theme", "rules"),
    [(390, "light", RULES), (1280, "light", {}), (1280, "dark", COLOURS)],
    ids=["phone", "desktop", "dark"],
)
def test_the_page_is_accessible_in_every_state(
    chromium: Any,
    site: str,
    shots: Path,
    violations: Callable[[Any, dict[str, list[str]]], list[str]],
    width: int,
    theme: str,
    rules: dict[str, list[str]],
) -> None:
    """axe-core finds nothing wrong with a warning, offers or a picture, and the page is not too wide."""
    page = chromium.new_page(
        viewport={"width": width, "height": 900}, color_scheme=theme, locale="lv-LV", reduced_motion="reduce"
    )
    wrong = {}

    def look(name: str) -> None:
        page.screenshot(path=shots / f"query-{name}-{width}-{theme}.png", full_page=True)
        found = violations(page, rules) if rules else []
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("wider than the window")
        if found:
            wrong[name] = found

    _open(page, site, HR + "SELECT * { ?s hr:nams ?o }", explain="empty")
    page.locator(".wrong").wait_for()
    look("warning")
    _write(page, "SELECT * { ?s a ")
    page.keyboard.type("ric")
    page.get_by_role("option", name="rīcība hr:Action").wait_for()
    look("completion")
    for name, query, button in (
        ("bars", COUNTED, "Stabiņi"),
        ("timeline", DATED, "Laika līnija"),
        ("network", JOINED, "Tīkls"),
    ):
        _open(page, site, query)
        page.get_by_role("button", name=button).click()
        page.locator("figure svg").wait_for()
        look(name)
    page.close()

    assert wrong == {}


def test_on_paper_the_picture_and_the_table_stay(page: Any, site: str) -> None:
    """What is for the screen alone is not printed; the query, the picture and the whole table are."""
    _open(page, site, COUNTED)
    page.get_by_role("button", name="Stabiņi").click()
    page.locator("figure svg").wait_for()
    page.emulate_media(media="print")

    for shown in (EDITOR, "figure svg", "#answer table"):
        assert page.locator(shown).is_visible()
    for hidden in ("header nav", "form button", ".views", ".aside"):
        assert not page.locator(hidden).first.is_visible()


def test_without_javascript_the_form_does_it(chromium: Any, site: str) -> None:
    """The text area and the button ask the same question."""
    page = chromium.new_page(locale="lv-LV", java_script_enabled=False)
    page.goto(f"{site}/sparql")
    page.locator("#query").fill(COUNTED)
    page.get_by_role("button", name="Izpildīt").click()

    assert page.locator("#answer tbody tr").count() == 12
    assert not page.locator("#keys").is_visible()
    page.close()
