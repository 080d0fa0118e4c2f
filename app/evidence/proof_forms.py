"""What the forms send with which somebody is asked, and answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.kit.text import Blank, Note, Number, OptionalLine

ShortNote = Annotated[Note, Field(max_length=1000)]


class AskForm(BaseModel):
    """`verifier`: one of the managers offered, or blank for whoever is `called` so."""

    verifier: Annotated[Number | None, Blank] = None
    called: OptionalLine = ""
    message: ShortNote = ""


class VerdictForm(BaseModel):
    """`version`: the one of the entry that was looked at."""

    outcome: Literal["confirmed", "returned"]
    comment: ShortNote = ""
    version: Number


class ShareAnswerForm(BaseModel):
    """`percent`: the share that was looked at."""

    answer: Literal["confirmed", "disputed"]
    comment: ShortNote = ""
    percent: Number
