"""Who reads what: a table of histories × readers, and what must hold for every history.

A history is written as a string: S, M, Z are assessments of lin, submitted by herself, her manager
chen and his manager zhou, in this order; a small letter is a draft. What a reader may read is written
as the places in that string.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessments.sealing import Entry, readable
from app.people.access import Actor, Relation

LIN, CHEN, ZHOU, OTHER = 1, 2, 3, 4
AUTHORS = {"s": LIN, "m": CHEN, "z": ZHOU}
START = datetime(2026, 3, 1, 9, tzinfo=UTC)

READERS = {
    "lin": (LIN, Relation(is_self=True)),
    "lin in hr": (LIN, Relation(is_self=True, hr=True)),
    "chen": (CHEN, Relation(direct=True, above=True)),
    "zhou": (ZHOU, Relation(above=True)),
    "dotted": (OTHER, Relation(dotted=True)),
    "hr": (OTHER, Relation(hr=True)),
    "admin": (OTHER, Relation(admin=True)),
    "other": (OTHER, Relation()),
    "chen, no longer her manager": (CHEN, Relation()),
    "chen, now by a dotted line": (CHEN, Relation(dotted=True)),
    "chen, now in hr": (CHEN, Relation(hr=True)),
}


def history(told: str) -> list[Entry]:
    return [entry(place, AUTHORS[who.lower()], submitted=who.isupper()) for place, who in enumerate(told)]


def entry(place: int, author: int, *, submitted: bool) -> Entry:
    moment = START + timedelta(days=place)
    return Entry(
        id=place,
        person_id=LIN,
        author_id=author,
        framework_version_id=1,
        previous_id=None,
        level=None,
        face=None,
        started_at=moment,
        submitted_at=moment + timedelta(hours=1) if submitted else None,
        author_name="",
        author_latin="",
    )


def read(entries: list[Entry], reader: str) -> set[int]:
    person, relation = READERS[reader]
    return {entry.id for entry in readable(entries, actor(person), relation)}


def actor(person: int) -> Actor:
    return Actor(person_id=person, account_id=person, session_id=0, name="", login="")


@pytest.mark.parametrize(
    ("reader", "told", "places"),
    [
        # herself: her own always, a manager's once both have spoken
        ("lin", "s", "0"),
        ("lin", "S", "0"),
        ("lin", "m", ""),
        ("lin", "M", ""),
        ("lin", "MM", ""),
        ("lin", "sM", "0"),
        ("lin", "Sm", "0"),
        ("lin", "SM", "01"),
        ("lin", "MS", "01"),
        ("lin", "SMM", "01"),
        ("lin", "SMMS", "0123"),
        ("lin", "SMZ", "012"),
        ("lin", "MZS", "012"),
        ("lin", "ZM", ""),
        ("lin in hr", "M", ""),
        ("lin in hr", "SM", "01"),
        # her manager: hers once he has spoken too, each time anew
        ("chen", "s", ""),
        ("chen", "S", ""),
        ("chen", "SS", ""),
        ("chen", "m", "0"),
        ("chen", "Sm", "1"),
        ("chen", "sM", "1"),
        ("chen", "SM", "01"),
        ("chen", "MS", "01"),
        ("chen", "SSM", "012"),
        ("chen", "MMS", "012"),
        ("chen", "SMS", "01"),
        ("chen", "SMSM", "0123"),
        ("chen", "SMMS", "0123"),
        ("chen", "SMM", "012"),
        ("chen", "SMSs", "01"),
        ("chen", "SZ", "1"),
        ("chen", "z", ""),
        # above him: once anybody in the line has spoken
        ("zhou", "S", ""),
        ("zhou", "M", ""),
        ("zhou", "SM", "01"),
        ("zhou", "SZ", "01"),
        ("zhou", "ZS", "01"),
        ("zhou", "Sz", "1"),
        ("zhou", "SMS", "01"),
        ("zhou", "sm", ""),
        # beside the line
        ("dotted", "S", ""),
        ("dotted", "M", ""),
        ("dotted", "SM", "01"),
        ("dotted", "MS", "01"),
        ("dotted", "SMS", "01"),
        ("dotted", "sm", ""),
        ("hr", "S", ""),
        ("hr", "M", ""),
        ("hr", "SMSz", ""),
        ("hr", "smz", ""),
        ("admin", "SM", ""),
        ("other", "SM", ""),
        # who wrote in another role than he has now
        ("chen, no longer her manager", "m", ""),
        ("chen, no longer her manager", "SM", ""),
        ("chen, now by a dotted line", "m", ""),
        ("chen, now by a dotted line", "SM", "01"),
        ("chen, now in hr", "m", ""),
        ("chen, now in hr", "SM", ""),
        ("lin", "", ""),
    ],
)
def test_table(reader: str, told: str, places: str):
    assert read(history(told), reader) == set(map(int, places))


def test_the_order_given_is_kept():
    entries = history("SMSM")[::-1]
    assert readable(entries, actor(CHEN), Relation(direct=True)) == entries


def test_submissions_of_one_moment_fall_into_a_round_all_the_same():
    hers, his = history("SM")
    entries = [hers, replace(his, submitted_at=hers.submitted_at)]
    assert read(entries, "chen") == read(entries, "lin") == {0, 1}


histories = st.text(alphabet="sSmMzZ", max_size=9).map(history)
actors = st.sampled_from((LIN, CHEN, ZHOU, OTHER)).map(actor)
relations = st.one_of(
    st.builds(Relation, direct=st.booleans(), above=st.booleans(), dotted=st.booleans(), hr=st.booleans(),
              admin=st.booleans()),
    st.builds(Relation, is_self=st.just(True), hr=st.booleans(), admin=st.booleans()),
)  # fmt: skip


@given(histories, actors, relations)
def test_nobody_but_the_author_reads_a_draft(entries: list[Entry], reader: Actor, relation: Relation):
    for found in readable(entries, reader, relation):
        assert found.submitted_at is not None or found.author_id == reader.person_id


@given(histories)
def test_the_direct_manager_reads_hers_only_after_his_own(entries: list[Entry]):
    his = any(e.author_id == CHEN and e.submitted_at for e in entries)
    assert his or not any(e.of_oneself for e in readable(entries, actor(CHEN), READERS["chen"][1]))


@given(histories)
def test_both_sides_open_together(entries: list[Entry]):
    """He reads something of hers exactly when she reads something of his."""
    seen = [e for e in readable(entries, actor(CHEN), READERS["chen"][1]) if e.of_oneself]
    shown = [e for e in readable(entries, actor(LIN), READERS["lin"][1]) if e.author_id == CHEN]
    assert bool(seen) == bool(shown)


@given(st.text(alphabet="SMZ", max_size=9), st.sampled_from(sorted(READERS)))
def test_what_is_open_stays_open(told: str, reader: str):
    whole = read(history(told), reader)
    for length in range(len(told)):
        assert read(history(told[:length]), reader) <= whole


@given(st.text(alphabet="SM", max_size=9))
def test_whoever_speaks_has_not_read_the_other_sides_answer_of_this_round(told: str):
    """Before each submission, nothing that the other side has said since the last complete round is open."""
    since: set[int] = set()
    for place, who in enumerate(told):
        reader, other = ("lin", "M") if who == "S" else ("chen", "S")
        unanswered = {n for n in since if told[n] == other}
        assert not unanswered & read(history(told[:place]), reader)
        since.add(place)
        if {told[n] for n in since} == {"S", "M"}:
            since.clear()


@given(histories)
def test_hr_reads_what_was_agreed_and_nothing_else(entries: list[Entry]):
    agreed = replace(entry(99, CHEN, submitted=True), agreed_in=7)
    assert readable([*entries, agreed], actor(OTHER), Relation(hr=True)) == [agreed]


@given(histories, actors, st.booleans())
def test_who_has_no_sight_of_her_reads_nothing(entries: list[Entry], reader: Actor, admin: bool):
    assert readable(entries, reader, Relation(admin=admin)) == []
