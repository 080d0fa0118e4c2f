"""Which piece of career advice a kind of evidence serves."""

from collections.abc import Mapping

from app.evidence.kinds import KINDS

SERVES: Mapping[str, str] = {kind.id: kind.advice for kind in KINDS if kind.advice}
