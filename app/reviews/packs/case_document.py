"""The case for the next level 述职 as a document: what is not met as plainly as what is, and no score."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.evidence.queries import Entry
from app.framework.words import level_in_words
from app.gaps.blocks import basis_in_words, gap_tag, readiness_blocks, without_private
from app.gaps.picture import Picture
from app.gaps.words import readiness_in_words
from app.kit import clock, dates
from app.kit.dates import day, months_between
from app.kit.document import Block, Cell, Chapter, Document, Row, Section, Table, Tag, Words, facts
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.people.words import name_of
from app.reviews.packs import evidence, goals
from app.reviews.packs.case import Case


def document(case: Case, zone: ZoneInfo) -> Document:
    """In the reader's language. Sections of what is open stand before those of what is met."""
    verified = [entry for entry in case.entries if entry.verified]
    others = [entry for entry in case.entries if not entry.verified]
    plan = tuple(goals.blocks(case.picture.framework, case.goals))
    return Document(
        title=_("Case for “%(level)s”", level=_level(case.picture)),
        name=name_of(case.subject),
        about=_about(case),
        made=dates.moment(clock.now(), zone),
        chapters=(
            Chapter("person", _("Who, and for which level"), tuple(_person(case))),
            Chapter("readiness", _("What the level asks"), tuple(_asked(case.picture))),
            Chapter("verified", _("Verified evidence"), tuple(_verified(case, verified))),
            Chapter("unverified", _("Evidence that nobody has verified yet"), tuple(_unverified(case, others))),
            Chapter("goals", _("Goals"), (Section("all", _("Open goals, then met ones"), plan),)),
        ),
        flow=True,
    )


def _level(picture: Picture) -> str:
    return str(picture.target.title_for(picture.face))


def _about(case: Case) -> str:
    held = level_in_words(case.picture.framework, case.subject.level, case.subject.face)
    return " · ".join(text for text in (held, case.subject.department or "") if text and text != "—")


def _person(case: Case) -> Iterator[Section]:
    picture, subject, aim = case.picture, case.subject, case.aim
    held = level_in_words(picture.framework, subject.level, subject.face) if subject.level else _("no level")
    yield Section(
        "facts",
        _("The person and the level"),
        (
            facts(
                (_("Present level"), held),
                (_("Time in level"), _time_in_level(case)),
                (_("Level aimed at"), _level(picture)),
                (_("Target date"), day(aim.by_on) if aim else ""),
            ),
        ),
    )
    why = Words(aim.why, "said") if aim and aim.why else Words(_("Nothing is written in the plan about why."), "soft")
    yield Section("why", _("Why, in her own words"), (why,))


def _time_in_level(case: Case) -> str:
    since = case.subject.level_since
    if since is None:
        return _("the day it began is not on record yet")
    months = months_between(since, clock.today())
    return _(
        "%(since)s, %(time)s",
        since=_("since %(day)s", day=day(since)),
        time=ngettext("%(n)s month", "%(n)s months", months),
    )


def _asked(picture: Picture) -> Iterator[Section]:
    readiness = without_private(picture.readiness)
    yield Section(
        "items",
        _("What is open, then what is met"),
        (
            Words(readiness_in_words(readiness)),
            *readiness_blocks(picture.framework, readiness),
            Words(_("Readiness is advice with reasons. The decision is a person's."), "soft"),
        ),
    )
    yield Section("ratings", _("Ratings by competency"), tuple(_ratings(picture)))


def _ratings(picture: Picture) -> Iterator[Block]:
    yield Words(basis_in_words(picture), "soft")
    if picture.analysis.gaps:
        head = (_("Competency"), _("Target requires"), _("Rating"), _("Gap"))
        yield Table(_("Ratings by competency"), head, tuple(_rows(picture)), numbers=(1, 2))


def _rows(picture: Picture) -> Iterator[Row]:
    for group, members in picture.framework.grouped():
        gaps = [gap for gap in map(picture.analysis.gap, (member.id for member in members)) if gap]
        if gaps:
            yield Row((Cell(str(group.title)),), group=True)
        for gap in gaps:
            rated = gap.current.rated
            yield Row(
                (
                    Cell(str(gap.competency.title), tag=Tag(_("key")) if gap.key else None),
                    Cell(str(gap.required)),
                    Cell("—" if rated is None else str(rated)),
                    Cell(tag=gap_tag(gap)),
                )
            )


def _verified(case: Case, entries: list[Entry]) -> Iterator[Section]:
    """By competency; those that the level asks and nothing verified speaks for are named first."""
    spoken = {competency for entry in entries for competency in entry.competencies}
    without = [str(gap.competency.title) for gap in case.picture.analysis.gaps if gap.competency.id not in spoken]
    if without:
        said = Words(_("Nothing verified speaks for: %(names)s.", names=_(", ").join(without)))
        yield Section("without", _("Without verified evidence"), (said,))
    yield from evidence.sections(case.picture.framework, entries, case.details, case.confirmed)


def _unverified(case: Case, entries: list[Entry]) -> Iterator[Section]:
    if not entries:
        yield Section("none", _("Nothing"), (Words(_("Every entry that others may see is verified."), "soft"),))
    yield from evidence.sections(case.picture.framework, entries, case.details, case.confirmed)
