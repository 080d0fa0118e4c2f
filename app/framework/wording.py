"""What changed inside a text, run by run. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Han characters one by one, other letters word by word
_TOKENS = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|.", re.DOTALL)
MOST = 400
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The two texts as one. Where little stayed, or they are long, the whole of one and the whole of the other."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) > MOST or len(new) > MOST:
        return _whole(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(before, after)
    return tuple(_runs(old, new, matcher))


def _whole(before: str, after: str) -> tuple[Run, ...]:
    return tuple(run for run in (Run("gone", before), Run("new", after)) if run.text)


def _runs(old: list[str], new: list[str], matcher: SequenceMatcher[str]) -> Iterator[Run]:
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(old[i:j]))
        else:
            yield from _whole("".join(old[i:j]), "".join(new[k:m]))
