"""Choosing notes that fit a competency, on any framework."""

import math
import re
from collections.abc import Iterator
from itertools import cycle
from random import Random

from app.demo.sentences import BY_GROUP, ENGLISH, GENERIC, MODEST, NO_OPPORTUNITY, OF_MANAGERS
from app.framework.model import Competency, Framework

ENGLISH_WRITERS = 0.06
NOTED = 0.8
NOTED_BY_MANAGER = 0.6
FEWEST = 5
_RANGE = re.compile(r"\{(\d+)-(\d+)\}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def fitting(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Sentences by competency: those of its group that share most words with what the framework says of it.

    Where the framework has other groups than the sentences, everybody writes the general ones.
    """
    if not {group.id for group in framework.groups} >= set(BY_GROUP):
        return {competency.id: GENERIC for competency in framework.competencies}
    found: dict[str, tuple[str, ...]] = {}
    for group, members in framework.grouped():
        sentences = BY_GROUP.get(group.id, GENERIC)
        texts = {competency.id: _said_of(competency) for competency in members}
        found |= {id: _chosen(id, sentences, texts) for id in texts}
    return found


def _chosen(id: str, sentences: tuple[str, ...], texts: dict[str, set[str]]) -> tuple[str, ...]:
    """The sentences nearest to a competency; where these are few, the next ones, though nearer to others."""
    ranked = sorted(sentences, key=lambda sentence: _nearness(sentence, id, texts), reverse=True)
    own = [sentence for sentence in ranked if _nearest(sentence, texts) == id]
    others = [sentence for sentence in ranked if sentence not in MODEST and sentence not in own]
    return (*own, *others[: max(0, FEWEST - len(own))])


def _nearest(sentence: str, texts: dict[str, set[str]]) -> str:
    return max(texts, key=lambda id: _nearness(sentence, id, texts))


def _nearness(sentence: str, id: str, texts: dict[str, set[str]]) -> float:
    """How much a competency's texts share with a sentence; words that its whole group has count for little."""
    shared = [sum(pair in text for text in texts.values()) for pair in _pairs(sentence) & texts[id]]
    return sum(1 / many**2 for many in shared) / math.sqrt(len(texts[id]) or 1)


def _said_of(competency: Competency) -> set[str]:
    texts = (competency.title, competency.summary, *(indicator.text for indicator in competency.indicators))
    return set().union(*(_pairs(text.in_("zh")) for text in texts))


def _pairs(text: str) -> set[str]:
    """Two neighbouring Chinese characters each: near enough to words."""
    return {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}


class Notebook:
    """One person's notes. A sentence comes back only when all that fit have been used.

    `thorough`: no rating of her own goes without a note, and the notes are in Chinese.
    """

    def __init__(self, fitting: dict[str, tuple[str, ...]], rng: Random, *, thorough: bool = False) -> None:
        self._rng = rng
        self._noted = 1.0 if thorough else NOTED
        english = self._deck(ENGLISH) if rng.random() < ENGLISH_WRITERS and not thorough else None
        decks = {sentences: self._deck(sentences) for sentences in fitting.values()}
        self._own = {id: english or decks[sentences] for id, sentences in fitting.items()}
        self._without = self._deck(NO_OPPORTUNITY)
        self._of_managers = {view: self._deck(sentences) for view, sentences in OF_MANAGERS.items()}

    def own(self, competency: Competency, *, low: bool) -> str:
        """A sentence about oneself, or nothing; `low`: the rating is in the lower half of the scale."""
        if self._rng.random() >= self._noted:
            return ""
        deck = self._own[competency.id]
        return self._fill(next(sentence for sentence in deck if low or sentence not in MODEST))

    def without_opportunity(self) -> str:
        """Why there is nothing to say; sometimes empty."""
        return self._fill(next(self._without))

    def of_manager(self, view: int) -> str:
        """A sentence, or nothing, of the manager, who sees it lower (below 0), as the person does (0), or higher."""
        if self._rng.random() >= NOTED_BY_MANAGER:
            return ""
        return self._fill(next(self._of_managers[max(-1, min(1, view))]))

    def _deck(self, sentences: tuple[str, ...]) -> Iterator[str]:
        return cycle(self._rng.sample(sentences, len(sentences)))

    def _fill(self, sentence: str) -> str:
        return _RANGE.sub(lambda found: str(self._rng.randint(int(found[1]), int(found[2]))), sentence)
