"""How much of somebody's evidence a reader may see. Source: docs/privacy.md."""

from typing import Literal

from app.people.access import Relation

Sight = Literal["all", "shared", "counts", "none"]


def sight(relation: Relation) -> Sight:
    """'all': one's own. 'shared': the solid line above, without private entries. 'counts': HR, numbers only.

    A dotted-line manager, administrators and everybody else see nothing of it here; whoever was asked
    to verify an entry, or has a share in it, sees that entry alone.
    """
    if relation.is_self:
        return "all"
    if relation.line:
        return "shared"
    return "counts" if relation.hr else "none"
