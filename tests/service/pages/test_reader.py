"""The reader."""

import re

import pytest
from fastapi.testclient import TestClient

from hrgraph.pipeline import DocumentReading

PLAN = "/document/eu-action-plan-hrd-2020-2024"


def words_of(page: str) -> str:
    """What a page says, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.partition("<main")[2]))


def test_the_whole_text(real: TestClient, plan: DocumentReading) -> None:
    """The page holds every action with its anchor, every footnote, and all words of the text."""
    page = real.get(PLAN).text
    said = words_of(page)
    actions = [unit for unit in plan.outline.units if unit.kind == "Action"]

    assert len(actions) == 119
    for unit in actions:
        assert f'id="{unit.id}"' in page, unit.id
        if unit.id != "II.A.5" and "ref" not in " ".join(
            u.id for u in plan.outline.units if u.parent == unit.id
        ):
            assert unit.words.text in said.replace("&#34;", '"'), unit.id
    for number in range(1, 9):
        assert f'<a href="#fn.{number}" id="ref.{number}"' in page
        assert f'id="fn.{number}"' in page
    assert "nothing in the graph" in said


def test_a_footnote_stands_behind_its_part(real: TestClient) -> None:
    """The three footnotes of II.A.5 come right after it, before II.A.6."""
    page = real.get(PLAN).text
    places = [page.index(f'id="{name}"') for name in ("II.A.5", "fn.4", "fn.5", "fn.6", "II.A.6")]

    assert places == sorted(places)


def test_the_page_is_light(real: TestClient) -> None:
    """A plan of 119 actions is no heavy page, and one action is a light one."""
    assert len(real.get(PLAN).content) < 400_000
    assert len(real.get(PLAN + "/I.A.3").content) < 40_000


def test_words_lead_to_what_was_drawn_from_them(real: TestClient) -> None:
    """The link of a word in the text opens its part with the word marked and all that rests on it."""
    assert f'href="{PLAN}/I.A.3?words=5601-5625">cilvēktiesību aizstāvjus</a>' in real.get(PLAN).text
    page = real.get(PLAN + "/I.A.3?words=5601-5625").text
    chosen = page.partition("From these words")[2].partition("</section>")[0]

    assert '<q lang="lv">cilvēktiesību aizstāvjus</q>' in chosen
    assert 'href="/id/human-rights-defenders"' in chosen
    assert 'href="/statement/eu-action-plan-hrd-2020-2024/I.A.3/' in chosen
    assert 'chosen" href=' in page


def test_words_that_gave_nothing(real: TestClient) -> None:
    """Words that gave nothing say so, and are marked all the same."""
    page = real.get(PLAN + "/intro.1?words=74-82").text

    assert "The graph has nothing from them." in page
    assert "<mark>noteikts</mark>" in page


def test_a_part_shows_all_that_it_gave(real: TestClient) -> None:
    """Under a part stand its words with what they name and say, and the way to the parts around it."""
    page = real.get(PLAN + "/I.A.3").text

    assert "All that the graph has from this part" in page
    assert f'rel="prev" href="{PLAN}/I.A.2"' in page
    assert f'rel="next" href="{PLAN}/I.A.4"' in page
    assert f'href="{PLAN}#I.A.3"' in page


def test_a_section_is_read_by_itself(real: TestClient) -> None:
    """An area is a page of its actions only."""
    page = real.get(PLAN + "/I.B").text

    assert 'id="I.B.4"' in page
    assert 'id="I.C.1"' not in page


def test_the_chosen_language_stays(real: TestClient) -> None:
    """A language chosen by hand stands in the links of the words too."""
    assert f'href="{PLAN}/I.A.3?lang=lv&words=5601-5625"' in real.get(PLAN + "/I.A?lang=lv").text.replace(
        "&amp;", "&"
    )


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/document/nothing", 404, "unknown-document"),
        ("/document/a%3Eb", 404, "unknown-document"),
        (PLAN + "/I.Z", 404, "unknown-part"),
        (PLAN + "/I.A.3?words=five", 400, "which-words"),
        (PLAN + "/I.A.3?words=20-10", 400, "which-words"),
    ],
)
def test_what_is_not_there(real: TestClient, path: str, status: int, code: str) -> None:
    """A wrong address is told as a problem that names it."""
    response = real.get(path, headers={"Accept": "application/json"})

    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (status, code)
