"""The preparation pack of one side as a document, with room to write on once it is printed."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.framework.words import level_in_words
from app.gaps.blocks import basis_in_words, readiness_blocks, without_private
from app.gaps.words import readiness_in_words
from app.kit import clock, dates
from app.kit.dates import day
from app.kit.document import Block, Chapter, Document, Point, Points, Room, Section, Words, facts
from app.kit.i18n import gettext as _
from app.people.words import name_of
from app.reviews.conversations.words import STATES
from app.reviews.cycles.words import STAGES
from app.reviews.packs import goals, preparation_ratings, questions, since
from app.reviews.packs.preparation import Preparation

LINES = 6


def document(found: Preparation, zone: ZoneInfo) -> Document:
    """In the reader's language; for the person and for who holds it, each with what she or he may read."""
    chapters = (
        Chapter("talk", _("The conversation"), (Section("facts", _("Dates, and who holds it"), tuple(_facts(found))),)),
        Chapter("last", _("From last time"), tuple(since.last_time(found))),
        Chapter("since", _("Since last time"), tuple(_since(found))),
        Chapter("ratings", _("Assessments"), tuple(preparation_ratings.sections(found))),
        Chapter("next", _("Next level"), (Section("ready", _("Readiness"), tuple(_readiness(found))),)),
        Chapter("ask", _("Questions and notes"), tuple(_questions(found))),
    )
    cycle = found.talk.participation.cycle
    return Document(
        title=_("Preparation for the review conversation"),
        name=name_of(found.subject),
        about=f"{cycle.name} · {_(STATES[found.talk.state])}",
        made=dates.moment(clock.now(), zone),
        chapters=chapters,
        flow=True,
    )


def _facts(found: Preparation) -> Iterator[Block]:
    talk, subject, stages = found.talk, found.subject, found.talk.participation.cycle.stages
    held = level_in_words(found.framework, subject.level, subject.face) if subject.level else _("no level")
    yield facts(
        (_("Person"), f"{name_of(subject)} · {held}"),
        (_("Held by"), name_of(talk.assessor) if talk.assessor else _("nobody holds it yet")),
        (_("Conversation held on"), day(found.held_on) if found.held_on else ""),
        *((_(STAGES[name]), day(getattr(stages, name))) for name in ("self_by", "manager_by", "talk_by", "closes_on")),
    )
    if talk.assessor and not talk.assessor_leads:
        yield Words(_("This conversation waits for a handover."), "strong")


def _since(found: Preparation) -> Iterator[Section]:
    yield Section("evidence", _("Evidence by competency"), tuple(since.evidence(found)))
    yield Section("goals", _("Goals"), tuple(goals.blocks(found.picture.framework, found.goals)))
    yield Section("excerpts", _("Shared from reflections"), tuple(_excerpts(found)))


def _excerpts(found: Preparation) -> Iterator[Block]:
    if not found.excerpts:
        yield Words(_("Nothing is shared."), "soft")
    for excerpts in found.excerpts:
        shared = day(clock.day_of(excerpts[-1].shared_at))
        yield Words(_("Shared on %(day)s", day=shared), "label")
        yield from (Words(one.text, "said") for one in excerpts)


def _readiness(found: Preparation) -> Iterator[Block]:
    picture = found.picture
    readiness = without_private(picture.readiness)
    yield Words(level_in_words(picture.framework, picture.target.id, picture.face), "strong")
    yield Words(basis_in_words(picture), "soft")
    yield Words(readiness_in_words(readiness))
    yield from readiness_blocks(picture.framework, readiness)
    yield Words(_("Readiness is advice with reasons. The decision is a person's."), "soft")


def _questions(found: Preparation) -> Iterator[Section]:
    asked = questions.PLAIN["person" if found.subject.relation.is_self else "manager"]
    yield Section("plain", _("To ask"), (Points(tuple(Point(_(text)) for text in asked)),))
    framework, level = found.framework, found.subject.level
    prompts = questions.prompts(framework, level, found.entries, clock.today())
    if prompts:
        told = Words(_("From the framework, where there is least on record since last time."), "soft")
        yield Section("prompts", _("To think about together"), (told, Points(tuple(Point(text) for text in prompts))))
    yield Section("notes", _("My notes"), (Words(_("Room for notes, once it is on paper."), "soft"), Room(LINES)))
