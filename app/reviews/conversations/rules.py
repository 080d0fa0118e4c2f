"""The verbs of a review conversation, each for its two sides and while it is open, unless it says otherwise."""

from app.reviews.conversations.agreeing import Agreement, agree, take_common_ground
from app.reviews.conversations.chances import Answered, answer_opportunity
from app.reviews.conversations.items import Answer
from app.reviews.conversations.saying import (
    Opinion,
    Written,
    promise,
    say_next_level,
    write_notes,
    write_private,
)
from app.reviews.conversations.writing import Stale

__all__ = [
    "Agreement",
    "Answer",
    "Answered",
    "Opinion",
    "Stale",
    "Written",
    "agree",
    "answer_opportunity",
    "promise",
    "say_next_level",
    "take_common_ground",
    "write_notes",
    "write_private",
]
