"""What I want: the level aimed at, and every goal with its actions and states."""

from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from app.framework.words import competency_in_words, level_in_words, step_in_words
from app.goals.queries import HOURS_PER_MONTH
from app.growth.chapters.words import state_in_words
from app.growth.gather import Gathered, by
from app.growth.queries import Row
from app.kit.dates import day
from app.kit.document import Block, Colour, Item, Point, Points, Section, Tag, Words, facts
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.people.words import name_of

COLOURS: dict[str, Colour] = {"agreed": "jade", "met": "jade", "paused": "amber", "drafted": "dashed"}


def sections(gathered: Gathered, parts: Collection[str], zone: ZoneInfo) -> Iterator[Section]:
    if "plan" not in parts:
        return
    yield Section("target", _("The level I aim at"), tuple(_target(gathered)))
    yield Section("goals", _("Development goals"), tuple(_goals(gathered, zone)))


def _target(gathered: Gathered) -> Iterator[Block]:
    targets = gathered.goals["targets"]
    hours = HOURS_PER_MONTH if gathered.hours_per_month is None else gathered.hours_per_month
    if targets:
        last = targets[-1]
        level = level_in_words(gathered.picture.framework, last["level"], last["face"])
        yield facts(
            (_("Level"), level),
            (_("Target date"), day(last["by_on"])),
            (_("Time for it"), ngettext("%(n)s hour a month", "%(n)s hours a month", hours)),
        )
        if last["why"]:
            yield Words(last["why"], "said")
    else:
        yield Words(_("No target level is set yet."), "soft")


def _goals(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block | Item]:
    if not gathered.goals["goals"]:
        yield Words(_("No goals yet."), "soft")
    states = by(gathered.goals["states"], "goal_id")
    actions = by(gathered.goals["actions"], "goal_id")
    proofs = by(gathered.goals["proofs"], "goal_id")
    titles = {entry["id"]: entry["title"] for entry in gathered.evidence["entries"] if not entry["private"]}
    for goal in gathered.goals["goals"]:
        framework = gathered.picture.framework
        reached = [titles[proof["evidence_id"]] for proof in proofs[goal["id"]] if proof["evidence_id"] in titles]
        yield Item(
            title=competency_in_words(framework, goal["competency"]),
            about=_(
                "%(before)s → %(after)s, by %(day)s",
                before=step_in_words(framework, goal["from_proficiency"]),
                after=step_in_words(framework, goal["to_proficiency"]),
                day=day(goal["due_on"]),
            ),
            tags=(Tag(state_in_words(goal["state"]), COLOURS.get(goal["state"], "")),),
            path=f"/goals/{goal['id']}",
            blocks=(
                facts(
                    (_("Why"), goal["why"]),
                    (_("Measure of success"), goal["measure"]),
                    (_("Effort"), ngettext("%(n)s hour", "%(n)s hours", goal["hours"])),
                    (_("Met with"), _(", ").join(reached)),
                ),
                *_actions(actions[goal["id"]], zone),
                *_states(states[goal["id"]], zone),
            ),
        )


def _actions(actions: list[Row], zone: ZoneInfo) -> Iterator[Block]:
    if actions:
        yield Words(_("Actions"), "label")
        yield Points(tuple(Point(_action(one, zone), "met" if one["done_at"] else "open") for one in actions))


def _action(action: Row, zone: ZoneInfo) -> str:
    if action["done_at"]:
        return _(
            "%(title)s (done on %(day)s)", title=action["title"], day=day(action["done_at"].astimezone(zone).date())
        )
    if action["due_on"]:
        return _("%(title)s (by %(day)s)", title=action["title"], day=day(action["due_on"]))
    return str(action["title"])


def _states(states: list[Row], zone: ZoneInfo) -> Iterator[Block]:
    if states:
        yield Words(_("History of the goal"), "label")
        yield Points(tuple(Point(_state(one, zone)) for one in states))


def _state(state: Row, zone: ZoneInfo) -> str:
    said = _(
        "%(state)s on %(day)s by %(name)s",
        state=state_in_words(state["state"]),
        day=day(state["at"].astimezone(zone).date()),
        name=name_of(state),
    )
    return _("%(what)s: %(said)s", what=said, said=state["reason"]) if state["reason"] else said
