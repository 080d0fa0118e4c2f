"""Learning 学习: a course, a book or practice, and what it is used for."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import Count, Link, OptionalPast, Past, not_before, one_of
from app.kit.i18n import noop
from app.kit.text import Note, OptionalLine

FORMS = {"course": noop("Course"), "book": noop("Book"), "practice": noop("Practice")}


class Learning(Details):
    form: Annotated[str, one_of(FORMS), Told(noop("Form"), "choice", FORMS)]
    by: Annotated[OptionalLine, Told(noop("Provider or author"))] = ""
    started_on: Annotated[Past, Told(noop("Started on"), "day")]
    finished_on: Annotated[
        OptionalPast, not_before("started_on"), Told(noop("Finished on"), "day", help=noop("Blank while it goes on"))
    ] = None
    hours: Annotated[Count, Told(noop("Hours spent"), "count")] = None
    link: Annotated[Link, Told(noop("Link"), "link")] = ""
    used: Annotated[Note, Told(noop("What I use it for"), "text")] = ""

    def taken(self) -> Taken:
        return Taken(self.started_on, self.finished_on)


LEARNING = Kind(
    id="learning",
    title=noop("Learning"),
    plural=noop("Learning"),
    help=noop("A course, a book or practice, and where you use it."),
    title_help=noop("For example: pivot tables for channel reports"),
    icon="M12 6.5C10 5 7 4.5 3.5 5v13c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5v13",
    details=Learning,
    advice="skills",
    fresh_months=24,
    lasts=True,
)
