"""Every text of a framework with its path."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from app.framework.model import Framework
from app.kit.i18n import Text
from app.kit.yaml import Path


def texts(framework: Framework) -> Iterator[tuple[Path, Text]]:
    """Texts by their place in the files: entries of lists are numbered from 0."""
    for path, _names, text in _walk(framework, (), ()):
        yield path, text


def named_texts(framework: Framework) -> dict[Path, Text]:
    """Texts by what they belong to: entries of lists go by their id, so the key survives a new order."""
    return {names: text for _path, names, text in _walk(framework, (), ())}


def _walk(piece: Any, path: Path, names: Path) -> Iterator[tuple[Path, Path, Text]]:
    if isinstance(piece, Text):
        yield path, names, piece
        return
    for step, name, below in _parts(piece):
        yield from _walk(below, (*path, step), (*names, name))


def _parts(piece: Any) -> Iterator[tuple[str | int, str | int, Any]]:
    if isinstance(piece, BaseModel):
        for name, field in type(piece).model_fields.items():
            yield field.alias or name, field.alias or name, getattr(piece, name)
    elif isinstance(piece, tuple):
        for index, entry in enumerate(piece):
            yield index, _name(entry, index), entry
    elif isinstance(piece, dict):
        for key, value in piece.items():
            yield key, key, value


def _name(entry: Any, index: int) -> str | int:
    """An id, a proficiency's value, an exercise's competency; a bare text has only its number."""
    for field in ("id", "value", "competency"):
        if hasattr(entry, field):
            name: str | int = getattr(entry, field)
            return name
    return index
