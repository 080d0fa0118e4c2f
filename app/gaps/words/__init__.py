"""Gaps, readiness and suggested work in the reader's language, as a good mentor would put them.

Facts come in, sentences go out: concrete, short, never blaming. The reader may be the person herself, her
manager or HR, so no sentence says 'you'.
"""

from app.framework.words import proficiency_in_words
from app.gaps.words.evidence import evidence_in_words
from app.gaps.words.gaps import GapWords, gap_in_words, progress_in_words, reason_in_words
from app.gaps.words.readiness import item_in_words, readiness_in_words
from app.gaps.words.work import next_best_in_words, section_in_words, suggestion_in_words

__all__ = [
    "GapWords",
    "evidence_in_words",
    "gap_in_words",
    "item_in_words",
    "next_best_in_words",
    "proficiency_in_words",
    "progress_in_words",
    "readiness_in_words",
    "reason_in_words",
    "section_in_words",
    "suggestion_in_words",
]
