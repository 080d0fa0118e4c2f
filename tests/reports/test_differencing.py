"""The attack by differencing: every answer to every filter on every day, subtracted from every other one.

What an answer is about is a set of people. Two such sets of one population may differ in nobody or in five people or
more; else whoever holds both answers knows something of fewer.
"""

import os
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.small_groups import SMALLEST
from app.reports.breakdown import Wanted
from app.reports.groups import Member, blocks, fixed
from tests.reports.crowd import LADDER, answers, crowd, questions, teams

SIZE = int(os.environ.get("LADDER_ATTACK_PEOPLE", "150"))
CROWDS = int(os.environ.get("LADDER_ATTACK_CROWDS", "24"))
Sets = Counter[frozenset[int]]


def attack(found: Sets) -> tuple[int, list[frozenset[int]]]:
    """How many pairs of rows were compared, and the differences that give somebody away.

    Rows about the same people are compared once, for all of them. Nobody is an answer, too.
    """
    rows = found.total()
    different = sorted({*found, frozenset()}, key=sorted)
    apart = [one ^ other for one, other in combinations(different, 2)]
    return rows * (rows - 1) // 2, [one for one in apart if 0 < len(one) < SMALLEST]


def drawn(members: list[Member], asked: Iterable[Wanted]) -> Sets:
    return answers(blocks(members, LADDER), asked)


def test_the_attack_finds_what_an_answer_without_blocks_gives_away():
    members = crowd(Random(1), 60)
    asked = questions(members, teams(Random(1), members))
    found = Counter(frozenset(one.person for one in members if wanted(one)) for wanted in asked)
    assert attack(Counter({one: rows for one, rows in found.items() if len(one) >= SMALLEST}))[1]


def test_no_difference_of_two_answers_is_about_fewer_than_five():
    pairs = 0
    for seed in range(CROWDS):
        rng = Random(seed)
        members = crowd(rng, rng.randint(5, SIZE))
        asked = list(questions(members, teams(rng, members)))
        # one population for each cycle and competency: those who are rated in it
        for rated in (members, [one for one in members if rng.random() < 0.9]):
            compared, small = attack(drawn(rated, asked))
            pairs += compared
            assert not small, f"{len(small)} of {pairs} pairs give somebody away, as with seed {seed}: {small[:3]}"
    assert pairs > 100_000_000, f"only {pairs} pairs were compared"


def test_no_two_days_of_people_who_come_and_go_differ_in_fewer_than_five():
    pairs = 0
    for seed in range(5 * CROWDS):
        rng = Random(seed)
        everybody, share = crowd(rng, rng.randint(30, 80)), rng.choice((0.05, 0.15, 0.3))
        looks = [{one.person: one for one in everybody[: len(everybody) // 2]}]
        for _quarter in range(11):
            here = {one.person: one for one in everybody if rng.random() < share}
            gone = {person for person in looks[-1] if rng.random() < share}
            looks.append({person: one for person, one in (looks[-1] | here).items() if person not in gone})
        asked = [wanted for wanted in questions(everybody, ()) if not wanted.level]
        found: Sets = Counter()
        for last in range(1, len(looks) + 1):
            found += answers(fixed(looks[:last]), asked, ())
        compared, small = attack(found)
        pairs += compared
        assert not small, f"{len(small)} of {pairs} pairs give somebody away, as with seed {seed}: {small[:3]}"
    assert pairs > 1_000_000, f"only {pairs} pairs were compared"


people = st.lists(
    st.tuples(
        st.sampled_from(((), (1,), (1, 11), (1, 12), (1, 11, 111), (2,), (2, 21))), st.sampled_from((None, *LADDER))
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(people, st.integers(0, 99))
def test_nor_of_whatever_organisation_is_made_up(places, seed):
    members = [Member(number, path, level) for number, (path, level) in enumerate(places, 1)]
    compared, small = attack(drawn(members, questions(members, teams(Random(seed), members)[:3])))
    assert not small, f"of {compared} pairs: {small[:3]}"


stays = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6), st.sampled_from(((1,), (1, 11), (2,)))), max_size=40)


@settings(max_examples=60, deadline=None)
@given(stays)
def test_nor_whoever_comes_and_goes(stays):
    looks = [
        {n: Member(n, path) for n, (since, long, path) in enumerate(stays, 1) if since <= day < since + long}
        for day in range(8)
    ]
    found: Sets = Counter()
    for last in range(1, len(looks) + 1):
        found += answers(fixed(looks[:last]), [Wanted(), Wanted(1), Wanted(11), Wanted(2)], ())
    compared, small = attack(found)
    assert not small, f"of {compared} pairs: {small[:3]}"
