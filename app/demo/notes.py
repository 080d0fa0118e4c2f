"""Choosing notes: fitting ones where the framework groups its competencies as the sentences do, else general ones."""

import re
from collections.abc import Iterator
from itertools import cycle
from random import Random

from app.demo.sentences import BY_GROUP, ENGLISH, GENERIC, OF_MANAGERS
from app.framework.model import Competency, Framework

ENGLISH_WRITERS = 0.06
_RANGE = re.compile(r"\{(\d+)-(\d+)\}")


class Notebook:
    """One person's notes. A sentence comes back only when all of its kind have been used."""

    def __init__(self, framework: Framework, rng: Random) -> None:
        self._rng = rng
        fitting = {group.id for group in framework.groups} >= set(BY_GROUP)
        english = rng.random() < ENGLISH_WRITERS
        kinds: dict[str, tuple[str, ...]] = BY_GROUP if fitting and not english else {}
        self._general = self._deck(ENGLISH if english else GENERIC)
        self._by_group = {group: self._deck(sentences) for group, sentences in kinds.items()}
        self._of_managers = self._deck(OF_MANAGERS)

    def own(self, competency: Competency) -> str:
        """A sentence about oneself."""
        return self._fill(next(self._by_group.get(competency.group, self._general)))

    def of_manager(self) -> str:
        """A sentence that a manager writes about somebody else."""
        return self._fill(next(self._of_managers))

    def _deck(self, sentences: tuple[str, ...]) -> Iterator[str]:
        return cycle(self._rng.sample(sentences, len(sentences)))

    def _fill(self, sentence: str) -> str:
        return _RANGE.sub(lambda found: str(self._rng.randint(int(found[1]), int(found[2]))), sentence)
