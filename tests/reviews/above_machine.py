"""The machine of tests/reviews/test_state_machine.py: what those above and HR do, calibration and level changes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import select

from app.kit import clock
from app.reviews.calibration import changing
from app.reviews.level_changes import rules as level_changes
from app.reviews.record_models import CalibrationChange, ConversationRecord, LevelChange
from tests.reviews.talking_machine import CAST, COMPETENCIES, HIS, STALE, WHO, WORDS, Talking, verb

ABOVE = (*CAST, *("zhou", "wang") * 5)


class Above(Talking):
    """Changes after calibration, before and after the signature; levels proposed and decided."""

    @verb(3, who=ABOVE, competency=COMPETENCIES, to=(1, 2, 3, 4, 99), reason=WORDS, stale=STALE)
    def calibrate(self, who: str, competency: str, to: int, reason: str, stale: int) -> None:
        before = self._records()
        seen = self._count(CalibrationChange) + before - stale
        running, talk, actor = self.running(), self.talk(), self.actor(who)
        if self.done_by("calibrate", who, lambda a: changing.change(self.db, a, self.id, competency, to, reason, seen)):
            assert running and reason and who != "lin" and actor.person_id != talk.progress.assessor_id
            assert before or not actor.hr, "HR changes what is signed only"
            assert stale or self._records() == before + bool(before), "what is signed makes a record"

    def _records(self) -> int:
        return self._count(ConversationRecord)

    def _count(self, table: Any) -> int:
        return self.db.exec(select(func.count()).select_from(table).where(table.participant_id == self.id)).one()

    @verb(who=HIS, to=(("senior", "specialist"), ("senior", None), ("junior", None), ("director", None)), words=WORDS)
    def propose_level(self, who: str, to: tuple[str, str | None], words: str) -> None:
        self.done_by("propose_level", who, lambda a: level_changes.propose(self.db, a, self.id, to[0], to[1], words))

    def _level_change(self) -> LevelChange | None:
        return self.db.exec(select(LevelChange).order_by(LevelChange.id.desc())).first()  # type: ignore[union-attr]

    @verb(2, who=ABOVE, outcome=("approved", "declined"), reason=WORDS, days=(None, -1, 0, 5))
    def decide_level(self, who: str, outcome: str, reason: str, days: int | None) -> None:
        found = self._level_change()
        if found is None:
            return
        id, decided = found.id or 0, found.decided_at or found.withdrawn_at
        day = None if days is None else clock.today() + timedelta(days=days)
        if self.done_by("decide_level", who, lambda a: level_changes.decide(self.db, a, id, outcome, reason, day)):
            assert who == "wang" and reason
            assert decided is None or self._level_change().decided_at == decided  # type: ignore[union-attr]

    @verb(who=WHO)
    def withdraw_level(self, who: str) -> None:
        found = self._level_change()
        if found is None:
            return
        id, by = found.id or 0, found.proposed_by_id
        if self.done_by("withdraw_level", who, lambda a: level_changes.withdraw(self.db, a, id)):
            assert self.actor(who).person_id == by
