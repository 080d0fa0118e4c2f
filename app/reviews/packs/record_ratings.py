"""The ratings of a record as blocks: what both sides said, what they agreed on, and what a record changed."""

from collections.abc import Iterator

from app.framework.model import Framework
from app.framework.words import competency_in_words, step_in_words
from app.kit.dates import day
from app.kit.document import Block, Cell, Facts, Point, Row, Section, Table, Words
from app.kit.document import row as plain
from app.kit.i18n import gettext as _
from app.reviews.signing.differences import Changes
from app.reviews.signing.queries import Record
from app.reviews.signing.snapshot import Agreed, Opportunity, Rating, Said


def sections(framework: Framework, record: Record, changes: Changes) -> Iterator[Section]:
    """Every competency in the framework's order, and the answers to 'no opportunity yet'."""
    hidden = _("You see what both agreed on. The two assessments behind it stay between the person and her managers.")
    blocks: list[Block] = [Words(hidden, "soft")] if record.sides_hidden else []
    yield Section("all", _("By competency"), (*blocks, _table(framework, record, changes)))
    if record.content.opportunities:
        rows = tuple(_opportunity(framework, one) for one in record.content.opportunities)
        yield Section("opportunities", _("Where there was no opportunity yet"), (Facts(rows),))


def changes(framework: Framework, record: Record, changes: Changes) -> Iterator[Point]:
    """What was answered before and what is now, by competency."""
    for one in changes.ratings:
        calibrated = one.calibrated != one.calibrated_before and not record.sides_hidden
        after = _("after calibration: %(said)s", said=step_in_words(framework, one.calibrated))
        said = f"{_answer(framework, one.before)} → {_answer(framework, one.now)}" if one.agreed else ""
        if said or calibrated:
            title = competency_in_words(framework, one.competency)
            headline = _("%(what)s: %(said)s", what=title, said=said or after)
            yield Point(headline, below=(after,) if said and calibrated else ())


def _table(framework: Framework, record: Record, changes: Changes) -> Table:
    sides = () if record.sides_hidden else (_("Self-assessment"), _("Manager assessment"))
    head = (_("Competency"), *sides, _("Agreed rating"))
    wide = tuple(range(1, len(head)))
    return Table(_("Ratings"), head, tuple(_rows(framework, record, changes)), wide=wide)


def _rows(framework: Framework, record: Record, changes: Changes) -> Iterator[Row]:
    for group, members in framework.grouped():
        yield Row((Cell(str(group.title)),), group=True)
        for competency in members:
            rating = record.content.rating(competency.id)
            if rating:
                yield plain(str(competency.title), *_cells(framework, record, rating, changes))


def _cells(framework: Framework, record: Record, rating: Rating, changes: Changes) -> Iterator[str]:
    if not record.sides_hidden:
        yield _noted(_answer(framework, rating.own), rating.own.note if rating.own else "")
        said = _answer(framework, rating.manager)
        if rating.calibrated is not None:
            after = _("after calibration: %(said)s", said=step_in_words(framework, rating.calibrated))
            said = f"{said}\n{after}"
        yield _noted(said, rating.manager.note if rating.manager else "")
    difference = changes.of(rating.competency)
    agreed = _answer(framework, rating.agreed)
    if difference and difference.agreed:
        agreed = f"{_answer(framework, difference.before)} → {agreed}"
    yield _noted(agreed, rating.reason)


def _noted(said: str, note: str) -> str:
    return f"{said}\n{note}" if note else said


def _answer(framework: Framework, one: Said | Agreed | None) -> str:
    if one is None or (one.proficiency is None and not one.no_opportunity):
        return _("Not rated yet")
    return _("No opportunity yet") if one.no_opportunity else step_in_words(framework, one.proficiency)


def _opportunity(framework: Framework, one: Opportunity) -> tuple[str, str]:
    said = _("%(title)s (by %(day)s)", title=one.chance.title, day=day(one.chance.due_on)) if one.chance else one.reason
    return competency_in_words(framework, one.competency), said
