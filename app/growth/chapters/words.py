"""Names, days and states as the file says them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.framework.model import Framework
from app.gaps.words import proficiency_in_words
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import language, noop
from app.people.access import Listed

GOAL_STATES = {
    "drafted": noop("Drafted"),
    "agreed": noop("Agreed"),
    "paused": noop("Paused"),
    "met": noop("Met"),
    "dropped": noop("Dropped"),
}
LINES = {"solid": noop("solid line"), "dotted": noop("dotted line")}


def name_of(person: Listed | Mapping[str, Any] | Any) -> str:
    """A name in the order of the reader's language."""
    if isinstance(person, Listed):
        name, latin = person.name, person.name_latin
    elif isinstance(person, Mapping):
        name, latin = person.get("name") or person.get("who") or "—", person["name_latin"]
    else:
        name, latin = person.name, person.name_latin
    return latin if language() == "en" and latin else name


def span(start: date, end: date | None) -> str:
    """From one day to another; one that goes on has no end."""
    if end is None:
        return _("since %(day)s", day=day(start))
    return day(start) if start == end else _("%(start)s to %(end)s", start=day(start), end=day(end))


def held(start: date, until: date | None) -> str:
    """A dated line, which holds until the day before `until`."""
    if until is None:
        return _("since %(day)s", day=day(start))
    return _("%(start)s until %(until)s", start=day(start), until=day(until))


def competency_in_words(framework: Framework, id: str) -> str:
    """Its title; the id of one that the framework no longer has."""
    found = framework.competency(id)
    return str(found.title) if found else id


def level_in_words(framework: Framework, id: str | None, face: str | None) -> str:
    level = framework.level(id) if id else None
    return str(level.title_for(face)) if level else id or "—"


def step_in_words(framework: Framework, value: int | None) -> str:
    return "—" if value is None else proficiency_in_words(framework, value)


def state_in_words(state: str) -> str:
    """The state of a goal."""
    return _(GOAL_STATES[state])
