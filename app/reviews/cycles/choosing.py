"""Who takes part in a cycle, as HR chooses: departments with those inside them, levels, names."""

from collections.abc import Sequence

from sqlmodel import Session

from app.cycles import rules
from app.cycles.rules import Enrolled
from app.framework import versions
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.people import selection
from app.people.access import Actor

SHOWN = 5


def chosen(db: Session, departments: Sequence[int], levels: Sequence[str], names: Sequence[str]) -> list[int]:
    """Ids of those who are here, in one of the departments and on one of the levels, and of everybody named.

    Where only names are given, nobody else. Refused for names that fit nobody or several people.
    """
    found: list[int] = []
    if departments or levels:
        units = selection.with_inner(selection.departments(db), set(departments))
        # a department that is not there any more holds nobody
        framework = versions.in_force(db).framework
        held = {id for level in levels for id in framework.level_ids(level)}
        found = selection.members(db, units or set(departments), held)
    return sorted({*found, *_named(db, names)})


def enrol(db: Session, actor: Actor, cycle_id: int, people: Sequence[int]) -> Enrolled:
    """Let them take part; Refused when nobody was chosen."""
    if not people:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"names": _("Choose somebody.")})
    return rules.enrol(db, actor, cycle_id, people)


def _named(db: Session, names: Sequence[str]) -> set[int]:
    found = selection.called(db, names)
    nobody = [word for word, ids in found.items() if not ids]
    several = [word for word, ids in found.items() if len(ids) > 1]
    faults = []
    if nobody:
        faults.append(_("Nobody here has this name or staff number: %(names)s.", names=_some(nobody)))
    if several:
        faults.append(_("Several people have this name; write the staff number: %(names)s.", names=_some(several)))
    if faults:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"names": " ".join(faults)})
    return {ids[0] for ids in found.values()}


def _some(words: Sequence[str]) -> str:
    shown = _(", ").join(words[:SHOWN])
    return _("%(names)s and %(n)s more", names=shown, n=len(words) - SHOWN) if len(words) > SHOWN else shown
