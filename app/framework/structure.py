"""Plain data → Framework, with every complaint of pydantic in plain words at the place it is about."""

import json
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.framework.model import Framework
from app.framework.places import Places
from app.framework.shape import fields_at
from app.kit.faults import Fault
from app.kit.i18n import gettext as _
from app.kit.yaml import Path

MOST = 200


def build(data: Mapping[str, Any], places: Places) -> tuple[Framework | None, list[Fault]]:
    """The framework, or None and the faults. Sections that are missing altogether are the caller's to report."""
    try:
        return Framework.model_validate_json(json.dumps(data), by_alias=True, by_name=False), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    faults = [_fault(detail, places) for detail in islice(details, MOST) if not _is_missing_section(detail)]
    if len(details) > MOST:
        more = _("%(n)s more faults of this kind are not listed.", n=len(details) - MOST)
        faults.append(Fault.at(places.value(()), more, _("Put right the listed ones first.")))
    return None, faults


def _is_missing_section(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing" and len(detail["loc"]) == 1


def _fault(detail: ErrorDetails, places: Places) -> Fault:
    path: Path = tuple(detail["loc"])
    if path[-1] == "[key]":
        path = path[:-1]
        mark = places.key(path)
    elif detail["type"] == "extra_forbidden":
        mark = places.key(path)
    else:
        mark = places.value(path)
    explain = _EXPLAIN.get(detail["type"], _other)
    return Fault.at(mark, *explain(path, detail))


Words = tuple[str, str]


def _missing(path: Path, detail: ErrorDetails) -> Words:
    field = path[-1]
    return _("'%(field)s' is missing here.", field=field), _("Add '%(field)s:' with its value.", field=field)


def _unknown(path: Path, detail: ErrorDetails) -> Words:
    field, known = str(path[-1]), fields_at(path[:-1])
    guesses = get_close_matches(field[:60], known, 1)
    if guesses:
        message = _("Unknown field '%(field)s' — did you mean '%(guess)s'?", field=_short(field), guess=guesses[0])
        return message, _("Write '%(guess)s', or remove the field.", guess=guesses[0])
    message = _("Unknown field '%(field)s'.", field=_short(field))
    return message, _("Remove it. The fields here are: %(names)s.", names=", ".join(known))


def _kind(wanted: Callable[[], str], fix: Callable[[Path], str]) -> Callable[[Path, ErrorDetails], Words]:
    def words(path: Path, detail: ErrorDetails) -> Words:
        if detail["input"] is None:
            return _("'%(field)s' is empty; it needs %(wanted)s.", field=_name(path), wanted=wanted()), fix(path)
        found = _found(detail["input"])
        message = _(
            "'%(field)s' needs %(wanted)s, but this is %(found)s.", field=_name(path), wanted=wanted(), found=found
        )
        return message, fix(path)

    return words


def _found(value: object) -> str:
    match value:
        case bool():
            return _("true or false")
        case int() | float():
            return _("a number")
        case str():
            return _("text")
        case list():
            return _("a list")
        case _:
            return _("a mapping")


def _mapping_fix(path: Path) -> str:
    names = fields_at(path)
    if names:
        return _("Write the fields indented below it: %(names)s.", names=", ".join(names))
    return _("Write 'id: value' lines indented below it.")


def _id(path: Path, detail: ErrorDetails) -> Words:
    message = _("'%(value)s' cannot be an id.", value=_short(str(detail["input"])))
    if "." in detail["ctx"]["pattern"]:
        return message, _("Use small letters a–z, digits, '_' and '.'; begin with a letter; at most 120 characters.")
    return message, _("Use small letters a–z, digits and '_'; begin with a letter; at most 60 characters.")


def _too_small(path: Path, detail: ErrorDetails) -> Words:
    least = detail["ctx"]["ge"]
    message = _(
        "'%(field)s' is %(value)s; the least is %(limit)s.", field=_name(path), value=detail["input"], limit=least
    )
    return message, _("Write %(limit)s or more.", limit=least)


def _too_large(path: Path, detail: ErrorDetails) -> Words:
    most = detail["ctx"]["le"]
    message = _(
        "'%(field)s' is %(value)s; the most is %(limit)s.", field=_name(path), value=detail["input"], limit=most
    )
    return message, _("Write %(limit)s or less.", limit=most)


def _other(path: Path, detail: ErrorDetails) -> Words:
    message = _("'%(field)s' cannot be read (%(reason)s).", field=_name(path), reason=detail["msg"])
    return message, _("Compare it with the files that came with the program.")


def _name(path: Path) -> str:
    """The field as a person would name it: `required`, or `key 2` for the second entry of a list."""
    names = [step for step in path if isinstance(step, str)]
    last = _short(names[-1]) if names else ""
    return f"{last} {path[-1] + 1}" if isinstance(path[-1], int) else last


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


_number = _kind(lambda: _("a whole number"), lambda path: _("Write a number without quotes, such as 3."))
_mapping = _kind(lambda: _("a mapping"), _mapping_fix)

_EXPLAIN: dict[str, Callable[[Path, ErrorDetails], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _kind(
        lambda: _("text"), lambda path: _("Write one text; put it in quotes if it looks like a number.")
    ),
    "int_type": _number,
    "int_from_float": _number,
    "bool_type": _kind(lambda: _("true or false"), lambda path: _("Write true or false, without quotes.")),
    "tuple_type": _kind(lambda: _("a list"), lambda path: _("Begin each entry with '- ' on a line of its own.")),
    "dict_type": _mapping,
    "model_type": _mapping,
    "string_pattern_mismatch": _id,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
}
