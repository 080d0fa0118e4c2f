"""Long lists: which page, and the word to search for."""

from typing import Annotated

from fastapi import Query

Page = Annotated[int, Query(ge=1, le=100_000)]
Word = Annotated[str, Query(max_length=100)]


def plain(word: str) -> str:
    """A search word without what no name holds: control characters and lone surrogates."""
    return "".join(ch for ch in word if ch.isprintable()).strip()
