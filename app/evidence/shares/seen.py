"""The split that a form was made from, as one hidden field of it."""

from collections.abc import Mapping


def encoded(shares: Mapping[int, int]) -> str:
    """A split as one hidden field: what the form was made from."""
    return " ".join(f"{person}:{percent}" for person, percent in sorted(shares.items()))


def decoded(seen: str) -> dict[int, int]:
    """The other way round; anything else is a split that nobody has."""
    pairs = [pair.partition(":")[::2] for pair in seen.split()]
    if all(part.isascii() and part.isdigit() and len(part) <= 9 for pair in pairs for part in pair):
        return {int(person): int(percent) for person, percent in pairs}
    return {0: 0}
