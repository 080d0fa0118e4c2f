"""What people send to make a token."""

from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.text import Line


class TokenForm(BaseModel):
    title: Annotated[Line, Field(max_length=100)]
    scopes: list[str] = []
    days: Annotated[int, Field(ge=1, le=365)]
