"""Rows inside a form: `results.0.value`, `results.1.value` … → a list of models, faults at their own fields."""

from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel

from app.kit.errors import Refused
from app.kit.forms import Posted, parse
from app.kit.i18n import gettext as _

MOST_ROWS = 12

Model = TypeVar("Model", bound=BaseModel)


def parse_nested(model: type[Model], posted: Posted) -> Model:
    """As kit.forms.parse; a field that is a list of models is read from its rows.

    Blank rows are passed over. A fault stands at `results.0.value`, too many rows at `results`.
    """
    errors: dict[str, str] = {}
    lists: dict[str, list[BaseModel]] = {}
    for name, info in model.model_fields.items():
        row = _row_model(info.annotation)
        if row is not None:
            lists[name] = _rows_of(row, name, posted, errors)
    try:
        parsed = parse(model, posted)
    except Refused as refused:
        errors = {**refused.errors, **errors}
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    return parsed.model_copy(update=lists)


def rows(posted: Posted, name: str) -> dict[int, Posted]:
    """The rows of a list that are not blank, by the number that they were sent with."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for key, values in posted.fields.items():
        prefix, _dot, rest = key.partition(".")
        number, _dot, field = rest.partition(".")
        if prefix == name and field and number.isascii() and number.isdigit() and len(number) <= 3:
            found.setdefault(int(number), {})[field] = values
    return {
        number: Posted(fields)
        for number, fields in sorted(found.items())
        if any(value.strip() for values in fields.values() for value in values)
    }


def _rows_of(row: type[BaseModel], name: str, posted: Posted, errors: dict[str, str]) -> list[BaseModel]:
    sent = rows(posted, name)
    if len(sent) > MOST_ROWS:
        errors[name] = _("At most %(most)s rows.", most=MOST_ROWS)
        return []
    found = []
    for number, fields in sent.items():
        try:
            found.append(parse(row, fields))
        except Refused as refused:
            errors |= {f"{name}.{number}.{field}": sentence for field, sentence in refused.errors.items()}
    return found


def _row_model(annotation: Any) -> type[BaseModel] | None:
    inner = get_args(annotation)
    if get_origin(annotation) is list and isinstance(inner[0], type) and issubclass(inner[0], BaseModel):
        return inner[0]
    return None


def shown_rows(posted: Posted, name: str, spare: int = 3) -> range:
    """The rows that a form shows: those that say something, and some blank ones to fill in."""
    return range(min(MOST_ROWS, max(rows(posted, name), default=-1) + 1 + spare))
