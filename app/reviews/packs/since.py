"""Last time and since then, as blocks of a preparation pack: agreed ratings, promises of both sides, evidence."""

from collections.abc import Iterator

from app.commitments.queries import Happened, Promised
from app.commitments.words import happened_in_words, state_in_words
from app.framework.words import competency_in_words, step_in_words
from app.kit.dates import day
from app.kit.document import Block, Point, Points, Section, Table, Words
from app.kit.document import row as plain
from app.kit.i18n import gettext as _
from app.people.words import name_of
from app.reviews.packs.evidence import by_competency, when
from app.reviews.packs.preparation import Preparation
from app.reviews.signing.snapshot import Agreed


def last_time(found: Preparation) -> Iterator[Section]:
    """What was agreed, and what became of what each side promised."""
    yield Section("agreed", _("Agreed ratings"), tuple(_agreed(found)))
    yield Section("promises", _("Promises of both sides"), tuple(_promises(found)))


def _agreed(found: Preparation) -> Iterator[Block]:
    last, framework = found.last, found.last_framework
    if last is None or framework is None:
        yield Words(_("This is the first conversation that is on record here."), "soft")
        return
    said = _("%(cycle)s, held on %(day)s", cycle=last.content.cycle.name, day=day(last.content.held_on))
    yield Words(said, "soft")
    rows = tuple(
        plain(competency_in_words(framework, one.competency), _answer(found, one.agreed), one.reason or "—")
        for one in last.content.ratings
        if one.agreed
    )
    yield Table(_("Agreed ratings"), (_("Competency"), _("Agreed rating"), _("Why")), rows, wide=(2,))


def _answer(found: Preparation, agreed: Agreed) -> str:
    if agreed.no_opportunity or found.last_framework is None:
        return _("No opportunity yet")
    return step_in_words(found.last_framework, agreed.proficiency)


def _promises(found: Preparation) -> Iterator[Block]:
    if not found.promises:
        yield Words(_("Nothing was promised."), "soft")
    for side in ("person", "manager"):
        theirs = [one for one in found.promises if one.side == side]
        if theirs:
            who = _(", ").join(dict.fromkeys(name_of(one.owner) for one in theirs))
            yield Words(_("%(name)s promised", name=who), "label")
            yield Points(tuple(_promise(found, one) for one in theirs))


def _promise(found: Preparation, one: Promised) -> Point:
    events = found.happened.get(one.id, ())
    below = [_event(event) for event in events if event.kind != "opened"]
    title = _("%(title)s (by %(day)s)", title=one.title, day=day(one.due_on))
    return Point(title, "met" if one.state == "kept" else "open", state_in_words(one.state), tuple(below))


def _event(event: Happened) -> str:
    said = happened_in_words(event)
    return _("%(what)s: %(said)s", what=said, said=event.note) if event.note else said


def evidence(found: Preparation) -> Iterator[Block]:
    """What both sides can see and is new or changed since the last record, by competency."""
    if not found.entries:
        yield Words(_("Nothing yet that both sides can see."), "soft")
        return
    if found.subject.relation.is_self:
        yield Words(_("Private entries are not here: your manager does not see them."), "soft")
    for competency, entries in by_competency(found.framework, found.entries):
        yield Words(str(competency.title) if competency else _("No competency named"), "label")
        yield Points(
            tuple(
                Point(one.title, tag=_("Verified") if one.verified else _("Not verified"), below=(when(one),))
                for one in entries
            )
        )
