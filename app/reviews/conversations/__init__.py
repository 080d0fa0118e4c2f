"""The conversation while it is open: both sides, agreed ratings, answers, notes, the next level."""
