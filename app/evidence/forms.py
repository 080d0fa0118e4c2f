"""What the form of an entry sends, and stored entries as the form would have sent them."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.evidence.content import Content
from app.evidence.kinds.base import Kind
from app.kit.errors import Refused
from app.kit.forms import Posted
from app.kit.nested import parse_nested
from app.kit.text import Line, Number

Id = Annotated[str, Field(max_length=120)]


class EntryForm(BaseModel):
    """What every kind has. `private` counts for a new entry only."""

    title: Line
    competencies: list[Id] = []
    indicators: list[Id] = []
    private: bool = False


class NewForm(EntryForm):
    once: Annotated[Line, Field(max_length=64)]


class ChangeForm(EntryForm):
    version: Number


def read(form: type[EntryForm], kind: Kind, posted: Posted) -> tuple[Any, Content]:
    """The form and the content it carries; Refused with the errors of both together."""
    parsed: dict[type[BaseModel], Any] = {}
    refused: list[Refused] = []
    for model in (form, kind.details):
        try:
            parsed[model] = parse_nested(model, posted)
        except Refused as problem:
            refused.append(problem)
    if refused:
        raise Refused(refused[0].message, {name: s for one in refused for name, s in one.errors.items()})
    sent = parsed[form]
    return sent, Content(sent.title, parsed[kind.details], sent.competencies, sent.indicators)


def as_posted(content: Mapping[str, Any]) -> Posted:
    """A stored content as the form would send it."""
    fields: dict[str, tuple[str, ...]] = {"title": (content["title"],)}
    for name, value in content["details"].items():
        fields |= _field(name, value)
    fields["competencies"] = tuple(dict.fromkeys(c for c, _i in content["ties"]))
    fields["indicators"] = tuple(i for _c, i in content["ties"] if i)
    return Posted(fields)


def _field(name: str, value: Any) -> dict[str, tuple[str, ...]]:
    if value is None or value is False:
        return {}
    if value is True:
        return {name: ("true",)}
    if not isinstance(value, list):
        return {name: (str(value),)}
    rows: dict[str, tuple[str, ...]] = {
        f"{name}.{number}.{field}": (str(inner),)
        for number, row in enumerate(value)
        if isinstance(row, dict)
        for field, inner in row.items()
    }
    return rows or {name: tuple(map(str, value))}
