"""All that the two sides may read of a conversation once both have submitted, put together from the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.assessments import queries as assessments
from app.assessments.queries import Rated
from app.assessments.sealing import Entry
from app.commitments import queries as commitments
from app.commitments.queries import Promised
from app.framework import versions
from app.framework.model import Competency, Framework, Level
from app.framework.versions import Published
from app.goals import queries as goals
from app.kit import clock
from app.kit.errors import NotFound
from app.people.access import Actor, Subject
from app.reviews.conversations import missing as missing_in
from app.reviews.conversations import queries
from app.reviews.conversations.items import Agreed, Answer, Calibrated, Item, Reply, Said, Side
from app.reviews.conversations.missing import Missing, Progress
from app.reviews.conversations.queries import NextLevelSaid, Notes
from app.reviews.talk import Talk


@dataclass(frozen=True, slots=True)
class Levels:
    """The level held, on the cycle's framework, and the one that is talked about with the face meant at it.

    `target` None: nothing above. `next_rung`: whether the target is the very next one.
    """

    held: Level | None
    target: Level | None
    face: str | None

    def next_rung(self, framework: Framework) -> bool:
        above = framework.level_above(self.held.id) if self.held else framework.levels[0]
        return above is not None and self.target is not None and above.id == self.target.id


@dataclass(frozen=True, slots=True)
class Contents:
    """What both sides say and have written. `items`: every competency, in the framework's order.

    `assessed_at`: level and face that she held when each of the two assessments was begun.
    """

    talk: Talk
    published: Published
    levels: Levels
    items: tuple[Item, ...]
    looked_back: tuple[Promised, ...]
    commitments: tuple[Promised, ...]
    notes: Notes
    next_level: Mapping[Side, NextLevelSaid]
    assessed_at: tuple[tuple[str | None, str | None], ...]

    @property
    def level_changed(self) -> bool:
        """Whether she held another level, or another face of it, when an assessment was begun."""
        subject, framework = self.talk.subject, self.framework
        now = (framework.level_id(subject.level or ""), subject.face)
        return any((framework.level_id(level or ""), face) != now for level, face in self.assessed_at)

    @property
    def framework(self) -> Framework:
        return self.published.framework

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What signing waits for; empty: it can be signed."""
        return missing_in.missing(self.items, self.looked_back, self.notes.held_on, clock.today())

    @property
    def progress(self) -> Progress:
        return missing_in.progress(self.items, self.looked_back, self.by)

    @property
    def by(self) -> date:
        """The day by which promises of last time want an answer: that of the conversation, today while it is open."""
        return self.notes.held_on or clock.today()

    def item(self, competency: str) -> Item:
        """One competency; NotFound for an unknown one."""
        for item in self.items:
            if item.id == competency:
                return item
        raise NotFound()


def contents(db: Session, actor: Actor, talk: Talk) -> Contents:
    """A conversation as one of its sides reads it; a fixed number of queries.

    The ratings come through the seal: what the actor may not read is as if it were not there.
    """
    published = versions.load(db, talk.participation.cycle.framework_version_id)
    levels = levels_of(db, published.framework, talk.subject)
    promised = tuple(commitments.of_conversation(db, talk.id))
    replies = queries.replies(db, talk.id, {one.id: one for one in promised})
    return Contents(
        talk=talk,
        published=published,
        levels=levels,
        items=_items(db, actor, talk, published.framework, levels, replies),
        looked_back=looked_back(db, talk),
        commitments=promised,
        notes=queries.notes(db, talk.id),
        next_level=queries.next_level(db, talk.id),
        assessed_at=tuple((entry.level, entry.face) for entry in _entries(db, actor, talk)),
    )


def items(db: Session, actor: Actor, talk: Talk) -> tuple[Item, ...]:
    """Every competency with what both sides say and what is agreed, without replies and levels: for the verbs."""
    framework = versions.load(db, talk.participation.cycle.framework_version_id).framework
    return _items(db, actor, talk, framework, Levels(None, None, None), {})


def levels_of(db: Session, framework: Framework, subject: Subject) -> Levels:
    """The level held and the target: the one in her plan when it is above, else the next rung. One query."""
    held = framework.level(subject.level) if subject.level else None
    rung = framework.level_above(held.id) if held else framework.levels[0]
    aim = goals.target(db, subject.id)
    aimed = framework.level(aim.level) if aim else None
    ranks = {level.id: rank for rank, level in enumerate(framework.levels)}
    higher = aimed is not None and (held is None or ranks[aimed.id] > ranks[held.id])
    target = aimed if higher else rung
    meant = aim.face if aim and target and aimed == target else None
    faces = target.faces if target else ()
    return Levels(held, target, next((face for face in (meant, subject.face) if face in faces), None))


def looked_back(db: Session, talk: Talk) -> tuple[Promised, ...]:
    """The promises of earlier conversations: all that are open, and what was answered since the last one."""
    earlier = commitments.earlier(db, talk.subject.id, talk.id)
    last = max((one.participant_id for one in earlier), default=0)
    since = talk.participation.added_at
    return tuple(one for one in earlier if one.open or one.participant_id == last or one.changed_at >= since)


def _items(
    db: Session, actor: Actor, talk: Talk, framework: Framework, levels: Levels, replies: Mapping[str, Reply]
) -> tuple[Item, ...]:
    own, managers = _both(db, actor, talk)
    agreed, calibrated = queries.agreed(db, talk.id), queries.calibrated(db, talk.id)
    scale = tuple(step.value for step in framework.scale)
    return tuple(
        _item(c, scale, levels, own.get(c.id), managers.get(c.id), calibrated.get(c.id), agreed.get(c.id), replies)
        for c in framework.competencies
    )


def _both(db: Session, actor: Actor, talk: Talk) -> tuple[Mapping[str, Rated], Mapping[str, Rated]]:
    """The ratings of both sides, as far as the actor may read them."""
    found = assessments.ratings(db, [entry.id for entry in _entries(db, actor, talk)])
    return found.get(talk.progress.own or 0, {}), found.get(talk.progress.managers or 0, {})


def _entries(db: Session, actor: Actor, talk: Talk) -> list[Entry]:
    """The two assessments of this conversation, once both are in and as far as the actor may read them."""
    if not talk.progress.both_in:
        return []
    both = (talk.progress.own, talk.progress.managers)
    return [entry for entry in assessments.history(db, actor, talk.subject) if entry.id in both]


def _item(
    competency: Competency, scale: tuple[int, ...], levels: Levels, own: Rated | None, manager: Rated | None,
    calibrated: Calibrated | None, agreed: Agreed | None, replies: Mapping[str, Reply],
) -> Item:  # fmt: skip
    id, held, target = competency.id, levels.held, levels.target
    return Item(
        competency=competency,
        scale=scale,
        own=_said(own),
        manager=_said(manager),
        calibrated=calibrated,
        agreed=agreed,
        reply=replies.get(id),
        required=held.required.get(id) if held else None,
        next_required=target.required.get(id) if target else None,
        key=id in (target or held).key if target or held else False,  # type: ignore[union-attr]
    )


def _said(rated: Rated | None) -> Said:
    return Said(Answer(rated.proficiency, rated.no_opportunity), rated.note) if rated else Said()
