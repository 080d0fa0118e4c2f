"""What was written in one review conversation: as it was signed, or as far as it is while it is open."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from app.framework.model import Framework
from app.framework.words import competency_in_words, step_in_words
from app.growth.queries import Row
from app.kit.dates import day, moment
from app.kit.document import Block, Point, Points, Table, Words, facts
from app.kit.document import row as plain
from app.kit.i18n import gettext as _
from app.people.words import name_of
from app.reviews.signing.words import RECORDS, VERDICTS

OPEN = ("shared", "agreed", "opportunities", "next_level")
Json = Mapping[str, Any]


def record(framework: Framework, record: Row, answers: list[Row], zone: ZoneInfo) -> Iterator[Block]:
    """A signed record with her answers to it."""
    content = json.loads(record["content"])
    seen = [one for one in answers if one["kind"] == "acknowledged"]
    kind = RECORDS[record["kind"]]
    yield Words(_("Record %(n)s", n=record["number"]) + " · " + _(kind), "label")
    yield facts(
        (_("Day of the conversation"), day(date.fromisoformat(content["held_on"]))),
        (_("Signed by"), _("%(name)s, %(day)s", name=name_of(record), day=moment(record["at"], zone))),
        (_("Reason"), record["reason"]),
        (_("Acknowledged"), moment(seen[0]["at"], zone) if seen else _("Not acknowledged yet")),
        ("SHA-256", record["sha256"]),
    )
    agreed = [{**one, **one["agreed"]} for one in content["ratings"] if one["agreed"]]
    yield from _ratings(framework, _("Agreed ratings"), agreed)
    replies = [
        (one["competency"], (one["chance"] or {}).get("title"), one["reason"]) for one in content["opportunities"]
    ]
    yield from _replies(framework, replies)
    yield from _notes(content["notes"])
    following = content["next_level"]
    yield from _views([(name_of(content[side]), following[side]) for side in ("person", "manager") if following[side]])
    for dissent in (one for one in answers if one["kind"] == "dissent"):
        yield Words(_("My dissent"), "label")
        yield Words(dissent["words"], "said")


def open_talk(framework: Framework, rows: Mapping[str, list[Row]], titles: Mapping[int, str]) -> Iterator[Block]:
    """What both sides have written so far. `titles`: of the commitments, by id."""
    for one in rows["shared"]:
        yield facts((_("Day of the conversation"), day(one["held_on"]) if one["held_on"] else ""))
    yield from _ratings(framework, _("Agreed so far"), rows["agreed"])
    replies = [(one["competency"], titles.get(one["commitment"]), one["reason"]) for one in rows["opportunities"]]
    yield from _replies(framework, replies)
    for one in rows["shared"]:
        yield from _notes(one["notes"])
    yield from _views([(name_of(one), one) for one in rows["next_level"]])


def _ratings(framework: Framework, title: str, rated: Sequence[Json]) -> Iterator[Block]:
    if rated:
        head = (_("Competency"), _("Agreed rating"), _("Why"))
        lines = (
            plain(competency_in_words(framework, one["competency"]), _rating(framework, one), one["reason"] or "—")
            for one in rated
        )
        yield Table(title, head, tuple(lines), wide=(2,))


def _rating(framework: Framework, said: Json) -> str:
    return _("No opportunity yet") if said["no_opportunity"] else step_in_words(framework, said["proficiency"])


def _replies(framework: Framework, replies: list[tuple[str, str | None, str]]) -> Iterator[Block]:
    if replies:
        yield Words(_("The answers to “no opportunity yet”"), "label")
        yield Points(
            tuple(
                Point(competency_in_words(framework, id), below=(chance or reason,)) for id, chance, reason in replies
            )
        )


def _notes(text: str) -> Iterator[Block]:
    if text:
        yield Words(_("Shared notes"), "label")
        yield Words(text)


def _views(views: Sequence[tuple[str, Json]]) -> Iterator[Block]:
    if views:
        yield Words(_("The next level"), "label")
        yield Points(tuple(_view(name, said) for name, said in views))


def _view(name: str, said: Json) -> Point:
    verdict = VERDICTS[said["verdict"]]
    return Point(name, tag=_(verdict), below=(said["words"],) if said["words"] else ())
