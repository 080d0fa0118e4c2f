"""A contact 人脉: who, where met, what was exchanged, and when to be in touch again."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import OptionalDay, Past, not_before
from app.kit.i18n import noop
from app.kit.text import Line, Note, OptionalLine


class Contact(Details):
    who: Annotated[Line, Told(noop("Name of the contact"))]
    organisation: Annotated[OptionalLine, Told(noop("Organisation"))] = ""
    where_met: Annotated[OptionalLine, Told(noop("Where met"))] = ""
    met_on: Annotated[Past, Told(noop("Met on"), "day")]
    exchanged: Annotated[Note, Told(noop("What was exchanged"), "text")] = ""
    next_touch_on: Annotated[OptionalDay, not_before("met_on"), Told(noop("Get back in touch on"), "day")] = None

    def taken(self) -> Taken:
        return Taken(self.met_on)


CONTACT = Kind(
    id="contact",
    title=noop("Contact"),
    plural=noop("Contacts"),
    help=noop("A peer or a mentor: what you exchanged, and when to get back in touch."),
    title_help=noop("For example: coffee with a buyer after the sugar and liquor fair"),
    icon="M8.5 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 2.5-6 6-6s6 2 6 6M17 7h5M17 11h5M19 15h3",
    details=Contact,
    advice="network",
    fresh_months=12,
    verifiable=False,
    private_first=True,
    tied=False,
)
