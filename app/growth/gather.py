"""Everything of one person's record that she may see herself, from a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.assessments import over_time
from app.assessments.over_time import Step
from app.assessments.queries import Rated, ratings
from app.assessments.sealing import Entry
from app.framework import versions
from app.framework.model import Framework
from app.gaps.picture import Picture, picture
from app.growth import queries, record_queries, review_queries
from app.growth.queries import Row
from app.people import access
from app.people import queries as people
from app.people.access import Actor, Subject

Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment of her with its ratings, on the framework of its day."""

    entry: Entry
    framework: Framework
    ratings: Mapping[str, Rated]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`steps`: her submitted self-assessments, latest first. The lists hold rows as the queries name them."""

    subject: Subject
    profile: Row
    placements: Sequence[Any]
    lines: Sequence[Any]
    picture: Picture
    steps: Sequence[Step]
    assessed: Sequence[Assessed]
    evidence: Mapping[str, Rows]
    goals: Mapping[str, Rows]
    reviews: Mapping[str, Rows]
    hours_per_month: int | None
    reflections: Mapping[str, Rows]
    cadence: str | None
    reminders: Row | None
    feeds: Rows
    account: Row | None
    roles: Rows
    sessions: Rows
    readings: Rows


def gather(db: Session, actor: Actor) -> Gathered:
    """The actor's own record."""
    me = actor.person_id
    subject = access.subject(db, actor, me)
    found = picture(db, actor, subject)
    own = [entry for entry in found.history if entry.of_oneself and entry.submitted_at]
    return Gathered(
        subject=subject,
        profile=queries.profile(db, me),
        placements=people.placements(db, me),
        lines=people.lines(db, me),
        picture=found,
        steps=over_time.steps(db, own),
        assessed=_assessed(db, found.history),
        evidence=record_queries.all_of(db, record_queries.EVIDENCE, me),
        goals=record_queries.all_of(db, record_queries.GOALS, me),
        reviews=review_queries.reviews(db, me),
        hours_per_month=record_queries.hours_per_month(db, me),
        reflections=record_queries.all_of(db, record_queries.REFLECTIONS, me),
        cadence=record_queries.cadence(db, me),
        reminders=queries.reminder_setting(db, me),
        feeds=queries.feeds(db, me),
        account=queries.account(db, me),
        roles=queries.roles(db, me),
        sessions=queries.sessions(db, me),
        readings=queries.readings(db, me),
    )


def _assessed(db: Session, history: Sequence[Entry]) -> list[Assessed]:
    """In the order of the history: oldest first, drafts last."""
    found = ratings(db, [entry.id for entry in history])
    published = versions.load_all(db, {entry.framework_version_id for entry in history})
    return [Assessed(entry, published[entry.framework_version_id].framework, found[entry.id]) for entry in history]


def by(rows: Iterable[Row], key: str) -> dict[Any, Rows]:
    """Rows under the one they hang on."""
    found: dict[Any, Rows] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found
