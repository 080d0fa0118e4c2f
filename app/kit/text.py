"""Text and numbers as people send them, made fit for both databases."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

DATABASE_INTEGER = 2**31 - 1
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(value: str) -> str:
    """Normal form NFC, line feeds only, no outer white space.

    Refuses what a database or a reader cannot take: control characters, lone surrogates,
    and characters that turn the direction of the text around them.
    """
    if any("\ud800" <= ch <= "\udfff" for ch in value) or _CONTROL.search(value) or _DIRECTION.search(value):
        raise PydanticCustomError("unreadable_text", "Contains characters that cannot be stored")
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _blank_to_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[
    str, AfterValidator(clean), AfterValidator(_one_line), Field(max_length=200), StringConstraints(min_length=1)
]
OptionalLine = Annotated[str, AfterValidator(clean), AfterValidator(_one_line), Field(max_length=200)]
Note = Annotated[str, AfterValidator(clean), Field(max_length=4000)]
Number = Annotated[int, Field(ge=0, le=DATABASE_INTEGER)]
Blank = BeforeValidator(_blank_to_none)
