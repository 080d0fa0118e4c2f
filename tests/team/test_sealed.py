"""The sealed rule on the team page: at every state, for every reader, in cells, words, counts and to the byte.

States are written as in tests/assessments/test_sealing.py: S, M, Z are assessments of lin by herself, her manager
chen and his manager zhou; a small letter is a draft. Teamwork tells them apart: 1, 2, 3 are hers, 4, 5 the managers'.
"""

import re
from collections.abc import Iterable

import pytest

from app.assessments import queries
from app.assessments.sealing import Entry
from app.people import access, accounts
from app.people.access import Actor
from tests.assessments.acts import written
from tests.pages import text
from tests.team.acts import TeamPage, opened

AUTHORS = {"s": "lin", "m": "chen", "z": "zhou"}
STATES = (
    "", "s", "S", "SS", "m", "M", "MM", "sm", "Sm", "sM", "SM", "MS", "SMS", "SMs", "SMm", "SMSM", "SMSS", "MSM", "MSS",
    "z", "Z", "Zs", "Sz", "SZ", "ZS", "SZM", "SMZ", "SZS", "MZ", "MZS",
)  # fmt: skip
READERS = {"chen": "/team", "zhou": "/team?whom=all"}
ELSEWHERE = ("dotted", "wang", "gone", "zhao", "root", "lin")


def tell(database, people, state: str) -> None:
    hers, theirs = iter((1, 2, 3)), iter((4, 5))
    for letter in state:
        author = AUTHORS[letter.lower()]
        value = next(hers if author == "lin" else theirs)
        written(database, getattr(people, author), people.lin, letter.isupper(), teamwork=value)


def counting(database, reader: Actor, person: int) -> int | None:
    """The rating that may show, by the scope that every other page goes through."""
    with database.reading() as db:
        allowed = queries.history(db, reader, access.subject_of_line(db, reader, person))
        entry = _last(e for e in allowed if not e.of_oneself) or _last(e for e in allowed if e.of_oneself)
        return queries.ratings(db, [entry.id])[entry.id]["teamwork"].proficiency if entry else None


def _last(entries: Iterable[Entry]) -> Entry | None:
    return next((entry for entry in list(entries)[::-1] if entry.submitted_at), None)


def shown(page: TeamPage, person: int) -> int | None:
    """What the cell shows; the number in its words is the same one."""
    cell = page.cell(person, "Teamwork")
    number = re.match(r"\d+", cell.text)
    words = re.search(r"now (\d+)", cell.words)
    if number is None:
        assert "not rated yet" in cell.words and words is None
        return None
    assert words is None or words[1] == number[0]
    return int(number[0])


@pytest.mark.parametrize("state", STATES)
def test_cells_agree_with_what_may_be_read(browse, database, people, state):
    tell(database, people, state)
    lin = people.lin.person_id
    for reader, address in READERS.items():
        expected = counting(database, getattr(people, reader), lin)
        for against in ("present", "next"):
            page = opened(browse(reader), f"{address}{'&' if '?' in address else '?'}against={against}")
            assert shown(page, lin) == expected, (reader, against)
    for reader in ELSEWHERE:
        page = opened(browse(reader), "/team?whom=all")
        assert not page.marked("cell"), reader


@pytest.mark.parametrize("state", [state for state in STATES if "M" not in state.upper() and "Z" not in state.upper()])
def test_before_he_has_spoken_hers_shows_nothing_of_itself(browse, database, people, state):
    """Not a byte of the page differs, whatever she has written: no cell, no word, no count, no reading."""
    clients = {reader: browse(reader) for reader in READERS}
    before = {reader: clients[reader].get(address).text for reader, address in READERS.items()}
    tell(database, people, state)
    assert {reader: clients[reader].get(address).text for reader, address in READERS.items()} == before


@pytest.mark.parametrize(("opened_by", "more"), [("SM", "S"), ("SM", "s"), ("MS", "S"), ("MS", "SS"), ("M", "s")])
def test_what_she_says_after_the_last_round_shows_nothing_either(browse, database, people, opened_by, more):
    chen = browse("chen")
    tell(database, people, opened_by)
    before = chen.get("/team").text
    for letter, value in zip(more, (5, 4), strict=False):
        written(database, people.lin, people.lin, letter.isupper(), teamwork=value)
    assert chen.get("/team").text == before


def test_another_managers_sealed_assessment_shows_nothing(browse, database, people):
    chen = browse("chen")
    before = chen.get("/team").text
    tell(database, people, "Z")
    assert chen.get("/team").text == before
    tell(database, people, "s")
    assert chen.get("/team").text == before


def test_his_own_opens_to_him_and_hers_only_stands_in(browse, database, people):
    """A self-assessment counts only where no manager assessment is open; then the page says whose it is."""
    tell(database, people, "ZS")
    lin = people.lin.person_id
    assert "manager assessment" in text(opened(browse("zhou"), "/team?whom=all").id(f"person-{lin}"))
    tell(database, people, "M")
    assert "manager assessment" in text(opened(browse("chen")).id(f"person-{lin}"))
    assert "self-assessment" not in text(opened(browse("chen")).id(f"person-{lin}"))


def test_a_manager_in_hr_reads_as_a_manager_here(browse, database, people):
    """HR may open what is submitted on a person's own page, where that is logged as such; not in a table of many."""
    tell(database, people, "S")
    with database.writing() as db:
        accounts.set_roles(db, None, people.zhou.person_id, frozenset({"hr"}))
    assert shown(opened(browse("zhou"), "/team?whom=all"), people.lin.person_id) is None
