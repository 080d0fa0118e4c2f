"""Level changes in the reader's language."""

from app.framework.model import Framework
from app.gaps.readiness import State as ItemState
from app.kit import clock
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import language, noop
from app.reviews.level_changes.queries import Change, Named, State

STATES: dict[State, str] = {
    "waiting": noop("waits for HR"),
    "approved": noop("approved"),
    "declined": noop("declined"),
    "withdrawn": noop("withdrawn"),
}
TAGS: dict[State, str] = {"waiting": "amber", "approved": "jade", "declined": "", "withdrawn": "dashed"}
ITEMS: dict[ItemState, str] = {
    "unmet": noop("Still missing"),
    "agreeable": noop("The conversation may agree to it"),
    "unknown": noop("Cannot be judged yet"),
    "met": noop("Met"),
}


def name(person: Named) -> str:
    return person.name_latin if language() == "en" and person.name_latin else person.name


def level(framework: Framework, id: str | None, face: str | None) -> str:
    """The level as a person with this face bears it; its id where the framework no longer has it."""
    found = framework.level(id or "")
    return str(found.title_for(face)) if found else id or _("no level")


def step(framework: Framework, change: Change) -> str:
    """'Intermediate → Senior (specialist)'."""
    return _(
        "%(before)s → %(now)s",
        before=level(framework, change.from_level, change.from_face),
        now=level(framework, change.to_level, change.to_face),
    )


def skipped(framework: Framework, held: str | None, aimed: str) -> list[str]:
    """The rungs between the level held and the one aimed at."""
    low, high = framework.rank(held or "") or 0, framework.rank(aimed) or 0
    return [str(one.title) for one in framework.levels[low : max(high - 1, low)]]


def news(framework: Framework, change: Change) -> str:
    """One sentence for the pages about the person."""
    aimed = level(framework, change.to_level, change.to_face)
    if change.state == "waiting":
        return _("“%(level)s” was proposed on %(day)s and waits for HR's decision.", level=aimed, day=_day(change))
    if change.state == "approved" and change.effective_on is not None:
        return _("“%(level)s” was approved; it holds from %(day)s on.", level=aimed, day=day(change.effective_on))
    return _("“%(level)s” was not approved this time; the reason is written down.", level=aimed)


def _day(change: Change) -> str:
    return day(clock.day_of(change.proposed_at))
