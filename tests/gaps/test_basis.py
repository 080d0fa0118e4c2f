"""Whose ratings count: one's own for oneself; for others what was agreed until a manager says something newer."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest

from app.gaps import basis as basis_of
from app.kit import clock
from tests.assessments.acts import written
from tests.assessments.test_sealing import CHEN, LIN, actor, entry
from tests.gaps.test_picture import Look, look  # noqa: F401
from tests.pages import Page, english, texts
from tests.reviews import signed

AUTHORS = {"s": LIN, "m": CHEN, "a": CHEN}


@pytest.fixture
def browse(client_for):
    return lambda login: english(client_for(login))


def history(told: str) -> list:
    """S, M and A are assessments by herself and her manager, and agreed ratings, in this order; small: a draft."""
    found = [entry(place, AUTHORS[who.lower()], submitted=who.isupper()) for place, who in enumerate(told)]
    return [replace(e, agreed_in=7) if who == "A" else e for e, who in zip(found, told, strict=True)]


@pytest.mark.parametrize(
    ("told", "own", "others"),
    [
        ("", "self", "manager"),
        ("S", "self", "self"),
        ("M", "manager", "manager"),
        ("A", "agreed", "agreed"),
        ("SM", "self", "manager"),
        ("SMA", "self", "agreed"),
        ("AM", "manager", "manager"),
        ("SMAS", "self", "agreed"),
        ("SMASM", "self", "manager"),
        ("SMASMA", "self", "agreed"),
        ("AS", "self", "agreed"),
        ("sA", "self", "agreed"),
    ],
)
def test_table(told, own, others):
    found = {reader: basis_of.sources(history(told), actor(reader)) for reader in (LIN, CHEN)}
    assert basis_of.choose(found[LIN], None, own=True) == own
    assert basis_of.choose(found[CHEN], None, own=False) == others


def test_of_one_moment_the_agreed_ones():
    agreed, his = history("AM")
    found = basis_of.sources([his, agreed], actor(CHEN))
    found["manager"][0] = agreed
    assert basis_of.choose(found, None, own=False) == "agreed"


def test_whatever_is_asked_for_is_taken_where_it_is_there():
    kinds = {"self": "S", "manager": "M", "agreed": "A"}
    for many in (1, 2, 3):
        for there in combinations(kinds, many):
            found = basis_of.sources(history("".join(kinds[one] for one in there)), actor(CHEN))
            assert set(found) == set(there)
            for wanted in (*kinds, "nobody", None):
                for own in (True, False):
                    chosen = basis_of.choose(found, wanted, own=own)
                    assert chosen == wanted if wanted in there else chosen in there


def test_the_picture(look: Look, database, people):  # noqa: F811
    with database.writing() as db:
        signed.signed(db, people)
    for reader, basis, rated in (
        ("lin", "self", 4), ("chen", "agreed", 3), ("zhou", "agreed", 3), ("dotted", "agreed", 3),
        ("wang", "agreed", 3),
    ):  # fmt: skip
        found = look(reader, "lin")
        assert (found.basis, found.analysis.gap("teamwork").current.rated) == (basis, rated), reader
        assert found.bases == (("agreed",) if reader == "wang" else ("self", "manager", "agreed"))
        assert found.rated_on == clock.today()
    assert look("lin", "lin", None, "agreed").analysis.gap("teamwork").current.note == signed.REASON
    assert look("wang", "lin", None, "self").basis == "agreed"


def test_a_newer_manager_assessment_takes_over_for_those_who_may_open_it(look: Look, database, people):  # noqa: F811
    with database.writing() as db:
        signed.signed(db, people)
    with clock.at(clock.now() + timedelta(days=1)):
        written(database, people.chen, people.lin, teamwork=5)
        found = {who: look(who, "lin") for who in ("chen", "zhou", "dotted", "wang")}
    assert {who: one.basis for who, one in found.items()} == {
        "chen": "manager", "zhou": "agreed", "dotted": "agreed", "wang": "agreed",
    }  # fmt: skip


def test_the_switch(browse, database, people):
    with database.writing() as db:
        signed.signed(db, people)
    path = f"/people/{people.lin.person_id}/gaps"
    for who, names in (
        ("lin", ["Self-assessment", "Manager assessment", "Agreed ratings"]),
        ("chen", ["Self-assessment", "Manager assessment", "Agreed ratings"]),
        ("wang", []),
    ):
        page = Page(browse(who).get(path))
        groups = [g for g in page.marked("tabs") if g.get("aria-label") == "By whose ratings"]
        assert [name for group in groups for name in texts(group.iter("a"))] == names, who
        page = Page(browse(who).get(f"{path}?basis=agreed"))
        assert f"By the ratings agreed on {clock.today()}." in page.text
