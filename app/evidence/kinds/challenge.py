"""A new challenge 新挑战: a new channel or a new line of business, and what came of it."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import OptionalPast, Past, not_before, one_of
from app.evidence.kinds.roles import ROLES
from app.kit.i18n import noop
from app.kit.text import Note

AREAS = {"new_channel": noop("New channel"), "new_business": noop("New line of business")}


class Challenge(Details):
    area: Annotated[str, one_of(AREAS), Told(noop("Area"), "choice", AREAS)]
    role: Annotated[str, one_of(ROLES), Told(noop("Role"), "choice", ROLES)]
    started_on: Annotated[Past, Told(noop("Started on"), "day")]
    ended_on: Annotated[
        OptionalPast, not_before("started_on"), Told(noop("Ended on"), "day", help=noop("Blank while it goes on"))
    ] = None
    what_was_new: Annotated[Note, Told(noop("What was new"), "text")] = ""
    outcome: Annotated[Note, Told(noop("Outcome"), "text")] = ""

    def taken(self) -> Taken:
        return Taken(self.started_on, self.ended_on, role=self.role)


CHALLENGE = Kind(
    id="challenge",
    title=noop("New challenge"),
    plural=noop("New challenges"),
    help=noop("A channel or line of business that was new to you or to the company."),
    title_help=noop("For example: first livestream channel in the north"),
    icon="M3 20 9.5 9l4 6 2.5-4 5 9zM14 4v5M14 4l5 1.5L14 7",
    details=Challenge,
    advice="challenge",
    fresh_months=36,
    lasts=True,
)
