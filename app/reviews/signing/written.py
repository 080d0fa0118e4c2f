"""What stands written in a conversation, as signing reads it: rows, not entities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.kit.db import row, rows
from app.reviews.models import AgreedRating, Conversation, NextLevelView, OpportunityAnswer
from app.reviews.record_models import CalibrationChange
from app.reviews.signing.snapshot import Agreed, View
from app.reviews.talk import Talk

_OF: Any = bindparam("id")
_SHARED = select(col(Conversation.held_on), col(Conversation.notes)).where(col(Conversation.participant_id) == _OF)
_AGREED = select(
    col(AgreedRating.competency),
    col(AgreedRating.proficiency),
    col(AgreedRating.no_opportunity),
    col(AgreedRating.reason),
).where(col(AgreedRating.participant_id) == _OF)
_OPPORTUNITIES = select(
    col(OpportunityAnswer.competency), col(OpportunityAnswer.commitment_id), col(OpportunityAnswer.reason)
).where(col(OpportunityAnswer.participant_id) == _OF)
_VIEWS = select(col(NextLevelView.side), col(NextLevelView.verdict), col(NextLevelView.words)).where(
    col(NextLevelView.participant_id) == _OF
)
_CALIBRATED = (
    select(col(CalibrationChange.competency), col(CalibrationChange.to_proficiency))
    .where(col(CalibrationChange.participant_id) == _OF)
    .order_by(col(CalibrationChange.id))
)


@dataclass(frozen=True, slots=True)
class Written:
    """`agreed`: competency → (answer, None when there is none; reason). `opportunities`: → (commitment, reason).

    `views`: side → what it says about the next level. `calibrated`: competency → the latest change's proficiency.
    """

    held_on: date | None
    notes: str
    agreed: Mapping[str, tuple[Agreed | None, str]]
    opportunities: Mapping[str, tuple[int | None, str]]
    views: Mapping[str, View]
    calibrated: Mapping[str, int]


def written(db: Session, talk: Talk) -> Written:
    """Everything that the two sides wrote in an open conversation but for its commitments; five queries."""
    shared = row(db, _SHARED, id=talk.id)
    return Written(
        held_on=shared.held_on if shared else None,
        notes=shared.notes if shared else "",
        agreed={one.competency: (_agreed(one), one.reason) for one in rows(db, _AGREED, id=talk.id)},
        opportunities={one.competency: (one.commitment_id, one.reason) for one in rows(db, _OPPORTUNITIES, id=talk.id)},
        views={side: View(verdict, words) for side, verdict, words in rows(db, _VIEWS, id=talk.id)},
        calibrated=dict(tuple(one) for one in rows(db, _CALIBRATED, id=talk.id)),
    )


def _agreed(one: Any) -> Agreed | None:
    if one.proficiency is None and not one.no_opportunity:
        return None
    return Agreed(one.proficiency, bool(one.no_opportunity))
