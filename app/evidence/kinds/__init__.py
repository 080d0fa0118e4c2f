"""The kinds of evidence, in the order in which they are offered. One file each, one line here.

A kind that entries were written as is never taken away again: they could not be read any more.
"""

from app.evidence.kinds.base import Kind
from app.evidence.kinds.certificate import CERTIFICATE
from app.evidence.kinds.challenge import CHALLENGE
from app.evidence.kinds.coaching import COACHING
from app.evidence.kinds.contact import CONTACT
from app.evidence.kinds.industry_note import INDUSTRY_NOTE
from app.evidence.kinds.learning import LEARNING
from app.evidence.kinds.project import PROJECT
from app.evidence.kinds.responsibility import RESPONSIBILITY
from app.kit.errors import NotFound

KINDS: tuple[Kind, ...] = (
    PROJECT,
    CERTIFICATE,
    LEARNING,
    CONTACT,
    RESPONSIBILITY,
    INDUSTRY_NOTE,
    COACHING,
    CHALLENGE,
)
_BY_ID = {kind.id: kind for kind in KINDS}


def kind(id: str) -> Kind:
    """The kind with this id; NotFound for an unknown one."""
    if id not in _BY_ID:
        raise NotFound()
    return _BY_ID[id]
