"""Coaching 带教: whom, on what, with what effect."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import OptionalPast, Past, not_before
from app.kit.i18n import noop
from app.kit.text import Line, Note, OptionalLine


class Coaching(Details):
    whom: Annotated[Line, Told(noop("Whom"))]
    topic: Annotated[OptionalLine, Told(noop("On what"))] = ""
    started_on: Annotated[Past, Told(noop("Started on"), "day")]
    ended_on: Annotated[
        OptionalPast, not_before("started_on"), Told(noop("Ended on"), "day", help=noop("Blank while it goes on"))
    ] = None
    effect: Annotated[Note, Told(noop("With what effect"), "text")] = ""

    def taken(self) -> Taken:
        return Taken(self.started_on, self.ended_on)


COACHING = Kind(
    id="coaching",
    title=noop("Coaching"),
    plural=noop("Coaching"),
    help=noop("Whom you coached, on what, and what they can do now."),
    title_help=noop("For example: first partner negotiation with a new colleague"),
    icon="M7 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 20c0-4 2-6.5 5-6.5s5 2.5 5 6.5M13 5h8v7h-4l-2.5 2.5V12H13",
    details=Coaching,
    advice="leadership",
    fresh_months=24,
    lasts=True,
)
