"""Evidence set against the gates of a level, and against single competencies: pure functions."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.evidence.queries import Entry
from app.evidence.states import goes_on
from app.framework.model import EVIDENCE_ROLES, EvidenceGate
from app.gaps.state import Almost, Counted, Lack, Proof
from app.kit.dates import add_months

MOST_ALMOST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What evidence there is for one competency. `indicators`: how many entries speak for a single one of them."""

    entries: int
    verified: int
    latest: date
    indicators: Mapping[str, int]


def proof(gates: Iterable[EvidenceGate], entries: Sequence[Entry], today: date) -> Proof:
    """How many entries pass each gate, and which would pass but for something.

    An entry counts when it is finished, has at least the role and carries the trait that the gate
    names, is verified as it stands where the gate wants that, is recent enough, has not expired and
    is not private: what nobody else may see, nobody else can judge.
    """
    return {gate.id: _counted(gate, entries, today) for gate in gates}


def _counted(gate: EvidenceGate, entries: Sequence[Entry], today: date) -> Counted:
    lacking = [(entry, tuple(_lacks(gate, entry, today))) for entry in entries if entry.kind == gate.kind]
    almost = sorted(((entry, lacks) for entry, lacks in lacking if lacks), key=lambda pair: len(pair[1]))
    return Counted(
        counted=sum(not lacks for _, lacks in lacking),
        almost=tuple(Almost(entry.id, entry.title, lacks) for entry, lacks in almost[:MOST_ALMOST]),
    )


def _lacks(gate: EvidenceGate, entry: Entry, today: date) -> Iterator[Lack]:
    for lack, missing in _CHECKS.items():
        if missing(gate, entry, today):
            yield lack


def _role(gate: EvidenceGate, entry: Entry, _today: date) -> bool:
    if gate.role is None:
        return False
    return _rank(entry.role) < _rank(gate.role) if gate.role in EVIDENCE_ROLES else entry.role != gate.role


def _rank(role: str | None) -> int:
    return EVIDENCE_ROLES.index(role) if role in EVIDENCE_ROLES else -1


def _old(gate: EvidenceGate, entry: Entry, today: date) -> bool:
    return gate.within_months is not None and entry.counted_on < add_months(today, -gate.within_months)


_CHECKS: dict[Lack, Callable[[EvidenceGate, Entry, date], bool]] = {
    "role": _role,
    "trait": lambda gate, entry, _: gate.trait is not None and gate.trait not in entry.traits,
    "finished": lambda _, entry, today: goes_on(entry, today),
    "recent": _old,
    "expired": lambda _, entry, today: entry.expires_on is not None and entry.expires_on < today,
    "private": lambda _, entry, __: entry.private,
    "verified": lambda gate, entry, _: gate.verified and not entry.verified,
}


def by_competency(entries: Iterable[Entry]) -> dict[str, Shown]:
    """What is there for each competency that any entry speaks for."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for competency in entry.competencies:
            found.setdefault(competency, []).append(entry)
    return {competency: _shown(those) for competency, those in found.items()}


def _shown(entries: Sequence[Entry]) -> Shown:
    return Shown(
        entries=len(entries),
        verified=sum(entry.verified for entry in entries),
        latest=max(entry.counted_on for entry in entries),
        indicators=Counter(indicator for entry in entries for indicator in entry.indicators),
    )
