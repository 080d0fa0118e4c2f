"""What was agreed: review conversations with their records, commitments of both sides, level changes."""

import json
from collections.abc import Collection, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from app.commitments.words import state_in_words
from app.framework.model import Framework
from app.framework.words import competency_in_words, level_in_words, step_in_words
from app.growth.gather import Gathered, by
from app.growth.queries import Row
from app.kit.dates import day, moment
from app.kit.document import Block, Item, Point, Points, Section, Table, Tag, Words, facts
from app.kit.document import Row as Line
from app.kit.document import row as plain
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people.words import name_of
from app.reviews.level_changes.queries import State
from app.reviews.level_changes.words import STATES
from app.reviews.signing.words import RECONSIDERED, RECORDS

EVENTS = {
    "opened": noop("promised on %(day)s"),
    "kept": noop("kept on %(day)s"),
    "reopened": noop("taken back on %(day)s: still open"),
    "moved": noop("moved to another day on %(day)s"),
    "handed_over": noop("taken over on %(day)s"),
    "released": noop("released on %(day)s"),
}


def sections(gathered: Gathered, parts: Collection[str], zone: ZoneInfo) -> Iterator[Section]:
    if "reviews" not in parts:
        return
    yield Section("conversations", _("Review conversations"), tuple(_conversations(gathered, zone)))
    yield Section("commitments", _("Commitments of both sides"), tuple(_commitments(gathered, zone)))
    if gathered.reviews["level_changes"]:
        yield Section("level-changes", _("Level changes"), tuple(_level_changes(gathered, zone)))


def _conversations(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block | Item]:
    rows = gathered.reviews
    if not rows["conversations"]:
        yield Words(_("No review conversation yet."), "soft")
    names = ("records", "handovers", "calibrations", "reconsiderations")
    hanging = {name: by(rows[name], "participant_id") for name in names}
    answers = by(rows["answers"], "record_id")
    for one in reversed(rows["conversations"]):
        mine = {name: found[one["id"]] for name, found in hanging.items()}
        yield Item(
            title=one["cycle"],
            about=_("%(start)s to %(end)s", start=day(one["opens_on"]), end=day(one["closes_on"])),
            tags=tuple(_tags(one, mine["records"])),
            path=f"/conversations/{one['id']}",
            blocks=tuple(_conversation(gathered.picture.framework, one, mine, answers, zone)),
        )


def _tags(one: Row, records: list[Row]) -> Iterator[Tag]:
    if records:
        yield Tag(_("signed"), "jade")
    elif one["excused_at"]:
        yield Tag(_("excused"), "dashed")


def _conversation(
    framework: Framework, one: Row, mine: dict[str, list[Row]], answers: Any, zone: ZoneInfo
) -> Iterator[Block]:
    yield facts((_("Excused because"), one["excused_reason"]), (_("Reopened because"), one["reopened_reason"]))
    if mine["handovers"]:
        yield Words(_("Handed over"), "label")
        yield Points(tuple(Point(_handover(row, zone), below=_said(row["reason"])) for row in mine["handovers"]))
    if mine["calibrations"]:
        yield Words(_("Changed after calibration"), "label")
        yield Points(tuple(_calibration(framework, row, zone) for row in mine["calibrations"]))
    for record in mine["records"]:
        yield from _record(framework, record, answers[record["id"]], zone)
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


def _record(framework: Framework, record: Row, answers: list[Row], zone: ZoneInfo) -> Iterator[Block]:
    content = json.loads(record["content"])
    seen = [one for one in answers if one["kind"] == "acknowledged"]
    kind = RECORDS[record["kind"]]
    yield Words(_("Record %(n)s", n=record["number"]) + " · " + _(kind), "label")
    yield facts(
        (_("Signed by"), _("%(name)s, %(day)s", name=name_of(record), day=moment(record["at"], zone))),
        (_("Reason"), record["reason"]),
        (_("Acknowledged"), moment(seen[0]["at"], zone) if seen else _("Not acknowledged yet")),
        ("SHA-256", record["sha256"]),
    )
    rated = [one for one in content["ratings"] if one["agreed"]]
    head = (_("Competency"), _("Agreed rating"), _("Why"))
    yield Table(_("Agreed ratings"), head, tuple(_rated(framework, one) for one in rated), wide=(2,))
    for dissent in (one for one in answers if one["kind"] == "dissent"):
        yield Words(_("My dissent"), "label")
        yield Words(dissent["words"], "said")


def _rated(framework: Framework, rating: dict[str, Any]) -> Line:
    title = competency_in_words(framework, rating["competency"])
    return plain(title, _agreed(framework, rating), rating["reason"] or "—")


def _agreed(framework: Framework, rating: dict[str, Any]) -> str:
    agreed = rating["agreed"]
    return _("No opportunity yet") if agreed["no_opportunity"] else step_in_words(framework, agreed["proficiency"])


def _reconsideration(row: Row, zone: ZoneInfo) -> Point:
    asked = _("asked of %(who)s on %(day)s", who=row["to"] or "HR", day=_day(row["asked_at"], zone))
    outcome = RECONSIDERED.get(row["outcome"] or "")
    tag = _(outcome) if outcome else _("to be answered by %(day)s", day=day(row["due_on"]))
    return Point(asked, tag=tag, below=tuple(filter(None, (row["words"], row["answer"]))))


def _commitments(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block]:
    events = by(gathered.reviews["events"], "commitment_id")
    for title, mine in ((_("What I promised"), True), (_("What was promised to me"), False)):
        found = [one for one in gathered.reviews["commitments"] if bool(one["mine"]) == mine]
        yield Words(title, "label")
        if found:
            yield Points(tuple(_commitment(one, events[one["id"]], zone) for one in found))
        else:
            yield Words(_("None so far."), "soft")


def _commitment(one: Row, events: list[Row], zone: ZoneInfo) -> Point:
    title = _("%(title)s (by %(day)s)", title=one["title"], day=day(one["due_on"]))
    who = () if one["mine"] else (name_of(one),)
    below = (*who, *(_event(event, zone) for event in events))
    return Point(title, "met" if one["state"] == "kept" else "open", state_in_words(one["state"]), below)


def _event(event: Row, zone: ZoneInfo) -> str:
    kind = EVENTS[event["kind"]]
    said = _(kind, day=_day(event["at"], zone))
    return _("%(what)s: %(said)s", what=said, said=event["note"]) if event["note"] else said


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
