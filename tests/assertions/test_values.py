"""Dates, periods and numbers in running text, by the real rules and by broken ones."""

from datetime import date
from pathlib import Path

import pytest

from hrgraph.assertions.values import Value, ValueRules, read_values
from hrgraph.errors import RuleError
from hrgraph.graph.inferred import calendar_days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("2021. gada 19. maijā Ņujorkā", [("Date", "2021-05-19")], id="day in words"),
        pytest.param("2015. gada 3. decembrim", [("Date", "2015-12-03")], id="day of one digit"),
        pytest.param("Publicēts: 20.05.2021.", [("Date", "2021-05-20")], id="day first, in digits"),
        pytest.param("COM(2020) 65 final, 19.2.2020.", [("Date", "2020-02-19")], id="number of a document"),
        pytest.param("2022. gada martā", [("Date", "2022-03")], id="month"),
        pytest.param("2013. gadā un 2025. gada vēlēšanās", [("Date", "2013"), ("Date", "2025")], id="years"),
        pytest.param("2020.–2024. gadam", [("Date", "2020/2024")], id="period"),
        pytest.param("2021.–2027. gadam (projekti)", [("Date", "2021/2027")], id="period of the budget"),
        pytest.param("vairāk nekā 140 ES delegācijas", [("Number", "140")], id="count"),
        pytest.param("13 ES cilvēktiesību pamatnostādnes", [("Number", "13")], id="count at the start"),
        pytest.param("pieci darbības virzieni", [("Number", "5")], id="count in words"),
        pytest.param("nākamajiem 5 gadiem", [("Number", "5")], id="count of years"),
        pytest.param("Divi no trim", [("Number", "2")], id="word in front of another, not at the end"),
        pytest.param("2013. gadā apvieno 27 dalībvalstis", [("Date", "2013"), ("Number", "27")], id="both"),
        pytest.param("2021. gads bija labs", [("Date", "2021")], id="nominative"),
    ],
)
def test_values_that_are_found(values: ValueRules, text: str, found: list[tuple[str, str]]) -> None:
    """Each expression is found once and written as EDTF or digits."""
    assert [(value.kind, value.text) for value in values.find(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Krišjāņa Valdemāra iela 3, Rīga, LV-1395", id="address"),
        pytest.param("Tālrunis: (371) 67016272", id="telephone"),
        pytest.param("Fakss: (371) 67828 21", id="fax"),
        pytest.param("COM(2020) 65 final", id="number of a document"),
        pytest.param("https://example.org/2020/19.2.2021x", id="link"),
        pytest.param("3,5 miljoni", id="decimal"),
        pytest.param("R2P", id="digit in an abbreviation"),
        pytest.param("piecdesmit", id="numeral inside another"),
        pytest.param("2020. un citi", id="ordinal without a year"),
        pytest.param("1. punkts", id="number of a point"),
    ],
)
def test_digits_that_are_no_value(values: ValueRules, text: str) -> None:
    """Addresses, telephones, links and numbers of documents are neither dates nor counts."""
    assert values.find(text) == []


@pytest.mark.parametrize(
    "text", ["publicēts 99.99.2021.", "2021. gada 35. maijā", "31.02.2021.", "0.0.2021."]
)
def test_dates_that_no_calendar_has(values: ValueRules, text: str) -> None:
    """A day that does not exist is no date; what is read instead is a date or nothing."""
    for value in values.find(text):
        assert value.kind == "Date"
        for day in calendar_days(value.text):
            date.fromisoformat(day)


def test_number_with_a_space_in_it(values: ValueRules) -> None:
    """A number whose thousands are parted by a space is read whole."""
    assert [value.text for value in values.find("1 000 delegācijas")] == ["1000"]


def test_place_of_a_value(values: ValueRules) -> None:
    """A value says where it stands."""
    text = "Jau 2021. gada 19. maijā bija"
    (value,) = values.find(text)
    assert value == Value("Date", "2021-05-19", 4, 24)
    assert text[value.start : value.end] == "2021. gada 19. maijā"


VALUES = r"""
[table.numeral]
2 = ["divi"]
[[value]]
kind = "Number"
pattern = '\b{numeral}\b'
value = "{numeral}"
examples = { "divi vai trīs" = ["2"] }
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            '["2"]', '["3"]', r"'divi vai trīs' gives \['2'\], expected \['3'\]", id="example fails"
        ),
        pytest.param("{numeral}\\b'", "{numeral}('", "malformed", id="broken pattern"),
        pytest.param('kind = "Number"', "", "malformed: 'kind'", id="no kind"),
        pytest.param("[table.numeral]", "[tables.numeral]", "malformed: 'table'", id="no table"),
        pytest.param("[[value]]", "[[value]", "no valid TOML", id="broken TOML"),
    ],
)
def test_broken_rules_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Rules whose own examples fail, or that are malformed, stop the reading with the file's name."""
    file = tmp_path / "values.toml"
    file.write_text(VALUES, encoding="utf-8")
    assert [value.text for value in read_values(file).find("trīs un DIVI")] == ["2"]
    assert old in VALUES
    file.write_text(VALUES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=message) as caught:
        read_values(file)
    assert caught.value.file == file


def test_absent_rules_are_refused(tmp_path: Path) -> None:
    """Rules that are not there are an error of the rules."""
    with pytest.raises(RuleError, match="cannot be read"):
        read_values(tmp_path / "none.toml")
