"""The impact of one draft put together: what is counted of everybody, and one page of the people it concerns."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.framework import canonical, versions
from app.framework.model import Framework
from app.framework.names import Reading, Renames
from app.kit import clock
from app.kit.db import row
from app.kit.errors import NotFound
from app.revisions.impact import Changed, Impact
from app.revisions.impact_queries import Weighed, weighed
from app.revisions.impact_sums import Sums, sums
from app.revisions.models import FrameworkDraft

PAGE = 50
_DRAFT = select(
    col(FrameworkDraft.content),
    col(FrameworkDraft.renames),
    col(FrameworkDraft.published_at),
    col(FrameworkDraft.discarded_at),
).where(col(FrameworkDraft.id) == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the people are listed; empty texts: all of them."""

    level: str = ""
    competency: str = ""
    page: int = 1

    def lets(self, changed: Changed) -> bool:
        held = changed.level.id if changed.level else ""
        return (not self.level or self.level == held) and (
            not self.competency or any(gap.competency.id == self.competency for gap in changed.gaps)
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """`framework` is None while it has faults. `over`: published or discarded, so that there is nothing to weigh."""

    id: int
    framework: Framework | None
    renames: Renames
    over: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """`shown`: one page of those for whom something changes, by name; `found`: how many there are on all pages."""

    old: Framework
    new: Framework
    sums: Sums
    shown: tuple[Weighed, ...]
    found: int
    more: bool


def draft(db: Session, id: int) -> Draft:
    """A draft as far as it is weighed; NotFound when there is none."""
    found = row(db, _DRAFT, id=id)
    if found is None:
        raise NotFound()
    renames = Renames.read(found.renames)
    over = found.published_at is not None or found.discarded_at is not None
    read = canonical.from_json(found.content) if found.content else None
    return Draft(id, versions.following(db, read, renames) if read else None, renames, over)


def preview(db: Session, new: Framework, renames: Renames, asked: Asked) -> Preview:
    """Everybody weighed against `new`, which follows the newest version; a fixed few statements for 1,000 people."""
    old = versions.newest(db).framework
    impact = Impact(old, new, Reading((renames,)), clock.today())
    everybody = list(weighed(db, impact))
    counted = sums(old, new, (one.changed for one in everybody))
    concerned = [one for one in everybody if one.changed and asked.lets(one.changed)]
    concerned.sort(key=lambda one: (not one.changed.homeless, one.order, one.person.id))
    begin = (asked.page - 1) * PAGE
    return Preview(
        old=old,
        new=new,
        sums=counted,
        shown=tuple(concerned[begin : begin + PAGE]),
        found=len(concerned),
        more=len(concerned) > begin + PAGE,
    )
