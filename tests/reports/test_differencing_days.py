"""The same attack on a stored organisation: every filter on every day of a year, in which people come, move and go."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache

from app.evidence.models import Evidence
from app.kit import clock
from app.people import as_of, rules
from app.people.selection import departments
from app.reports.agreed import agreed, closed, closing_day
from app.reports.breakdown import Wanted, breakdown
from app.reports.completing import completing, opened
from app.reports.expiring import expiring, last_quarter
from tests.reports.crowd import sets
from tests.reports.organisation import BEGAN, made, on, review
from tests.reports.test_differencing import Sets, attack

LAST = date(2026, 3, 10)


def a_year(db, people) -> None:
    found = made(db, people)
    with on(date(2025, 5, 6)):
        now = clock.now()
        for number, person in enumerate(found.people[::3]):
            db.add(
                Evidence(person_id=person, kind="certificate", title="证书", details="{}", started_on=clock.today(),
                         expires_on=BEGAN + timedelta(days=200 * (number + 1)), once=f"{number}", created_at=now,
                         changed_at=now)
            )  # fmt: skip
    for month in range(1, 9):
        with on(found.closed + timedelta(days=25 * month)):
            leaver, mover, riser = found.people[month], found.people[-month], found.people[10 + month]
            rules.leave(db, None, leaver, clock.today())
            rules.find(db, mover).department_id = found.departments["上海组"]
            rules.place(db, None, riser, "senior", clock.today())
            new = rules.add_person(db, None, name=f"新人{month}", department_id=found.departments["广州组"],
                                   joined_on=clock.today())  # fmt: skip
            rules.report_to(db, None, new.id or 0, found.people[20], clock.today())
    staying = tuple(one.id for one in as_of.everybody(db, date(2025, 12, 1)) if one.level)
    with on(date(2025, 12, 2)):
        taking_part = tuple(one for one in staying if one in found.people)
    review(db, people, taking_part, date(2025, 12, 5), date(2026, 1, 20), step=2)


def test_no_two_days_of_a_year_differ_in_fewer_than_five(db, people):
    a_year(db, people)
    units = [unit.id for unit in departments(db)]
    found: dict[tuple[object, ...], Sets] = defaultdict(Counter)
    with on(LAST + timedelta(days=1)):
        ratings = cache(lambda cycle: agreed(db, cycle))
        lines = cache(lambda day: as_of.managers(db, day))
        certificates = cache(lambda quarter: expiring(db, quarter + timedelta(days=1)))
        progress = cache(lambda cycle: completing(db, cycle, LAST))

        @cache
        def questions(day: date) -> list[Wanted]:
            teams = [frozenset(as_of.below(lines(day), manager)) for manager in sorted(set(lines(day).values()))]
            return [
                Wanted(department, level, people)
                for people in (None, *teams)
                for department in (0, *units)
                for level in ("", "junior", "intermediate", "senior")
            ]

        @cache
        def of_ratings(cycle, competency: str) -> Sets:
            held = ratings(cycle)
            population = held.population(held.rated(competency))
            asked = questions(closing_day(cycle))
            return Counter(one for wanted in asked for one in sets(breakdown(population, wanted, held.ladder)))

        @cache
        def of_progress(cycle) -> Sets:
            held = progress(cycle)
            asked = questions(cycle.stages.opens_on)
            return Counter(one for wanted in asked for one in sets(breakdown(held.population, wanted, held.ladder)))

        @cache
        def of_certificates(quarter: date) -> Sets:
            held = certificates(quarter)
            asked = [Wanted(department) for department in (0, *units)] if held else []
            return Counter(one for wanted in asked for one in sets(breakdown(held.population, wanted, ())))

        for number in range((LAST - BEGAN).days):
            day = BEGAN + timedelta(days=number)
            for cycle in closed(db, day):
                for competency in ("teamwork", "strategy"):
                    found["ratings", cycle.id, competency] += of_ratings(cycle, competency)
            for cycle in opened(db, day):
                found["progress", cycle.id] += of_progress(cycle)
            found["certificates",] += of_certificates(last_quarter(day))
    pairs = 0
    for what, answers in found.items():
        compared, small = attack(answers)
        pairs += compared
        assert not small, f"{len(small)} of {pairs} pairs give somebody away, as in {what}: {small[:3]}"
    assert len(found) == 7, sorted(map(str, found))
    assert pairs > 1_000_000_000, f"only {pairs} pairs were compared"
