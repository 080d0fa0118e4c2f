"""Nothing that is shown, added and subtracted at will, is about fewer than five people: attacked by linear algebra."""

from collections import defaultdict
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.small_groups import SMALLEST
from app.reviews.calibration.groups import OTHERS, Counted, Groups, group

LADDER = ("junior", "intermediate", "senior", "director")
PRIME = 1_000_003
people = st.one_of(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from((None, *LADDER)), st.integers(0, 2)), max_size=60),
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from(LADDER[:3]), st.integers(0, 1)), min_size=20, max_size=60),
)


def waves_of(drawn) -> list[list[Counted]]:
    waves: list[list[Counted]] = [[], [], []]
    for number, (manager, level, wave) in enumerate(drawn):
        waves[wave].append(Counted(number, manager, level))
    return waves


def shown(groups: Groups) -> list[set[Counted]]:
    """The sets of people whose ratings can be added up from the page: the rows, everybody, and each stratum."""
    rows = [{one for block in blocks for one in block} for blocks in groups.rows.values()]
    strata = defaultdict(set)
    for one in groups.people:
        strata[groups.strata[one.level]].add(one)
    return [*rows, set().union(*rows), *strata.values()]


def classes_of(waves) -> dict[tuple, set[Counted]]:
    """People whom no shown sum can tell apart."""
    found = defaultdict(set)
    for number, wave in enumerate(waves):
        for one in wave:
            found[one.manager, one.level, number].add(one)
    return found


def rank(rows: list[list[int]]) -> int:
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column] % PRIME), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        inverse = pow(pivot[column], -1, PRIME)
        for at, row in enumerate(rows):
            if at != found and row[column] % PRIME:
                factor = row[column] * inverse % PRIME
                rows[at] = [(a - factor * b) % PRIME for a, b in zip(row, pivot, strict=True)]
        found += 1
    return found


def small_groups(sets: list[set[Counted]], classes: dict[tuple, set[Counted]]) -> list[tuple]:
    """Classes of fewer than five people in all that some sum of shown sums is about, and about nobody else."""
    keys = list(classes)
    matrix = [[int(bool(classes[key] & one)) for key in keys] for one in sets]
    whole, found = rank(matrix), []
    small = [at for at, key in enumerate(keys) if len(classes[key]) < SMALLEST]
    for number in range(1, SMALLEST):
        for chosen in combinations(small, number):
            if sum(len(classes[keys[at]]) for at in chosen) < SMALLEST:
                without = [[n for at, n in enumerate(row) if at not in chosen] for row in matrix]
                if rank(without) < whole:
                    found.append(tuple(keys[at] for at in chosen))
    return found


@settings(max_examples=120, deadline=None)
@given(people)
def test_nothing_small_is_left_by_subtraction(drawn):
    waves = waves_of(drawn)
    # all looks so far, each as the page was then: who looks every day keeps what he saw
    looks = [shown(group(waves[:n], LADDER)) for n in (1, 2, 3) if any(waves[:n])]
    sets = [one for look in looks for one in look if one]
    assert not small_groups(sets, classes_of(waves))


def test_the_attack_finds_what_is_not_protected():
    """One senior in a team of six, and a team of five seniors: the seniors' sum minus that team's is one person."""
    mixed = [Counted(n, 1, "junior") for n in range(5)] + [Counted(5, 1, "senior")]
    seniors = [Counted(n, 2, "senior") for n in range(6, 11)]
    waves = [mixed + seniors]
    naive = [set(mixed), set(seniors), {one for one in mixed + seniors if one.level == "senior"}]
    assert small_groups(naive, classes_of(waves)) == [((1, "senior", 0),)]
    assert not small_groups(shown(group(waves, LADDER)), classes_of(waves))


@settings(max_examples=80, deadline=None)
@given(people)
def test_rows_are_large_and_hold_each_person_once(drawn):
    waves = waves_of(drawn)
    groups = group(waves, LADDER)
    blocks = [block for blocks in groups.rows.values() for block in blocks]
    assert all(len(block) >= SMALLEST for block in blocks)
    counted = [one.person for one in groups.people]
    assert len(counted) == len(set(counted))
    for manager, found in groups.rows.items():
        assert manager is OTHERS or {one.manager for block in found for one in block} == {manager}


@settings(max_examples=100, deadline=None)
@given(people)
def test_a_later_look_leaves_the_earlier_rows_as_they_were(drawn):
    waves = waves_of(drawn)
    before, after = group(waves[:2], LADDER), group(waves, LADDER)
    for manager, blocks in before.rows.items():
        assert after.rows[manager][: len(blocks)] == blocks


def test_levels_are_compared_apart_where_they_are_mixed_enough():
    waves = [[Counted(10 * m + n, m, LADDER[n % 2]) for m in range(1, 4) for n in range(6)]]
    groups = group(waves, LADDER)
    assert groups.strata["junior"] != groups.strata["intermediate"]


def test_few_of_one_level_are_compared_with_the_next_one():
    waves = [[Counted(10 * m + n, m, "senior" if n == 0 else "intermediate") for m in (1, 2) for n in range(6)]]
    groups = group(waves, LADDER)
    assert groups.strata["senior"] == groups.strata["intermediate"]


def test_a_small_team_joins_the_others_or_is_left_out():
    four, three = [Counted(n, 1, "junior") for n in range(4)], [Counted(n, 2, "junior") for n in range(4, 7)]
    six = [Counted(n, 3, "junior") for n in range(7, 13)]
    assert set(group([four + three + six], LADDER).rows) == {3, OTHERS}
    left = group([four + six], LADDER)
    assert set(left.rows) == {3}
    assert len(list(left.people)) == 6
