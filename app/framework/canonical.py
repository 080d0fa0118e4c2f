"""A framework as one canonical text: what is stored, compared and signed."""

import json
from hashlib import sha256

from app.framework.model import Framework


def to_json(framework: Framework) -> str:
    """Compact JSON with sorted keys. Defaults are written out, so that a later change of one changes nothing stored."""
    data = framework.model_dump(mode="json", by_alias=True)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> Framework:
    """The framework that `to_json` wrote; raises pydantic's ValidationError for anything else."""
    return Framework.model_validate_json(text, by_alias=True, by_name=False)


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
