"""What people send about their reminders."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from app.kit.text import clean


class RemindersForm(BaseModel):
    """`kinds` are those that stay on. An empty chat address keeps the one there is; `no_chat` takes it away."""

    mail: bool = False
    chat: Annotated[str, AfterValidator(clean), Field(max_length=500)] = ""
    no_chat: bool = False
    hours_from: Annotated[int, Field(ge=0, le=23)]
    hours_until: Annotated[int, Field(ge=1, le=24)]
    kinds: list[Annotated[str, Field(max_length=30)]] = []
