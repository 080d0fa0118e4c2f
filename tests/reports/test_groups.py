"""Who is counted together: blocks by department and level, joined upwards, the same whatever is asked."""

from app.kit.small_groups import SMALLEST
from app.reports.breakdown import Wanted, breakdown
from app.reports.groups import Blocks, Member, blocks, choose, fixed, strata
from tests.reports.crowd import LADDER

EAST, SHANGHAI, SUZHOU, WEST = (1,), (1, 11), (1, 12), (2,)


def several(first: int, count: int, path=EAST, level="junior") -> list[Member]:
    return [Member(first + number, path, level) for number in range(count)]


def people(found: Blocks) -> list[set[int]]:
    return [{one.person for one in block} for block in found.blocks]


def test_a_department_is_divided_by_level_where_each_is_large_enough():
    found = blocks([*several(1, 5, SHANGHAI), *several(10, 6, SHANGHAI, "senior")], LADDER)
    assert people(found) == [set(range(1, 6)), set(range(10, 16))]
    assert not found.left_out


def test_a_small_level_joins_the_one_next_to_it():
    found = blocks([*several(1, 5), *several(10, 6, level="intermediate"), *several(20, 1, level="director")], LADDER)
    assert people(found) == [set(range(1, 6)), {*range(10, 16), 20}]


def test_small_departments_join_inside_the_one_around_them():
    found = blocks([*several(1, 3, SHANGHAI), *several(10, 3, SUZHOU), *several(20, 5, WEST)], LADDER)
    assert sorted(people(found), key=min) == [{1, 2, 3, 10, 11, 12}, set(range(20, 25))]


def test_who_is_left_when_even_all_of_them_together_are_too_few_is_in_no_number():
    found = blocks([*several(1, 5, SHANGHAI), *several(10, 2, WEST), *several(20, 2, ())], LADDER)
    assert people(found) == [{1, 2, 3, 4, 5}]
    assert {one.person for one in found.left_out} == {10, 11, 20, 21}
    assert blocks([], LADDER) == Blocks(())


def test_a_filter_takes_whole_blocks_and_says_that_somebody_is_in_none():
    found = blocks([*several(1, 3, SHANGHAI), *several(10, 3, SUZHOU), *several(20, 5, WEST)], LADDER)
    west = choose(found, Wanted(department=2))
    assert ({one.person for one in west.people}, west.hidden) == (set(range(20, 25)), False)
    cut = choose(found, Wanted(department=11))
    assert (cut.people, cut.hidden) == ((), True)
    assert len(choose(found, Wanted()).people) == 11


def test_a_team_that_is_part_of_a_block_is_in_no_number():
    found = blocks(several(1, 12), LADDER)
    assert choose(found, Wanted(people=frozenset(range(1, 10)))).people == ()
    assert len(choose(found, Wanted(people=frozenset(range(1, 20)))).people) == 12


def test_levels_are_joined_while_they_could_be_subtracted_from_blocks():
    one_short = [*several(1, 9, EAST), *several(10, 6, WEST), Member(20, EAST, "director")]
    found = strata(blocks(one_short, LADDER), LADDER)
    assert [len(people) for people in found.values()] == [16]
    enough = [*one_short, *several(30, 5, WEST, "director")]
    assert sum(map(len, strata(blocks(enough, LADDER), LADDER).values())) == 21


def test_rows_by_department_hold_those_inside_them():
    found = breakdown(blocks([*several(1, 5, SHANGHAI), *several(10, 5, SUZHOU), *several(20, 3, WEST)], LADDER),
                      Wanted(), LADDER)  # fmt: skip
    assert {path: len(people) for path, people in found.departments.items()} == {EAST: 10, SHANGHAI: 5, SUZHOU: 5}
    assert len(found.everybody) == 10
    assert found.hidden


def test_departments_around_the_one_that_is_asked_for_have_no_row():
    found = blocks([*several(1, 5, SHANGHAI), *several(10, 5, SUZHOU)], LADDER)
    assert list(breakdown(found, Wanted(11), LADDER).departments) == [SHANGHAI]


def look(*numbers: int, path=EAST) -> dict[int, Member]:
    return {number: Member(number, path) for number in numbers}


def test_who_comes_waits_for_enough_others():
    first = look(*range(1, 7))
    assert people(fixed([first])) == [set(range(1, 7))]
    waiting = fixed([first, first | look(7, 8)])
    assert people(waiting) == [set(range(1, 7))]
    assert {one.person for one in waiting.left_out} == {7, 8}
    assert people(fixed([first, first | look(7, 8), first | look(7, 8, 9, 10, 11)]))[1:] == [set(range(7, 12))]


def test_who_goes_stays_counted_until_enough_went():
    first = look(*range(1, 13))
    assert people(fixed([first, look(*range(5, 13))])) == [set(range(1, 13))]
    assert people(fixed([first, look(*range(5, 13)), look(*range(6, 13))])) == [set(range(6, 13))]
    assert people(fixed([first, look(10, 11, 12)])) == []


def test_who_comes_back_after_her_group_was_taken_out_is_in_no_second_one():
    first = look(*range(1, 8))
    assert people(fixed([first, look(6, 7), look(*range(1, 9))])) == []
    assert people(fixed([first, look(6, 7), look(*range(1, 13))])) == [set(range(8, 13))]


def test_who_changes_department_stays_where_she_was_counted_first():
    found = fixed([look(*range(1, 7)), look(*range(1, 6)) | look(6, path=WEST)])
    assert len(choose(found, Wanted(department=1)).people) == 6


def test_smallest_is_what_was_promised():
    assert SMALLEST == 5
