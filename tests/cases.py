"""A route as the walk and the attacks know it: a path and form that mean something, and who gets which answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from sqlmodel import Session

ACTORS = ("anonymous", "lin", "chen", "zhou", "dotted", "gone", "zhao", "wang", "root")
PEOPLE = ACTORS[1:]
SAFE = ("GET", "HEAD")

Need = Callable[[Session, SimpleNamespace], object]


@dataclass(frozen=True)
class Case:
    """A route, a path and form that mean something, and the status for each actor.

    `{name}` in path and form stands for the person of the cast, or for what a need made.
    """

    route: str
    path: str
    answers: Mapping[str, int]
    form: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return self.route.split(" ")[0]

    @property
    def safe(self) -> bool:
        return self.method in SAFE

    @property
    def personal(self) -> bool:
        """Whether one must be signed in."""
        return self.answers["anonymous"] in (303, 401) and len(set(self.answers.values())) > 1

    @property
    def who(self) -> str:
        """Somebody who may: lin if she may."""
        return next(actor for actor in ("lin", *ACTORS) if self.answers[actor] < 400)

    def __str__(self) -> str:
        return f"{self.route} {'+'.join(self.needs)}".strip().replace("/", "|")


def answers(well: int, to: tuple[str, ...], otherwise: int, anonymous: int) -> dict[str, int]:
    return {actor: well if actor in to else otherwise for actor in PEOPLE} | {"anonymous": anonymous}


def public(status: int) -> dict[str, int]:
    return dict.fromkeys(ACTORS, status)


def all_signed_in(well: int, anonymous: int) -> dict[str, int]:
    return answers(well, PEOPLE, 0, anonymous)


def may(well: int, *to: str, otherwise: int = 404) -> dict[str, int]:
    """Whoever is named may; for the others it does not exist, or is forbidden."""
    return answers(well, to, otherwise, 303 if well == 200 else 401)


READ = all_signed_in(200, 303)
WRITE = all_signed_in(303, 401)
LINE = ("lin", "chen", "zhou", "dotted", "wang")
HR_READ, HR_WRITE = may(200, "wang", otherwise=403), may(303, "wang", otherwise=403)
ADMIN_READ, ADMIN_WRITE = may(200, "root", otherwise=403), may(303, "root", otherwise=403)
