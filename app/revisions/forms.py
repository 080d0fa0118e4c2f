"""What the forms of drafts send."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.framework.names import KINDS, Renames
from app.kit.forms import Posted
from app.kit.text import Number

LONGEST = 120


class UploadForm(BaseModel):
    """`keep`: whether files that are left out are those of the newest version."""

    source: Literal["upload", "server"] = "upload"
    keep: bool = False


class VersionForm(BaseModel):
    version: Number


class PublicationForm(VersionForm):
    effective_on: date
    base: Annotated[int, Field(ge=1, le=2**31 - 1)]


def renames_of(posted: Posted) -> Renames:
    """Fields KIND.OLD → new id; empty: not renamed. What is no such field is passed over."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for name, values in posted.fields.items():
        kind, dot, old = name.partition(".")
        if dot and kind in found and values[0].strip():
            found[kind][old[:LONGEST]] = values[0].strip()[:LONGEST]
    return Renames(**found)
