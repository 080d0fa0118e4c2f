"""What proves an entry: its files, who was asked to verify it, who has a share in it."""

from dataclasses import dataclass
from datetime import datetime

from app.evidence.files.rules import MAX_FILES
from app.evidence.kinds.base import Kind
from app.people.access import Listed


@dataclass(frozen=True, slots=True)
class File:
    """A file of an entry without its content. `size`: bytes."""

    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime
    deleted_at: datetime | None

    @property
    def kind(self) -> str:
        """What it is called: PDF, PNG, JPEG."""
        return self.media_type.rpartition("/")[2].upper()

    @property
    def amount(self) -> str:
        """Its size as people read it: 820 kB, 3.4 MB."""
        return f"{self.size / 1_000_000:.1f} MB" if self.size >= 1_000_000 else f"{max(1, self.size // 1000)} kB"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked to verify an entry. `stands`: 'solid', 'dotted', 'above', 'report' or 'colleague', today."""

    id: int
    verifier_id: int
    version: int
    message: str
    asked_at: datetime
    answered_at: datetime | None
    outcome: str | None
    comment: str
    verifier: Listed
    stands: str
    present: bool

    @property
    def holds(self) -> bool:
        """It was confirmed as it stands now."""
        return self.outcome == "confirmed" and self.present


@dataclass(frozen=True, slots=True)
class Share:
    """A colleague's share in an entry, in per cent, and what she says of it."""

    id: int
    person_id: int
    percent: int
    said_at: datetime
    confirmed_at: datetime | None
    disputed_at: datetime | None
    comment: str
    person: Listed


@dataclass(frozen=True, slots=True)
class Proofs:
    """What proves an entry, as far as its reader may know it.

    The writer sees everything. Readers see confirmations, and what was returned or is open only when they
    were asked themselves; what a colleague wrote about her share is for the writer alone.
    `removed`: files that the writer can bring back. `asked_me`: the open question to the reader.
    `managers`: whom the writer would ask first, with how each stands to her; none who was asked or has confirmed.
    """

    evidence_id: int
    version: int
    kind: Kind
    private: bool
    mine: bool
    writer: Listed
    files: tuple[File, ...] = ()
    removed: tuple[File, ...] = ()
    asked: tuple[Asked, ...] = ()
    shares: tuple[Share, ...] = ()
    managers: tuple[tuple[Listed, str], ...] = ()
    asked_me: Asked | None = None

    @property
    def own_percent(self) -> int:
        return 100 - sum(share.percent for share in self.shares)

    @property
    def room(self) -> int:
        """How many more files it holds."""
        return MAX_FILES - len(self.files)

    @property
    def verified(self) -> bool:
        return any(one.holds for one in self.asked)

    @property
    def confirmed_before(self) -> Asked | None:
        """The last confirmation, when the entry was changed since and nobody confirmed it again."""
        if self.verified:
            return None
        return next((one for one in self.asked if one.outcome == "confirmed"), None)


@dataclass(frozen=True, slots=True)
class Split:
    """Who has which share in one's own entry."""

    evidence_id: int
    title: str
    shares: tuple[Share, ...]

    @property
    def own_percent(self) -> int:
        return 100 - sum(share.percent for share in self.shares)
