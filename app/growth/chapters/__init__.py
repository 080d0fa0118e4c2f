"""The growth file in the reader's language: where I stand, what I did, what I want, what I learned."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from app.growth import parts as choice
from app.growth.chapters import account, learning, plan, record, reviews, standing
from app.growth.gather import Gathered
from app.kit import clock, dates
from app.kit.document import Chapter, Document
from app.kit.i18n import gettext as _
from app.people.words import name_of


def document(gathered: Gathered, zone: ZoneInfo, parts: Collection[str] = choice.ALL) -> Document:
    """The whole file, or some parts of it. Moments are shown in `zone`."""
    chapters = (
        Chapter("standing", _("Where I stand"), tuple(standing.sections(gathered, parts))),
        Chapter("record", _("What I did"), tuple(record.sections(gathered, parts, zone))),
        Chapter("plan", _("What I want"), tuple(plan.sections(gathered, parts, zone))),
        Chapter("reviews", _("What was agreed"), tuple(reviews.sections(gathered, parts, zone))),
        Chapter("learning", _("What I learned"), tuple(learning.sections(gathered, parts, zone))),
        Chapter("account", _("About this record"), tuple(account.sections(gathered, parts, zone))),
    )
    return Document(
        title=_("Growth file"),
        name=name_of(gathered.subject),
        about=_about(gathered),
        made=dates.moment(clock.now(), zone),
        chapters=tuple(chapter for chapter in chapters if chapter.sections),
        missing=tuple(_(part.title) for part in choice.missing(parts)),
    )


def _about(gathered: Gathered) -> str:
    level = gathered.picture.level
    title = str(level.title_for(gathered.subject.face)) if level else ""
    return " · ".join(text for text in (title, gathered.subject.department or "") if text)
