"""What the page for a change after calibration sends."""

from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.text import Note, Number


class ChangeForm(BaseModel):
    """`seen`: how many changes and records the page showed."""

    competency: Annotated[str, Field(min_length=1, max_length=60)]
    to: Number
    reason: Note
    seen: Number
