"""The split as its form sends it: rows that name people, and what is wrong beside the row that it is wrong in."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session

from app.evidence.shares import rules as sharing
from app.evidence.shares.form import NamedShare
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor


def share_named(
    db: Session, actor: Actor, evidence_id: int, rows: Iterable[NamedShare], seen: Mapping[int, int]
) -> None:
    """Save the rows; what is wrong with a person is said beside the row that names her."""
    named: dict[int, NamedShare] = {}
    errors: dict[str, str] = {}
    for row in rows:
        try:
            person = row.person_id or people.person_called(db, row.called, f"{row.row}.person")
        except Refused as refused:
            errors |= refused.errors
            continue
        if person in named:
            errors[f"{row.row}.person"] = _("This colleague stands here twice.")
        named.setdefault(person, row)
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    try:
        sharing.share(db, actor, evidence_id, {person: row.percent for person, row in named.items()}, seen)
    except Refused as refused:
        raise Refused(refused.message, {_field(name, named): text for name, text in refused.errors.items()}) from None


def _field(name: str, named: Mapping[int, NamedShare]) -> str:
    """The field of the form that an error by person's id belongs to."""
    return f"{named[int(name)].row}.person" if name.isdigit() else name
