"""A project 项目: role, days, steps of the work, what I did, results in numbers, lessons."""

from typing import Annotated

from pydantic import Field

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import OptionalPast, Past, not_before, one_of
from app.evidence.kinds.results import Result
from app.evidence.kinds.roles import ROLES
from app.kit.i18n import noop
from app.kit.text import Note, OptionalLine


class Project(Details):
    role: Annotated[str, one_of(ROLES), Told(noop("Role"), "choice", ROLES)]
    started_on: Annotated[Past, Told(noop("Started on"), "day")]
    ended_on: Annotated[
        OptionalPast, not_before("started_on"), Told(noop("Ended on"), "day", help=noop("Blank while it goes on"))
    ] = None
    partners: Annotated[
        OptionalLine,
        Told(
            noop("Partners"),
            "names",
            help=noop("People outside your reporting line see only the first character of each"),
        ),
    ] = ""
    steps: Annotated[list[str], Told(noop("Steps of the work"), "steps"), Field(default_factory=list)]
    story: Annotated[Note, Told(noop("What I did"), "text")] = ""
    results: Annotated[list[Result], Told(noop("Results in numbers"), "results"), Field(default_factory=list)]
    lessons: Annotated[Note, Told(noop("What I learned"), "text")] = ""
    cross_department: Annotated[bool, Told(noop("Across departments"), "mark")] = False

    def taken(self) -> Taken:
        traits = frozenset({"cross_department"} if self.cross_department else ())
        return Taken(self.started_on, self.ended_on, role=self.role, traits=traits)


PROJECT = Kind(
    id="project",
    title=noop("Project"),
    plural=noop("Projects"),
    help=noop("A piece of channel work from plan to result: your role, what you did, the numbers."),
    title_help=noop("For example: tea season campaign with 12 stores"),
    icon="M4 7h6l2 2h8v11H4zM8.5 15l2.5 2.5 5-5",
    details=Project,
    advice="experience",
    fresh_months=24,
    lasts=True,
    shared=True,
)
