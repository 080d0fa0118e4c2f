"""What is due for whom, as far as it is the manager's to do or to know of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.assessments.sealing import Entry
from app.cycles.queries import Participation
from app.evidence.asked.queries import ToVerify
from app.evidence.expiring import Expiring
from app.gaps import basis as basis_of
from app.goals.open import ActiveGoal
from app.kit import clock
from app.kit.dates import add_months
from app.people.access import Actor, Report

MONTHS = 6
"""A manager assessment older than this many calendar months is due again."""
What = Literal["cycle", "draft", "never", "old", "verify", "agree", "overdue", "expires"]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing, the page where something is done about it, and the day that its words name.

    `title`: of an entry, as its writer called it. `competency`: the id of a goal's.
    """

    what: What
    path: str
    on: date | None = None
    title: str = ""
    competency: str = ""


def assessments(
    person: Report, history: Sequence[Entry], asked: Participation | None, actor: Actor, today: date
) -> list[Due]:
    """The assessment for a running cycle in which the actor is `asked` and has submitted none; else his own draft.

    Else, of a direct report, that no manager assessment he may open is under half a year old. What was agreed on
    is no manager assessment. Says nothing of a self-assessment, submitted or not.
    """
    theirs = [entry for entry in history if not entry.of_oneself and not entry.agreed]
    drafts = [entry for entry in theirs if entry.submitted_at is None]
    path = f"/assessments/new?person={person.id}"
    if asked and not _submitted(theirs, asked, actor):
        here = f"/assessments/{drafts[-1].id}" if drafts and drafts[-1].cycle_id == asked.cycle.id else path
        return [Due("cycle", here, asked.cycle.stages.manager_by, asked.cycle.name)]
    if drafts:
        return [Due("draft", f"/assessments/{drafts[-1].id}", basis_of.day_of(drafts[-1]))]
    if not person.direct:
        return []
    if not theirs:
        return [Due("never", path)]
    last = basis_of.day_of(theirs[-1])
    return [Due("old", path, last)] if add_months(last, MONTHS) <= today else []


def _submitted(theirs: Iterable[Entry], asked: Participation, actor: Actor) -> bool:
    return any(
        entry.submitted_at is not None and entry.cycle_id == asked.cycle.id and entry.author_id == actor.person_id
        for entry in theirs
    )


def verifications(asked: Iterable[ToVerify]) -> dict[int, list[Due]]:
    """What the actor was asked to verify and has not answered, by its writer; a question that was overtaken is none."""
    found: dict[int, list[Due]] = defaultdict(list)
    for one in asked:
        if one.answered_at is None and not one.changed:
            found[one.about.writer.id].append(
                Due("verify", f"/evidence/{one.about.id}", clock.day_of(one.asked_at), one.about.title)
            )
    return found


def goals(people: Mapping[int, Report], active: Iterable[ActiveGoal], today: date) -> dict[int, list[Due]]:
    """Goals of direct reports that wait to be agreed to, and anybody's whose day has passed."""
    found: dict[int, list[Due]] = defaultdict(list)
    for goal in active:
        path = f"/goals/{goal.id}"
        if goal.waits and people[goal.person_id].direct:
            found[goal.person_id].append(Due("agree", path, goal.due_on, competency=goal.competency))
        elif goal.due_on < today:
            found[goal.person_id].append(Due("overdue", path, goal.due_on, competency=goal.competency))
    return found


def certificates(found: Iterable[Expiring]) -> dict[int, list[Due]]:
    """What expires soon, by its writer."""
    by_person: dict[int, list[Due]] = defaultdict(list)
    for one in found:
        by_person[one.person_id].append(Due("expires", f"/evidence/{one.id}", one.expires_on, one.title))
    return by_person
