"""An industry note 行业动态: what changed, where it says so, and what I change because of it."""

from typing import Annotated

from app.evidence.kinds.base import Details, Kind, Taken, Told
from app.evidence.kinds.fields import Past
from app.kit.i18n import noop
from app.kit.text import Note, OptionalLine


class IndustryNote(Details):
    noticed_on: Annotated[Past, Told(noop("Noticed on"), "day")]
    source: Annotated[OptionalLine, Told(noop("Source"), help=noop("Report, person or address"))] = ""
    what_changed: Annotated[Note, Told(noop("What changed"), "text")] = ""
    my_change: Annotated[Note, Told(noop("What I change because of it"), "text")] = ""

    def taken(self) -> Taken:
        return Taken(self.noticed_on)


INDUSTRY_NOTE = Kind(
    id="industry_note",
    title=noop("Industry note"),
    plural=noop("Industry notes"),
    help=noop("A change in the industry, its source, and what you change because of it."),
    title_help=noop("For example: two rivals open instant retail"),
    icon="M4 5h12v14H6a2 2 0 0 1-2-2zM16 9h4v8a2 2 0 0 1-2 2M7.5 9h5M7.5 12.5h5M7.5 16h3",
    details=IndustryNote,
    advice="industry",
    fresh_months=12,
    verifiable=False,
    tied=False,
)
