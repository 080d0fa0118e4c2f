"""The team page in the reader's language. Facts come in, sentences go out: concrete, short, never blaming."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.framework.model import Framework
from app.gaps.words import gap_in_words, proficiency_in_words
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.team.due import Due, What
from app.team.heatmap import Cell, Line
from app.team.standing import Still


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells in words, for one page: hundreds of them say one of a few dozen things."""

    framework: Framework
    said: dict[tuple[object, ...], str] = field(default_factory=dict)

    def __call__(self, cell: Cell) -> str:
        """'Data analysis (key): Needs 3 practitioner, now 2 foundation — 2 indicators still missing'."""
        required = cell.gap.required if cell.gap else None
        same = (cell.competency.id, cell.current.rated, cell.current.no_opportunity, required, cell.key)
        if same not in self.said:
            title = _("%(competency)s (key)", competency=cell.competency.title) if cell.key else cell.competency.title
            self.said[same] = _("%(competency)s: %(said)s", competency=title, said=self._alone(cell))
        return self.said[same]

    def _alone(self, cell: Cell) -> str:
        if cell.gap:
            return gap_in_words(self.framework, cell.gap).headline
        if cell.current.rated is not None:
            return _("now %(current)s", current=proficiency_in_words(self.framework, cell.current.rated))
        return _("No opportunity yet") if cell.current.no_opportunity else _("Not rated yet")


def basis_in_words(line: Line) -> str:
    """By whose assessment, and of which day."""
    if line.rated_on is None:
        return _("no rating open to you yet")
    if line.basis == "agreed":
        return _("agreed on %(day)s", day=day(line.rated_on))
    if line.basis == "self":
        return _("self-assessment of %(day)s", day=day(line.rated_on))
    return _("manager assessment of %(day)s", day=day(line.rated_on))


def still_in_words(still: Still) -> str:
    """'31 months in this level; at least half of the 14 people in it have been there for 17 months or less'."""
    said = _(
        "%(months)s in this level; at least half of the %(people)s people in it have been there for %(half)s or less.",
        months=_months(still.months),
        people=still.people,
        half=_months(still.half),
    )
    if not still.asked:
        return said
    asked = _("“%(level)s” asks for %(months)s.", level=still.following.title, months=_months(still.asked))
    return _("%(sentence)s %(next)s", sentence=said, next=asked)


def _months(n: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", n)


def due_in_words(framework: Framework, due: Due) -> str:
    """What is due, with its day."""
    on = day(due.on) if due.on else ""
    competency = framework.competency(due.competency)
    return _DUE[due.what](on, due.title or str(competency.title if competency else due.competency))


_DUE: dict[What, Callable[[str, str], str]] = {
    "cycle": lambda on, title: _("Manager assessment for “%(title)s”, due by %(day)s", title=title, day=on),
    "draft": lambda on, _title: _("Your assessment is a draft since %(day)s", day=on),
    "never": lambda _on, _title: _("No manager assessment yet"),
    "old": lambda on, _title: _("The last manager assessment is of %(day)s", day=on),
    "verify": lambda on, title: _("“%(title)s” waits for your verification since %(day)s", title=title, day=on),
    "agree": lambda on, title: _("Goal “%(title)s”, due on %(day)s, waits for your agreement", title=title, day=on),
    "overdue": lambda on, title: _("Goal “%(title)s”: was due on %(day)s", title=title, day=on),
    "expires": lambda on, title: _("Certificate “%(title)s”: expires on %(day)s", title=title, day=on),
}
