"""The plan in words. The reader may be a manager: no sentence says 'you'."""

from app.plan.words.advice import taken_in_words
from app.plan.words.findings import finding_in_words, sign_of
from app.plan.words.goals import (
    history_in_words,
    plan_in_words,
    progress_in_words,
    state_in_words,
    step_in_words,
    title_of,
)
from app.plan.words.numbers import hours_in_words, month_in_short, month_in_words, quarter_in_words

__all__ = [
    "finding_in_words",
    "history_in_words",
    "hours_in_words",
    "month_in_short",
    "month_in_words",
    "plan_in_words",
    "progress_in_words",
    "quarter_in_words",
    "sign_of",
    "state_in_words",
    "step_in_words",
    "taken_in_words",
    "title_of",
]
