"""What I learned: reflections in full, or only what was shared of them."""

from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from app.framework.words import competency_in_words
from app.growth.gather import Gathered, by
from app.growth.queries import Row
from app.kit.dates import day
from app.kit.document import Block, Item, Section, Tag, Words
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.reflections.words import occasion_in_words

CHANGES = {
    "made": noop("From it I made a goal: %(goal)s"),
    "changed": noop("From it I changed a goal: %(goal)s"),
    "nothing": noop("For now I change nothing."),
}


def sections(gathered: Gathered, parts: Collection[str], zone: ZoneInfo) -> Iterator[Section]:
    if "reflections" in parts:
        yield Section("reflections", _("Reflections"), tuple(_in_full(gathered, zone)))
    elif "excerpts" in parts:
        yield Section("reflections", _("Shared from my reflections"), tuple(_shared(gathered, zone)))


def _in_full(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block | Item]:
    if not gathered.reflections["reflections"]:
        yield Words(_("No reflections yet."), "soft")
    excerpts = by(gathered.reflections["excerpts"], "reflection_id")
    goals = {goal["id"]: goal for goal in gathered.goals["goals"]}
    for one in gathered.reflections["reflections"]:
        yield Item(
            title=one["asked"],
            about=_("%(occasion)s, %(day)s", occasion=occasion_in_words(one["occasion"]), day=_day(one, zone)),
            tags=() if one["finished_at"] else (Tag(_("Draft"), "dashed"),),
            path=f"/reflections/{one['id']}",
            blocks=tuple(_answer(gathered, one, excerpts[one["id"]], goals.get(one["goal_id"]))),
        )


def _day(reflection: Row, zone: ZoneInfo) -> str:
    moment = reflection["finished_at"] or reflection["started_at"]
    return day(moment.astimezone(zone).date())


def _answer(gathered: Gathered, one: Row, excerpts: list[Row], goal: Row | None) -> Iterator[Block]:
    yield Words(one["answer"] or "—")
    if one["change"]:
        title = competency_in_words(gathered.picture.framework, goal["competency"]) if goal else "—"
        change = CHANGES[one["change"]]
        yield Words(_(change, goal=title), "strong")
    if one["change_note"]:
        yield Words(one["change_note"])
    for excerpt in excerpts:
        if excerpt["withdrawn_at"] is None:
            yield Words(_("Shared with my managers"), "label")
            yield Words(excerpt["text"], "said")


def _shared(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block]:
    open_ = [excerpt for excerpt in gathered.reflections["excerpts"] if excerpt["withdrawn_at"] is None]
    if not open_:
        yield Words(_("Nothing is shared."), "soft")
    for excerpt in open_:
        yield Words(_("Shared on %(day)s", day=day(excerpt["shared_at"].astimezone(zone).date())), "label")
        yield Words(excerpt["text"], "said")
