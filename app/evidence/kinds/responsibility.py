"""Responsibility taken on 承担的责任: in which role, since when, given by whom."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import OptionalPast, Past, not_before, one_of
from app.evidence.kinds.roles import ROLES
from app.kit.i18n import noop
from app.kit.text import Note, OptionalLine


class Responsibility(Details):
    role: Annotated[str, one_of(ROLES), Told(noop("Role"), "choice", ROLES)]
    started_on: Annotated[Past, Told(noop("Started on"), "day")]
    ended_on: Annotated[
        OptionalPast, not_before("started_on"), Told(noop("Ended on"), "day", help=noop("Blank while it goes on"))
    ] = None
    given_by: Annotated[OptionalLine, Told(noop("Given by"))] = ""
    what: Annotated[Note, Told(noop("What I answer for"), "text")] = ""

    def taken(self) -> Taken:
        return Taken(self.started_on, self.ended_on, role=self.role)


RESPONSIBILITY = Kind(
    id="responsibility",
    title=noop("Responsibility"),
    plural=noop("Responsibilities"),
    help=noop("What was entrusted to you: took part, owned, led, and from when to when."),
    title_help=noop("For example: the East China distributor list"),
    icon="M12 3.5 5 6v6c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6zM9 12l2 2 4-4",
    details=Responsibility,
    advice="responsibility",
    fresh_months=24,
    lasts=True,
)
