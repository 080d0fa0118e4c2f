"""A certificate 证书: who issued it, its number, and until when it holds."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import Link, OptionalDay, Past, not_before
from app.kit.i18n import noop
from app.kit.text import Line, OptionalLine


class Certificate(Details):
    issuer: Annotated[Line, Told(noop("Issuer"))]
    number: Annotated[OptionalLine, Told(noop("Certificate number"))] = ""
    issued_on: Annotated[Past, Told(noop("Issued on"), "day")]
    expires_on: Annotated[
        OptionalDay,
        not_before("issued_on"),
        Told(noop("Expires on"), "day", help=noop("Blank when it does not expire")),
    ] = None
    link: Annotated[Link, Told(noop("Link"), "link", help=noop("Where it can be looked up"))] = ""

    def taken(self) -> Taken:
        return Taken(self.issued_on, expires_on=self.expires_on)


CERTIFICATE = Kind(
    id="certificate",
    title=noop("Certificate"),
    plural=noop("Certificates"),
    help=noop("What an examination or a training provider attests; you are reminded before it expires."),
    title_help=noop("For example: Certified channel manager, level 2"),
    icon="M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13.5 8 21l4-2 4 2-1-7.5",
    details=Certificate,
    advice="certificates",
)
