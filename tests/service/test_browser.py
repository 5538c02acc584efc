"""The pages in a real browser: the way from a question to the words and back, and accessibility by axe-core.

Skipped where there is no Chromium or the extra `browser` is not installed. Screenshots go to the folder named
by SCREENSHOTS, or to a temporary one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# The browser's driver leaves its pipes to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
Violations = Callable[[Any, dict[str, list[str]]], list[str]]

PLAN = "/document/eu-action-plan-hrd-2020-2024"
ROLE = "/id/eu-action-plan-hrd-2020-2024/intro.2/role.eusr-human-rights.central-role"
PAGES = {
    "home": "/",
    "questions": "/questions",
    "question": "/question/cq02",
    "yes-or-no": "/question/cq79",
    "document": PLAN,
    "area": f"{PLAN}/I.A",
    "words": f"{PLAN}/I.A.3?words=5601-5625",
    "release": "/document/press-release-act",
    "thing": "/page/human-rights-defenders",
    "action": "/page/eu-action-plan-hrd-2020-2024/I.A.3",
    "graph": "/graph/links",
    "query": "/sparql",
    "ontology": "/ontology",
    "search": "/search?q=bernu",
    "validate": "/validate",
    "releases": "/releases",
    "version": "/releases/0.2",
    "changes": "/changes",
    "reference": "/docs",
    "problem": "/page/nothing",
}
WIDTHS = {"phone": 390, "desktop": 1280}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
LONG = ("document", "ontology")
"""Pages that take axe-core long: what it looks at in them is the same at every width."""


def test_from_a_question_to_the_words_and_back(chromium: Any, site: str) -> None:
    """Who has the central role: question, answer, words marked in the text, statement, thing."""
    page = chromium.new_page(locale="lv-LV", java_script_enabled=False)
    page.goto(site)
    page.get_by_role("link", name="Kuram dalībniekam būs centrāla loma").click()
    page.get_by_role("link", name="joprojām būs nozīmīgs politiskais dalībnieks").click()
    assert "/statement/" in page.url
    marked = page.locator("blockquote mark").inner_text()
    assert "un tam būs centrāla loma rīcības plāna īstenošanas virzīšanā" in marked

    page.get_by_role("link", name="Rindkopa intro.2").click()
    assert page.url.startswith(f"{site}{PLAN}/intro.2?words=")
    assert page.locator(".reading .chosen").first.inner_text().startswith("ES")
    page.locator(".chosen-words").get_by_role("link", name="vārdi").first.click()
    assert "/statement/" in page.url
    page.go_back()
    page.locator(".drawn").get_by_role(
        "link", name="ES īpašais pārstāvis cilvēktiesību jautājumos", exact=True
    ).first.click()
    assert page.url == f"{site}/page/eusr-human-rights"
    assert page.locator("#named + p + ul li").count() >= 1
    page.close()


def test_the_walk_by_keyboard(chromium: Any, site: str) -> None:
    """The skip link comes first, is seen when it has the focus, and leads to the content."""
    page = chromium.new_page(locale="lv-LV")
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.close()


@pytest.mark.parametrize(
    ("width", "theme", "rules"),
    [("phone", "light", RULES), ("desktop", "light", RULES), ("desktop", "dark", COLOURS)],
    ids=["phone", "desktop", "dark"],
)
def test_every_kind_of_page_is_accessible(
    chromium: Any,
    site: str,
    shots: Path,
    violations: Violations,
    width: str,
    theme: str,
    rules: dict[str, list[str]],
) -> None:
    """axe-core finds nothing wrong, and no page is wider than its window."""
    page = chromium.new_page(
        viewport={"width": WIDTHS[width], "height": 900}, color_scheme=theme, locale="lv-LV"
    )
    paths = dict(PAGES)
    page.goto(site + "/question/cq02")
    paths["statement"] = str(page.locator("a.quote").first.get_attribute("href"))
    wrong = {}
    for name, path in paths.items():
        page.goto(site + path)
        page.screenshot(path=shots / f"{name}-{width}-{theme}.png")
        found = []
        if width == "phone" or name not in LONG:
            found = violations(page, rules)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("wider than the window")
        if found:
            wrong[name] = found
    page.close()

    assert wrong == {}


def test_axe_would_find_a_fault(chromium: Any, violations: Violations) -> None:
    """A page with a picture that nobody describes does not pass."""
    page = chromium.new_page()
    page.set_content('<html lang="lv"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>')

    assert any(found.startswith("image-alt") for found in violations(page, RULES))
    page.close()


def test_print(chromium: Any, site: str) -> None:
    """On paper the text is there and what is for the screen alone is not."""
    page = chromium.new_page()
    page.goto(f"{site}{PLAN}/I.A.3")
    page.emulate_media(media="print")

    assert page.locator(".reading").is_visible()
    assert not page.locator("header nav").is_visible()
    page.close()
