"""The calibration page put together: a fixed number of queries, however many people take part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.assessments.models import Assessment, Rating
from app.cycles import queries as cycles
from app.cycles.models import CycleParticipant
from app.cycles.queries import Cycle
from app.framework import versions
from app.framework.model import Competency, Framework
from app.kit.db import rows
from app.kit.errors import Forbidden, NotFound
from app.kit.i18n import gettext as _
from app.people import access
from app.people import queries as people
from app.people.access import Actor, Listed
from app.people.rules import sort_key
from app.reviews.calibration.counting import Answers, Pair, Submitted, complete, looks, pairs
from app.reviews.calibration.groups import OTHERS, Counted
from app.reviews.calibration.measures import Figures, Measured, Rated, all_of, measure
from app.reviews.record_models import ConversationRecord

View = Literal["given", "agreed"]
_OF_CYCLE = (col(Assessment.cycle_id) == bindparam("cycle"), col(Assessment.submitted_at).is_not(None))
_SUBMITTED = select(
    col(Assessment.id),
    col(Assessment.person_id),
    col(Assessment.author_id),
    col(Assessment.level),
    col(Assessment.submitted_at),
).where(*_OF_CYCLE, col(Assessment.agreed_in).is_(None))
_RATINGS = (
    select(col(Rating.assessment_id), col(Rating.competency), col(Rating.proficiency))
    .join(Assessment, col(Assessment.id) == col(Rating.assessment_id))
    .where(*_OF_CYCLE, col(Rating.proficiency).is_not(None))
)
_RECORDS: Any = (
    select(col(CycleParticipant.person_id), col(ConversationRecord.assessment_id))
    .join(ConversationRecord, col(ConversationRecord.participant_id) == col(CycleParticipant.id))
    .where(col(CycleParticipant.cycle_id) == bindparam("cycle"))
    .order_by(col(ConversationRecord.number))
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the page shows. `manager` None: managers with too few people, together.

    `after` None: not everything is agreed yet. `mine`: the reader's own ratings.
    """

    manager: Listed | None
    before: Figures
    after: Figures | None
    mine: bool = False

    def figures(self, view: View) -> Figures | None:
        """The managers' own ratings, or the agreed ones; None where there is nothing to show."""
        return self.before if view == "given" else self.after


@dataclass(frozen=True, slots=True)
class Calibration:
    """How ratings are spread in a cycle. `opens_on`: the first day on which anything is counted.

    `rows`: the managers whom the reader may see, by name, then the others together. `everybody`: all that is counted.
    `late`: people whose assessments came in after the last look. `hidden`: managers below the reader without a row.
    """

    cycle: Cycle
    framework: Framework
    competency: Competency | None
    opens_on: date | None
    rows: tuple[Row, ...]
    everybody: Row | None
    measured: Measured | None
    late: int
    hidden: tuple[Listed, ...]


def calibration(db: Session, actor: Actor, cycle_id: int, competency_id: str = "") -> Calibration:
    """For HR all managers, for others those below them in the solid line; and what all are compared with.

    Forbidden for whoever leads nobody that assesses in this cycle. NotFound for an unknown competency.
    """
    cycle = cycles.cycle(db, cycle_id)
    taking_part = cycles.of_cycle(db, cycle_id)
    assessing = {id for id in cycles.assessors(db, taking_part).values() if id is not None}
    below = {person.id for person in access.below(db, actor.person_id)}
    if not actor.hr and not assessing & below:
        raise Forbidden(_("Calibration is for HR and for whoever leads managers who assess in this cycle."))
    framework = versions.load(db, cycle.framework_version_id).framework
    competency = framework.competency(competency_id)
    if competency_id and competency is None:
        raise NotFound()
    ends = looks(cycle)
    if not ends:
        opens_on = cycle.stages.manager_by + timedelta(days=1)
        return Calibration(cycle, framework, competency, opens_on, (), None, None, 0, ())
    submitted = [Submitted(*found) for found in rows(db, _SUBMITTED, cycle=cycle_id)]
    counted = pairs(submitted, ends)
    wanted = {competency.id} if competency else {one.id for one in framework.competencies}
    agreed = dict(map(tuple, rows(db, _RECORDS, cycle=cycle_id)))
    ladder = [level.id for level in framework.levels]
    ratings = _ratings(_counted(counted, ladder), _answers(db, cycle_id), agreed, wanted)
    measured = measure(ratings, len(ends), ladder)
    managers = assessing | {pair.managers.author_id for pair in counted.values()}
    names = people.by_id(db, sorted(managers))
    shown = [one for one in names.values() if actor.hr or one.id in below or one.id == actor.person_id]
    return Calibration(
        cycle=cycle,
        framework=framework,
        competency=competency,
        opens_on=None,
        rows=tuple(_rows(measured, shown, actor)),
        everybody=_everybody(measured),
        measured=measured,
        late=complete(submitted) - len(counted),
        hidden=tuple(one for one in _by_name(shown) if one.id not in measured.before),
    )


def _answers(db: Session, cycle_id: int) -> Answers:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for assessment_id, competency, proficiency in rows(db, _RATINGS, cycle=cycle_id):
        found[assessment_id][competency] = proficiency
    return found


def _counted(found: Mapping[int, Pair], ladder: Sequence[str]) -> dict[Counted, Pair]:
    """A level that the cycle's framework lacks is none."""
    return {
        Counted(person, pair.managers.author_id, pair.managers.level if pair.managers.level in ladder else None): pair
        for person, pair in found.items()
    }


def _ratings(
    counted: Mapping[Counted, Pair], answers: Answers, agreed: Mapping[int, int], wanted: set[str]
) -> dict[str, list[Rated]]:
    """By competency, whoever is rated in it by her manager. `agreed`: person → her latest record's assessment."""
    found: dict[str, list[Rated]] = defaultdict(list)
    nothing: Mapping[str, int] = {}
    for who, pair in counted.items():
        own, agreed_on = answers.get(pair.own.id, nothing), answers.get(agreed.get(who.person, 0), nothing)
        for competency, given in answers.get(pair.managers.id, nothing).items():
            if competency in wanted:
                rated = Rated(who, pair.wave, given, own.get(competency), agreed_on.get(competency))
                found[competency].append(rated)
    return found


def _by_name(listed: Iterable[Listed]) -> list[Listed]:
    return sorted(listed, key=lambda one: (sort_key(one.name), one.id))


def _rows(measured: Measured, shown: Iterable[Listed], actor: Actor) -> Iterable[Row]:
    for one in _by_name(shown):
        if one.id in measured.before:
            yield Row(one, measured.before[one.id], measured.after.get(one.id), one.id == actor.person_id)
    if OTHERS in measured.before:
        yield Row(None, measured.before[OTHERS], measured.after.get(OTHERS))


def _everybody(measured: Measured) -> Row | None:
    """All rows as one; agreed only where every row is."""
    before = all_of(measured.before.values())
    after = all_of(measured.after.values()) if measured.after.keys() == measured.before.keys() else None
    return Row(None, before, after) if before else None
