"""What was agreed: review conversations with their records, commitments of both sides, level changes."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.framework.model import Framework
from app.framework.words import competency_in_words, level_in_words, step_in_words
from app.growth.chapters import promises, talks
from app.growth.gather import Gathered, by
from app.growth.queries import Row
from app.kit.dates import day
from app.kit.document import Block, Item, Point, Points, Section, Tag, Words, facts
from app.kit.i18n import gettext as _
from app.people.words import name_of
from app.reviews.level_changes.queries import State
from app.reviews.level_changes.words import STATES
from app.reviews.signing.words import RECONSIDERED


def sections(gathered: Gathered, parts: Collection[str], zone: ZoneInfo) -> Iterator[Section]:
    if "reviews" not in parts:
        return
    yield Section("conversations", _("Review conversations"), tuple(_conversations(gathered, zone)))
    yield Section("commitments", _("Commitments of both sides"), tuple(promises.blocks(gathered, zone)))
    if gathered.reviews["level_changes"]:
        yield Section("level-changes", _("Level changes"), tuple(_level_changes(gathered, zone)))


def _conversations(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block | Item]:
    rows = gathered.reviews
    if not rows["conversations"]:
        yield Words(_("No review conversation yet."), "soft")
    names = ("records", "handovers", "calibrations", "reconsiderations", *talks.OPEN)
    hanging = {name: by(rows[name], "participant_id") for name in names}
    answers = by(rows["answers"], "record_id")
    titles = {one["id"]: one["title"] for one in rows["commitments"]}
    for one in reversed(rows["conversations"]):
        mine = {name: found[one["id"]] for name, found in hanging.items()}
        yield Item(
            title=one["cycle"],
            about=_("%(start)s to %(end)s", start=day(one["opens_on"]), end=day(one["closes_on"])),
            tags=tuple(_tags(one, mine)),
            path=f"/conversations/{one['id']}",
            blocks=tuple(_conversation(gathered.picture.framework, one, mine, answers, titles, zone)),
        )


def _tags(one: Row, mine: Mapping[str, list[Row]]) -> Iterator[Tag]:
    if mine["records"]:
        yield Tag(_("signed"), "jade")
    elif one["excused_at"]:
        yield Tag(_("excused"), "dashed")
    elif any(mine[name] for name in talks.OPEN):
        yield Tag(_("not signed yet"), "dashed")


def _conversation(
    framework: Framework, one: Row, mine: dict[str, list[Row]], answers: Any, titles: Mapping[int, str], zone: ZoneInfo
) -> Iterator[Block]:
    yield facts((_("Excused because"), one["excused_reason"]), (_("Reopened because"), one["reopened_reason"]))
    if mine["handovers"]:
        yield Words(_("Handed over"), "label")
        yield Points(tuple(Point(_handover(row, zone), below=_said(row["reason"])) for row in mine["handovers"]))
    if mine["calibrations"]:
        yield Words(_("Changed after calibration"), "label")
        yield Points(tuple(_calibration(framework, row, zone) for row in mine["calibrations"]))
    if not mine["records"]:
        yield from talks.open_talk(framework, {name: mine[name] for name in talks.OPEN}, titles)
    for record in mine["records"]:
        yield from talks.record(framework, record, answers[record["id"]], zone)
    if mine["reconsiderations"]:
        yield Words(_("Reconsideration"), "label")
        yield Points(tuple(_reconsideration(row, zone) for row in mine["reconsiderations"]))


def _said(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _handover(row: Row, zone: ZoneInfo) -> str:
    return _("to %(to)s on %(day)s, by %(name)s", to=row["to"], day=_day(row["at"], zone), name=name_of(row))


def _day(at: Any, zone: ZoneInfo) -> str:
    return day(at.astimezone(zone).date())


def _calibration(framework: Framework, row: Row, zone: ZoneInfo) -> Point:
    said = _(
        "%(competency)s: %(before)s → %(after)s, by %(name)s on %(day)s",
        competency=competency_in_words(framework, row["competency"]),
        before=step_in_words(framework, row["from_proficiency"]),
        after=step_in_words(framework, row["to_proficiency"]), name=name_of(row), day=_day(row["at"], zone),
    )  # fmt: skip
    return Point(said, below=_said(row["reason"]))


def _reconsideration(row: Row, zone: ZoneInfo) -> Point:
    asked = _("asked of %(who)s on %(day)s", who=row["to"] or "HR", day=_day(row["asked_at"], zone))
    outcome = RECONSIDERED.get(row["outcome"] or "")
    tag = _(outcome) if outcome else _("to be answered by %(day)s", day=day(row["due_on"]))
    return Point(asked, tag=tag, below=tuple(filter(None, (row["words"], row["answer"]))))


def _level_changes(gathered: Gathered, zone: ZoneInfo) -> Iterator[Item]:
    framework = gathered.picture.framework
    for one in reversed(gathered.reviews["level_changes"]):
        state = STATES[_state(one)]
        yield Item(
            title=_(
                "%(before)s → %(after)s",
                before=level_in_words(framework, one["from_level"], one["from_face"]),
                after=level_in_words(framework, one["to_level"], one["to_face"]),
            ),
            about=_("proposed by %(name)s on %(day)s", name=name_of(one), day=_day(one["proposed_at"], zone)),
            tags=(Tag(_(state), "jade" if one["outcome"] == "approved" else "dashed"),),
            blocks=(
                Words(one["words"]),
                facts(
                    (_("Effective from"), day(one["effective_on"]) if one["effective_on"] else ""),
                    (_("Decided by"), one["decided_by"]),
                    (_("Reason"), one["reason"]),
                ),
            ),
        )


def _state(one: Row) -> State:
    if one["withdrawn_at"]:
        return "withdrawn"
    return "waiting" if one["outcome"] is None else "approved" if one["outcome"] == "approved" else "declined"
