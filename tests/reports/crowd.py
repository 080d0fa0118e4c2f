"""Made-up populations for the attacks on what reports show, and the sets of people behind every row."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from app.reports.breakdown import Breakdown, Wanted, breakdown
from app.reports.groups import Blocks, Member, Path

LADDER = ("junior", "intermediate", "senior", "director")


def tree(rng: Random) -> list[Path]:
    """Departments with teams inside them, and some with nothing inside."""
    found: list[Path] = []
    for division in range(1, rng.randint(2, 4)):
        found.append((division,))
        for part in range(rng.randint(0, 4)):
            inner = (division, 10 * division + part)
            found.append(inner)
            found += [(*inner, 10 * inner[1] + team) for team in range(rng.randint(0, 3))]
    return found


def crowd(rng: Random, people: int) -> list[Member]:
    places = [(), *tree(rng)]
    return [Member(number, rng.choice(places), rng.choice((None, *LADDER))) for number in range(1, people + 1)]


def teams(rng: Random, members: Iterable[Member]) -> list[frozenset[int]]:
    """Those below one manager or another, in the solid line of one boss for each."""
    people = [one.person for one in members]
    boss = {person: rng.randrange(person) for person in people}
    below: dict[int, set[int]] = {}
    for person in people:
        above = boss[person]
        while above:
            below.setdefault(above, set()).add(person)
            above = boss.get(above, 0)
    return [frozenset(found) for found in below.values()]


def questions(members: Iterable[Member], teams: Iterable[frozenset[int]]) -> Iterator[Wanted]:
    """Every combination of the filters."""
    departments = sorted({department for one in members for department in one.path})
    for people in (None, *teams):
        for department in (0, *departments):
            for level in ("", *LADDER):
                yield Wanted(department, level, people)


def sets(found: Breakdown) -> Iterator[frozenset[int]]:
    """Whom each row of an answer is about."""
    for people in (found.everybody, *found.departments.values(), *found.levels.values()):
        yield frozenset(one.person for one in people)


def answers(population: Blocks, asked: Iterable[Wanted], ladder: Sequence[str] = LADDER) -> Counter[frozenset[int]]:
    """Whom all rows of all answers are about, and how many rows are about the same people."""
    return Counter(one for wanted in asked for one in sets(breakdown(population, wanted, ladder)))
