"""Moving an open assessment to another version of the framework: its author chooses, having seen what changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from app.assessments import in_cycle, queries, rules
from app.assessments.carrying import fits
from app.assessments.models import Assessment, Rating
from app.assessments.queries import Rated, View
from app.framework import versions
from app.framework.model import Competency, Framework
from app.framework.versions import Published
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record


@dataclass(frozen=True, slots=True)
class Asked:
    """What her level asks of one competency, on the version left and on the one to come; None: nothing."""

    competency: Competency
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What moving does to the answers.

    `renamed`: (as it is called now, as it will be), whose answers stay. `added`: begins unanswered. `lost`: what the
    other version no longer has; these answers and notes go. `off_scale`: the note stays, the answer goes, since the
    scale no longer has it. `seen`: a number that changes with whatever would go.
    """

    renamed: tuple[tuple[Competency, Competency], ...]
    added: tuple[Competency, ...]
    lost: tuple[tuple[Competency, Rated], ...]
    off_scale: tuple[tuple[Competency, Rated], ...]
    asked: tuple[Asked, ...]

    @property
    def seen(self) -> int:
        return sum(rated.version + 1 for _c, rated in (*self.lost, *self.off_scale))


@dataclass(frozen=True, slots=True)
class Move:
    """`there`, and with it `changes`, is None when it stands on that version already, or a review cycle holds it."""

    view: View
    there: Published | None
    changes: Changes | None


def preview(db: Session, actor: Actor, assessment_id: int) -> Move:
    """What moving would do. NotFound and Forbidden as for rating; Conflict once it is submitted."""
    view = queries.view(db, actor, assessment_id)
    if not view.mine:
        raise Forbidden(_("Only its author changes an assessment."))
    if not view.open:
        raise Conflict(_("This assessment has been submitted and no longer changes."))
    there = None if view.entry.cycle_id is not None else _wanted(db, view.entry.person_id, actor.person_id)
    if there is None or there.id == view.entry.framework_version_id:
        return Move(view, None, None)
    stored = {card.competency.id: card.rating for card in view.cards}
    held = view.level.id if view.level else None
    return Move(view, there, changes(view.framework, there.framework, view.entry.framework_version_id, stored, held))


def move(db: Session, actor: Actor, assessment_id: int, to: int, seen: int) -> Assessment:
    """Put an open assessment on the version `to`, as its author was shown: `seen` is `Changes.seen` of that page.

    Moving twice has one effect. Forbidden and NotFound as for rating; Conflict when it is submitted, when it is
    written for a review cycle, and when the version or the answers that would go are no longer those she saw.
    """
    assessment = rules.draft(db, actor, assessment_id)
    if assessment.cycle_id is not None:
        raise Conflict(
            _("It is written for a review cycle, and stays on the version that everybody in it is assessed on.")
        )
    there = _wanted(db, assessment.person_id, actor.person_id)
    if there.id == assessment.framework_version_id:
        return assessment
    here = versions.load(db, assessment.framework_version_id)
    stored = queries.ratings(db, [assessment_id])[assessment_id]
    found = changes(here.framework, there.framework, here.id, stored, assessment.level)
    if (to, seen) != (there.id, found.seen):
        raise Conflict(_("Something changed while this page was open. Look once more at what moving does."))
    _write(db, assessment, there, stored)
    record(
        db, "assessment.moved", actor_id=actor.person_id, subject_id=assessment.person_id,
        object=f"assessment:{assessment.id}", from_version=here.id, to_version=there.id,
    )  # fmt: skip
    return assessment


def _wanted(db: Session, person_id: int, author_id: int) -> Published:
    """The version of the review cycle in which it is due, else the one in force."""
    try:
        due = in_cycle.due(db, person_id, author_id)
    except Refused:
        due = None
    return versions.load(db, due.framework_version_id) if due else versions.in_force(db)


def changes(here: Framework, there: Framework, version_id: int, stored: dict[str, Rated], level: str | None) -> Changes:
    """Between the version an assessment stands on, `version_id`, and another, at the level it was begun at."""
    kept = {c.id: there.competency(id) for c in here.competencies if (id := _id(there, version_id, c.id))}
    pairs = [(c, kept[c.id]) for c in here.competencies if kept.get(c.id)]
    said = [
        (c, stored[c.id]) for c in here.competencies if c.id in stored and (stored[c.id].answered or stored[c.id].note)
    ]
    came = {after.id for _before, after in pairs if after}
    return Changes(
        renamed=tuple((a, b) for a, b in pairs if b and a.title != b.title),
        added=tuple(c for c in there.competencies if c.id not in came),
        lost=tuple((c, rated) for c, rated in said if not kept.get(c.id)),
        off_scale=tuple((c, rated) for c, rated in said if kept.get(c.id) and not fits(there, rated.proficiency)),
        asked=tuple(_asked(here, there, pairs, level)),
    )


def _id(there: Framework, version_id: int, competency: str) -> str | None:
    found = there.read(version_id).competency(competency)
    return found if found is not None and any(c.id == found for c in there.competencies) else None


def _asked(
    here: Framework, there: Framework, pairs: Sequence[tuple[Competency, Competency | None]], level: str | None
) -> Iterator[Asked]:
    """Where the level asks for something else; what comes new is told as such."""
    old, new = (framework.level(level) if level else None for framework in (here, there))
    if old is None or new is None:
        return
    for before, after in pairs:
        if after and old.required.get(before.id) != new.required.get(after.id):
            yield Asked(after, old.required.get(before.id), new.required.get(after.id))


def _write(db: Session, assessment: Assessment, there: Published, stored: dict[str, Rated]) -> None:
    """The ratings again under the other version's names: two of them may have changed names with each other."""
    framework = there.framework
    kept = queries.translated(framework, assessment.framework_version_id, stored)
    db.execute(delete(Rating).where(col(Rating.assessment_id) == assessment.id))
    rows = [_row(framework, kept.get(c.id) or Rated(c.id)) for c in framework.competencies]
    db.execute(insert(Rating), [{"assessment_id": assessment.id, **row} for row in rows])
    assessment.framework_version_id = there.id
    if assessment.level:
        assessment.level = framework.level_id(assessment.level)
    db.flush()
    db.expire_all()


def _row(framework: Framework, rated: Rated) -> dict[str, object]:
    if not fits(framework, rated.proficiency):
        rated = replace(rated, proficiency=None, version=rated.version + 1)
    return {
        "competency": rated.competency,
        "proficiency": rated.proficiency,
        "no_opportunity": rated.no_opportunity,
        "note": rated.note,
        "saved_at": rated.saved_at,
        "version": rated.version,
    }
