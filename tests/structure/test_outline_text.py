"""The outline of any running text: paragraphs, and the actions of a plan."""

from pathlib import Path

import pytest

from hrgraph.structure.outline import parse
from hrgraph.structure.profile import Profile, read_profile
from hrgraph.text.source import Source


@pytest.fixture(scope="module")
def plain(root: Path) -> Profile:
    """The profile of any text."""
    return read_profile(root / "data" / "profiles", "plain-text")


def actions(raw: str, profile: Profile) -> list[str]:
    """The words of the actions in a text."""
    outline = parse(Source("d", Path("text.txt"), raw, len(raw), ""), profile)
    return [unit.words.text for unit in outline.units if unit.kind == "Action"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("- Stiprināt mieru\n- Sargāt vidi\n", ["Stiprināt mieru", "Sargāt vidi"], id="dashes"),
        pytest.param("a) veidot vidi;\nb) īstenot plānu", ["veidot vidi;", "īstenot plānu"], id="letters"),
        pytest.param("1.2. Efektīvi sargāt vidi.", ["Efektīvi sargāt vidi."], id="numbers and an adverb"),
        pytest.param("* Stiprināt **lielo** mieru", ["Stiprināt lielo mieru"], id="Markdown"),
        pytest.param("• Stiprināt **mieru** visur", ["Stiprināt mieru visur"], id="a mark and bold words"),
        pytest.param("Turpināt stiprināt\nmieru.", ["Turpināt stiprināt mieru."], id="two lines"),
        pytest.param("Uzdevumi:\n- stiprināt mieru;", ["stiprināt mieru;"], id="a list of tasks"),
        pytest.param("Plāns paredz\nmērķus:\n– sargāt vidi;", ["sargāt vidi;"], id="two lines before"),
        pytest.param("Ministre aicina:\n- sargāt vidi;\n- veidot vidi;", [], id="a call"),
        pytest.param("Kursos mācīja:\n\nstiprināt mieru.\n\nSargāt vidi.", [], id="what is learnt"),
        pytest.param("Atbalstīt Ukrainu ir pienākums.", [], id="an infinitive as subject"),
        pytest.param("Kāpēc?\n\nStiprināt mieru vai karot?", [], id="a question"),
        pytest.param("- Lasīt vairāk par plānu", [], id="a request to the reader"),
        pytest.param("- Atbalstot mieru, dzīvot labi", [], id="a participle"),
        pytest.param("- Miera stiprināšana", [], id="a noun"),
        pytest.param("Turklāt stiprinām mieru.", [], id="an adverb like an infinitive"),
        pytest.param("Plānots\nstiprināt mieru.", [], id="a line inside a paragraph"),
    ],
)  # fmt: skip
def test_actions_of_any_plan(plain: Profile, raw: str, expected: list[str]) -> None:
    """What begins with an infinitive is an action, unless others are to do it or something is said of it."""
    assert actions(raw, plain) == expected
