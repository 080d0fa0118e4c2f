"""Which occasions ask on a day, and which do not."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.dates import add_months
from app.kit.i18n import speaking
from app.reflections.due import CADENCES, MOST, due
from app.reflections.words import due_in_words
from tests.reflections.builders import (
    FRAMEWORK,
    TODAY,
    Facts,
    Held,
    Silent,
    ago,
    asked,
    entry,
    gaps_open_for,
    keys,
)


@pytest.mark.parametrize(("cadence", "months"), CADENCES.items())
def test_a_period_counts_from_the_last_one_finished(cadence: str, months: int):
    last = add_months(TODAY, -months)
    begun = Facts(TODAY, began=date(2020, 1, 1), cadence=cadence, last_periodic=last)
    (one,) = asked(begun)
    assert (one.key, one.since, one.due_on) == (f"periodic:{last}", last, TODAY)
    assert asked(Facts(TODAY, cadence=cadence, last_periodic=last + timedelta(days=1))) == ()


def test_or_from_the_beginning_and_one_at_a_time():
    assert keys(Facts(TODAY, began=ago(800))) == [f"periodic:{ago(800)}"]
    assert keys(Facts(TODAY, began=ago(30))) == []
    assert keys(Facts(TODAY)) == []


def test_nothing_is_due_before_she_could_be_asked():
    (one,) = asked(Facts(TODAY, began=ago(800), known=ago(3)))
    assert one.due_on == ago(3)
    (project,) = asked(Facts(TODAY, known=ago(3), entries=[entry(1, "project", ago(80), ago(50))]))
    assert (project.since, project.due_on) == (ago(50), ago(3))


@pytest.mark.parametrize(("ended", "asks"), [(0, True), (90, True), (91, False), (-1, False), (None, False)])
def test_a_project_asks_for_ninety_days_after_it_closed(ended: int | None, asks: bool):
    one = entry(12, "project", ago(200), None if ended is None else ago(ended))
    assert keys(Facts(TODAY, entries=[one])) == (["project:12"] if asks else [])


@pytest.mark.parametrize(("started", "asks"), [(0, True), (90, True), (91, False), (-1, False)])
def test_a_certificate_from_the_day_it_was_issued(started: int, asks: bool):
    assert keys(Facts(TODAY, entries=[entry(7, "certificate", ago(started))])) == (["certificate:7"] if asks else [])


def test_other_evidence_asks_nothing():
    kinds = ("learning", "contact", "responsibility", "industry_note", "coaching", "challenge", "unheard_of")
    assert keys(Facts(TODAY, entries=[entry(n, kind, ago(9), ago(3)) for n, kind in enumerate(kinds)])) == []


def test_a_gap_asks_from_sixty_days_on_and_two_at_most():
    assert keys(Facts(TODAY, gaps=gaps_open_for(teamwork=59))) == []
    (one,) = asked(Facts(TODAY, gaps=gaps_open_for(teamwork=60)))
    assert (one.key, one.due_on, str(one.subject)) == (f"gap:teamwork:{ago(60)}", TODAY, "《Teamwork》")
    gaps = gaps_open_for(teamwork=300, innovation=200, communication=100, data_analysis=10)
    found = asked(Facts(TODAY, gaps=gaps))
    first = [gap.competency.id for gap in gaps if gap.competency.id != "data_analysis"][:2]
    assert {one.key.split(":")[1] for one in found} == set(first)


def held(*levels: tuple[int, int], face: str | None = None) -> list[Held]:
    """(rank from 0, days ago it began), oldest first."""
    found = [Held(FRAMEWORK.levels[rank].id, None, ago(days)) for rank, days in levels]
    return [Held(o.level, o.face, o.since, n.since) for o, n in pairwise(found)] + found[-1:]


def test_a_new_level_asks_for_ninety_days():
    level = FRAMEWORK.levels[1].id
    (one,) = asked(Facts(TODAY, levels=held((0, 500), (1, 90))))
    assert (one.occasion, one.key, one.since) == ("level", f"level:{level}:{ago(90)}", ago(90))
    assert one.subject == FRAMEWORK.levels[1].title
    assert asked(Facts(TODAY, levels=held((0, 500), (1, 91)))) == ()


def test_the_first_level_the_same_level_and_one_to_come_ask_nothing():
    assert asked(Facts(TODAY, levels=held((0, 10)))) == ()
    assert asked(Facts(TODAY, levels=held((1, 500), (1, 10)))) == ()
    assert asked(Facts(TODAY, levels=held((0, 500), (1, -5)))) == ()
    assert asked(Facts(TODAY, levels=[])) == ()


def test_a_level_that_has_ended_or_is_unknown_asks_nothing():
    first, second = held((0, 500), (1, 30))
    assert asked(Facts(TODAY, levels=[first, Held(second.level, None, second.since, TODAY)])) == ()
    assert asked(Facts(TODAY, levels=[first, Held("of_another_framework", None, ago(5))])) == ()


EVERYTHING = Facts(
    TODAY,
    began=ago(700),
    entries=[entry(n, "project", ago(80), ago(80 - n)) for n in range(1, 8)] + [entry(9, "certificate", ago(5))],
    gaps=gaps_open_for(teamwork=80, innovation=70),
    levels=held((0, 500), (1, 60)),
)


def test_a_long_past_does_not_flood_anybody():
    assert len(asked(EVERYTHING)) == 12
    level = f"level:{FRAMEWORK.levels[1].id}:{ago(60)}"
    assert keys(EVERYTHING) == [f"periodic:{ago(700)}", level, "project:1", "project:2", "project:3"]


def test_what_is_answered_makes_room():
    silent = Silent(frozenset({"project:1", f"periodic:{ago(700)}"}))
    assert keys(EVERYTHING, silent)[1:] == [f"project:{n}" for n in (2, 3, 4, 5)]


@pytest.mark.parametrize(("until", "asks"), [(-1, False), (0, True), (3, True)])
def test_put_off_until_a_day(until: int, asks: bool):
    facts = Facts(TODAY, entries=[entry(12, "project", ago(20), ago(10))])
    assert keys(facts, Silent(snoozed={"project:12": ago(until)})) == (["project:12"] if asks else [])


def test_in_words():
    said = {one.occasion: due_in_words(one) for one in asked(EVERYTHING)}
    with speaking("en"):
        english = {one.occasion: due_in_words(one) for one in asked(EVERYTHING)}
    assert set(said) == set(english) == {"periodic", "level", "project", "certificate", "gap"}
    assert english["project"] == "“project 7” has ended"
    assert english["gap"] == f"“Innovation”: the gap has stayed open since {ago(70)}"
    assert not set(said.values()) & set(english.values())


def test_a_title_with_marks_of_formats():
    (one,) = asked(Facts(TODAY, entries=[entry(1, "project", ago(5), ago(5), "100%(x)s %s %")]))
    assert "100%(x)s %s %" in due_in_words(one)


DAYS = st.integers(-100, 1000).map(ago)
KINDS = st.sampled_from(["project", "certificate", "learning"])
ENTRIES = st.lists(
    st.builds(entry, st.integers(1, 40), KINDS, DAYS, st.none() | DAYS), max_size=20, unique_by=lambda one: one.id
)


@given(
    began=st.none() | DAYS,
    known=st.none() | DAYS,
    last=st.none() | DAYS,
    cadence=st.sampled_from(list(CADENCES)),
    entries=ENTRIES,
    skip=st.integers(0, 5),
)
def test_what_always_holds(began, known, last, cadence, entries, skip):
    facts = Facts(TODAY, began, known, cadence, last, entries)
    every = asked(facts)
    silent = Silent(frozenset(one.key for one in every[:skip]), {one.key: ago(-1) for one in every[skip : skip + 1]})
    found = due(FRAMEWORK, facts, silent)
    assert found == every[skip + 1 :][:MOST]
    assert len({one.key for one in every}) == len(every)
    assert all(len(one.key) <= 160 for one in every)
    assert all(one.since <= TODAY for one in every)
    assert all(known is None or one.due_on >= known for one in every)
    assert sum(one.occasion == "periodic" for one in every) <= 1
