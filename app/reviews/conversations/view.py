"""What the page of a conversation shows to whom, at each state."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from app.assessments import queries as assessments
from app.assessments.sealing import Entry as Assessment
from app.commitments import queries as commitments
from app.commitments.queries import Promised
from app.evidence.queries import Entry, of_person, under
from app.kit import clock
from app.people import queries as people
from app.people.access import Actor, Listed
from app.reflections.queries import Excerpt, shared_excerpts, together
from app.reviews.conversations import queries
from app.reviews.conversations.contents import Contents, contents, looked_back
from app.reviews.conversations.items import Item
from app.reviews.conversations.missing import unanswered
from app.reviews.conversations.next_level import Ready, ready
from app.reviews.conversations.order import grouped
from app.reviews.conversations.queries import LevelChangeState, Private
from app.reviews.talk import Talk

Part = Literal["outside", "preparing", "open", "signed"]


@dataclass(frozen=True, slots=True)
class Logged:
    """Evidence for one competency that both sides can see: `new` since the last record, and `earlier`."""

    new: list[Entry] = field(default_factory=list)
    earlier: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class View:
    """One page. `part`: what of it the reader sees; `outside` is how far it is and that records exist, no more.

    `mine`: the reader's own assessment for the cycle, a draft too. `since`: when the last conversation was signed.
    `private`: of the reader himself, None for the person. `names`: who wrote the records.
    """

    talk: Talk
    part: Part
    names: Mapping[int, Listed]
    mine: Assessment | None = None
    contents: Contents | None = None
    looked_back: Sequence[Promised] = ()
    commitments: Sequence[Promised] = ()
    evidence: Sequence[Entry] = ()
    since: datetime | None = None
    excerpts: Sequence[Sequence[Excerpt]] = ()
    private: Private | None = None
    ready: Ready | None = None
    level_changes: Sequence[LevelChangeState] = ()

    @property
    def unanswered(self) -> Sequence[Promised]:
        """The promises of last time that want an answer by now."""
        return unanswered(self.looked_back, self.contents.by if self.contents else clock.today())

    @property
    def recent(self) -> list[Entry]:
        """Evidence since the last record; all of it before there is one."""
        return [entry for entry in self.evidence if self.is_new(entry)]

    def is_new(self, entry: Entry) -> bool:
        return self.since is None or entry.changed_at > self.since

    def logged(self) -> dict[str, Logged]:
        """The evidence by competency of the version that is talked about."""
        found: dict[str, Logged] = defaultdict(Logged)
        for entry in under(self.contents.framework, self.evidence) if self.contents else self.evidence:
            for competency in entry.competencies:
                (found[competency].new if self.is_new(entry) else found[competency].earlier).append(entry)
        return dict(found)

    @property
    def next_open(self) -> Item | None:
        """The next competency to agree on, in the order in which they are talked about."""
        return next((item for _, items in self.grouped() for item in items if item.answered and not item.settled), None)

    def grouped(self) -> list[tuple[str, list[Item]]]:
        """The competencies as they are talked about, under what there is to talk about."""
        assert self.contents is not None
        return [(kind, items) for kind, items in grouped(self.contents.items)]


def view(db: Session, actor: Actor, talk: Talk) -> View:
    """The page for this reader: a fixed number of queries at each state."""
    names = people.by_id(db, sorted({head.by_id for head in talk.progress.records})) if talk.progress.records else {}
    if not talk.takes_part:
        return View(talk, "outside", names)
    private = queries.private(db, talk.id, actor.person_id) if talk.side == "manager" else None
    if talk.progress.records:
        promised = commitments.of_conversation(db, talk.id)
        changes = queries.level_changes(db, talk.id)
        return View(talk, "signed", names, commitments=promised, private=private, level_changes=changes)
    entries = of_person(db, talk.subject.id, with_private=False)
    excerpts = together(shared_excerpts(db, talk.subject.id))
    since = queries.last_signed(db, talk.subject.id, talk.id)
    if not talk.progress.both_in:
        return View(
            talk, "preparing", names, mine=_mine(db, actor, talk), looked_back=looked_back(db, talk), evidence=entries,
            since=since, excerpts=excerpts, private=private,
        )  # fmt: skip
    found = contents(db, actor, talk)
    return View(
        talk, "open", names, contents=found, looked_back=found.looked_back, commitments=found.commitments,
        evidence=entries, since=since, excerpts=excerpts, private=private, ready=ready(found, entries, clock.today()),
        level_changes=queries.level_changes(db, talk.id),
    )  # fmt: skip


def _mine(db: Session, actor: Actor, talk: Talk) -> Assessment | None:
    """The reader's own assessment for this cycle, whether submitted or not."""
    cycle = talk.participation.cycle.id
    history = assessments.history(db, actor, talk.subject)
    own = [one for one in history if one.cycle_id == cycle and one.author_id == actor.person_id and not one.agreed]
    return own[-1] if own else None
