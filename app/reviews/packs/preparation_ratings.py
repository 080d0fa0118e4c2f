"""Assessments in a preparation pack: one's own, and the other side's only once both are in."""

from collections.abc import Iterator

from app.assessments.queries import Rated
from app.framework.words import step_in_words
from app.kit import clock
from app.kit.dates import day
from app.kit.document import Block, Cell, Row, Section, Table, Words
from app.kit.document import row as plain
from app.kit.i18n import gettext as _
from app.reviews.conversations.items import Answer, Item, Said
from app.reviews.conversations.order import grouped
from app.reviews.conversations.words import KINDS, distance_in_words
from app.reviews.packs.preparation import Preparation


def sections(found: Preparation) -> Iterator[Section]:
    """Both beside each other, what is seen differently first; or one's own alone."""
    if found.items:
        yield Section("both", _("Both sides, what is seen differently first"), tuple(_both(found)))
    else:
        own = found.subject.relation.is_self
        yield Section("mine", _("My self-assessment") if own else _("My assessment"), tuple(_mine(found)))


def _mine(found: Preparation) -> Iterator[Block]:
    mine = found.mine
    if mine is None:
        yield Words(_("Not begun yet."), "soft")
        return
    if mine.submitted_at:
        yield Words(_("submitted on %(day)s", day=day(clock.day_of(mine.submitted_at))), "soft")
    else:
        yield Words(_("A draft, not submitted yet."), "soft")
    yield Words(_("The other side's opens once both are submitted."), "soft")
    head = (_("Competency"), _("Rating"), _("What shows it"))
    yield Table(_("My assessment"), head, tuple(_rows(found)), wide=(2,))


def _rows(found: Preparation) -> Iterator[Row]:
    for group, members in found.framework.grouped():
        yield Row((Cell(str(group.title)),), group=True)
        for competency in members:
            rated = found.ratings.get(competency.id) or Rated(competency.id)
            answer = Answer(rated.proficiency, rated.no_opportunity)
            yield plain(str(competency.title), _answer(found, answer), rated.note or "—")


def _both(found: Preparation) -> Iterator[Block]:
    head = (_("Competency"), _("Self-assessment"), _("Manager assessment"), _("How far apart"))
    yield Table(_("Both sides"), head, tuple(_pairs(found)), wide=(1, 2))


def _pairs(found: Preparation) -> Iterator[Row]:
    for kind, items in grouped(found.items):
        yield Row((Cell(_(KINDS[kind])),), group=True)
        for item in items:
            manager = _said(found, item.manager)
            if item.calibrated:
                after = step_in_words(found.framework, item.calibrated.proficiency)
                manager = "\n".join((manager, _("after calibration: %(said)s", said=after)))
            yield plain(str(item.competency.title), _said(found, item.own), manager, _distance(item))


def _distance(item: Item) -> str:
    said = distance_in_words(item)
    return said[:1].upper() + said[1:]


def _said(found: Preparation, said: Said) -> str:
    answer = _answer(found, said.answer)
    return f"{answer}\n{said.note}" if said.note else answer


def _answer(found: Preparation, answer: Answer) -> str:
    if answer.no_opportunity:
        return _("No opportunity yet")
    return _("Not rated yet") if answer.proficiency is None else step_in_words(found.framework, answer.proficiency)
