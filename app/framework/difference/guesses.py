"""What may have been renamed: offered to whoever knows, never assumed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.framework.difference.renaming import ids
from app.framework.model import Framework
from app.framework.names import KINDS, Kind, Renames

ALIKE = 0.55
MOST = 60


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that the later version lacks: its id, how it was called, and which of the new ones it may be."""

    kind: Kind
    id: str
    title: str
    guess: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What is gone and what is new, of one kind; `new`: id → how it is called."""

    kind: Kind
    gone: tuple[Gone, ...]
    new: Mapping[str, str]


def candidates(old: Framework, new: Framework, said: Renames) -> tuple[Candidates, ...]:
    """The kinds of which something is gone and something is new. `said`: what is known already."""
    found = []
    for kind in KINDS:
        before, after = ids(old, kind), ids(new, kind)
        gone = {id: title for id, title in before.items() if id not in after}
        fresh = {id: title for id, title in after.items() if id not in before}
        if gone and fresh:
            guesses = _guesses(kind, gone, fresh, said)
            found.append(Candidates(kind, tuple(Gone(kind, i, t, guesses.get(i, "")) for i, t in gone.items()), fresh))
    return tuple(found)


def _guesses(kind: Kind, gone: Mapping[str, str], fresh: Mapping[str, str], said: Renames) -> dict[str, str]:
    """The likeliest pairs, the most alike first; each id in one pair."""
    if kind == "indicators":
        return _indicators(gone, fresh, said)
    few = list(fresh.items())[:MOST]
    pairs = [(_alike(i, t, j, s), i, j) for i, t in list(gone.items())[:MOST] for j, s in few]
    found: dict[str, str] = {}
    for likeness, before, after in sorted(pairs, reverse=True):
        if likeness >= ALIKE and before not in found and after not in found.values():
            found[before] = after
    return found


def _alike(old_id: str, old_title: str, new_id: str, new_title: str) -> float:
    by_id = SequenceMatcher(None, old_id, new_id).ratio()
    return max(by_id, SequenceMatcher(None, old_title[:200], new_title[:200]).ratio())


def _indicators(gone: Mapping[str, str], fresh: Mapping[str, str], said: Renames) -> dict[str, str]:
    """The same words, or the same place under the competency's new name."""
    by_words = {text: id for id, text in reversed(list(fresh.items()))}
    found: dict[str, str] = {}
    for id, words in gone.items():
        competency, dot, place = id.partition(".")
        moved = f"{said.competencies.get(competency, competency)}{dot}{place}"
        guess = by_words.get(words) or (moved if moved in fresh else "")
        if guess and guess not in found.values():
            found[id] = guess
    return found
