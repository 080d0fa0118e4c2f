"""What one side of a conversation prepares with, from a fixed number of queries. Nothing of the other side's draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.assessments import queries as assessments
from app.assessments.queries import Rated
from app.assessments.sealing import Entry as Assessment
from app.commitments import queries as commitments
from app.commitments.queries import Happened, Promised
from app.cycles import queries as cycles
from app.evidence import queries as evidence
from app.evidence.queries import Entry
from app.framework import versions
from app.framework.model import Framework
from app.gaps.picture import Picture, picture
from app.goals import queries as goals
from app.goals.queries import GoalRow
from app.people.access import Actor, Subject
from app.reflections.queries import Excerpt, shared_excerpts, together
from app.reviews.conversations import queries
from app.reviews.conversations.contents import items, levels_of, looked_back
from app.reviews.conversations.items import Item
from app.reviews.signing import queries as signing
from app.reviews.signing.queries import Record
from app.reviews.talk import Talk, taking_part


@dataclass(frozen=True, slots=True)
class Preparation:
    """`framework`: the cycle's. `last`: the latest record of the conversation before this one, with `last_framework`.

    `entries`: what both sides can see, new or changed since then. `mine`: the reader's own assessment for the
    cycle, a draft too, with its `ratings`. `items`: what both sides say, once both are in; empty before.
    `picture`: readiness by what the reader may open.
    """

    talk: Talk
    framework: Framework
    held_on: date | None
    last: Record | None
    last_framework: Framework | None
    promises: Sequence[Promised]
    happened: Mapping[int, Sequence[Happened]]
    entries: Sequence[Entry]
    goals: Sequence[GoalRow]
    excerpts: Sequence[Sequence[Excerpt]]
    picture: Picture
    mine: Assessment | None
    ratings: Mapping[str, Rated]
    items: Sequence[Item]

    @property
    def subject(self) -> Subject:
        return self.talk.subject


def preparation(db: Session, actor: Actor, conversation_id: int) -> Preparation:
    """For its two sides, at any state; NotFound and Forbidden as in app/reviews/talk.py."""
    talk = taking_part(db, actor, conversation_id)
    framework = versions.load(db, talk.participation.cycle.framework_version_id).framework
    last = _last(db, talk)
    promises = looked_back(db, talk)
    entries = evidence.of_person(db, talk.subject.id, with_private=False)
    mine = _mine(db, actor, talk)
    return Preparation(
        talk=talk,
        framework=framework,
        held_on=queries.notes(db, talk.id).held_on,
        last=last,
        last_framework=versions.load(db, last.content.framework.version_id).framework if last else None,
        promises=promises,
        happened=commitments.happened(db, [one.id for one in promises]) if promises else {},
        entries=[one for one in entries if last is None or one.changed_at > last.content.signed_at],
        goals=goals.of_person(db, talk.subject.id),
        excerpts=together(shared_excerpts(db, talk.subject.id)),
        picture=_picture(db, actor, talk.subject),
        mine=mine,
        ratings=assessments.ratings(db, [mine.id])[mine.id] if mine else {},
        items=items(db, actor, talk) if talk.progress.both_in else (),
    )


def _last(db: Session, talk: Talk) -> Record | None:
    """The latest record of the conversation before this one that was signed."""
    before = [one.id for one in cycles.of_people(db, [talk.subject.id]) if one.id < talk.id]
    found = signing.of_conversations(db, before)
    signed = [found[id][-1] for id in sorted(before) if found[id]]
    return signing.as_read(signed[-1], talk.subject) if signed else None


def _mine(db: Session, actor: Actor, talk: Talk) -> Assessment | None:
    """The reader's own assessment for this cycle, whether submitted or not."""
    cycle = talk.participation.cycle.id
    history = assessments.history(db, actor, talk.subject)
    own = [one for one in history if one.cycle_id == cycle and one.author_id == actor.person_id and not one.agreed]
    return own[-1] if own else None


def _picture(db: Session, actor: Actor, subject: Subject) -> Picture:
    """Against the level that is talked about, where the framework in force has it."""
    levels = levels_of(db, versions.in_force(db).framework, subject)
    target = levels.target.id if levels.target else None
    return picture(db, actor, subject, target, None, levels.face)
