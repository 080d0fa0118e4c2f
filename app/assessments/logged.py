"""What was logged for each competency since the author last assessed the same person."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlmodel import Session

from app.assessments.queries import View
from app.evidence.queries import Entry, of_person, under
from app.evidence.sight import sight


@dataclass(frozen=True, slots=True)
class Logged:
    """Evidence for one competency: `new` since the last assessment, latest first, and how many `earlier` ones."""

    new: list[Entry] = field(default_factory=list)
    earlier: list[Entry] = field(default_factory=list)


def logged(db: Session, view: View) -> dict[str, Logged]:
    """By competency, as far as the reader may see the entries; all of it is new before a first assessment."""
    seen = sight(view.subject.relation)
    if seen not in ("all", "shared"):
        return {}
    found: dict[str, Logged] = defaultdict(Logged)
    for entry in under(view.framework, of_person(db, view.subject.id, with_private=seen == "all")):
        is_new = view.since is None or entry.changed_at > view.since
        for competency in entry.competencies:
            (found[competency].new if is_new else found[competency].earlier).append(entry)
    return dict(found)
