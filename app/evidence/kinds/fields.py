"""Types of the fields that kinds are made of: days in order, choices, links, long and short words."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from app.kit import clock
from app.kit.i18n import gettext as _
from app.kit.text import Blank, clean

FIRST, LAST = date(1950, 1, 1), date(2200, 1, 1)
AHEAD = timedelta(days=31)


def refuse(words: str) -> NoReturn:
    """Refuse a value with a sentence in the reader's language, shown beside its field."""
    raise PydanticCustomError("in_words", "{words}", {"words": words})


def _possible(value: date | None) -> date | None:
    if value is not None and not FIRST <= value <= LAST:
        refuse(_("A day between 1950 and 2200, please."))
    return value


def _not_far_ahead(value: date | None) -> date | None:
    if value is not None and value > clock.today() + AHEAD:
        refuse(_("This is more than a month ahead. The record holds what is done or under way; plans belong to goals."))
    return value


def not_before(earlier: str) -> AfterValidator:
    """Refuse a day before the one in the field `earlier`, which must stand above in the model."""

    def check(value: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get(earlier)
        if value is not None and first is not None and value < first:
            refuse(_("This day is before the one it follows; please check both."))
        return value

    return AfterValidator(check)


def one_of(choices: Collection[str]) -> AfterValidator:
    """Refuse what is not among the choices."""

    def check(value: str) -> str:
        if value not in choices:
            raise PydanticCustomError("literal_error", "Not a choice")
        return value

    return AfterValidator(check)


def is_web_address(value: str) -> bool:
    """Whether it is an http or https address that hides no other host behind a user name."""
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return False
    plain = "@" not in parts.netloc and "\\" not in value and not any(ch.isspace() for ch in value)
    return parts.scheme in ("http", "https") and bool(host) and plain


def _web_address(value: str) -> str:
    if value and not is_web_address(value):
        refuse(_("A full address that begins with http:// or https://, please."))
    return value


Past = Annotated[date, AfterValidator(_possible), AfterValidator(_not_far_ahead)]
OptionalPast = Annotated[date | None, Blank, AfterValidator(_possible), AfterValidator(_not_far_ahead)]
OptionalDay = Annotated[date | None, Blank, AfterValidator(_possible)]
Link = Annotated[str, Field(max_length=500), AfterValidator(clean), AfterValidator(_web_address)]
Count = Annotated[Annotated[int, Field(ge=0, le=10_000)] | None, Blank]
