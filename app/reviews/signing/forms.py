"""What the pages about a signed conversation send."""

import json
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.text import Note


class SignatureForm(BaseModel):
    """`shown`: the digest of what the page showed; `marks`: JSON, part → mark (app/reviews/signing/marks.py)."""

    shown: Annotated[str, Field(max_length=64)]
    marks: Annotated[str, Field(max_length=20_000)] = ""

    def as_marks(self) -> Mapping[str, str]:
        """What came back of the marks; nothing where they cannot be read."""
        try:
            found = json.loads(self.marks)
        except (ValueError, RecursionError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


class DissentForm(BaseModel):
    words: Note
