"""Levels and reporting lines: what the file says against what holds."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.framework.model import Framework
from app.imports.cells import Wrong
from app.imports.comparing import Row
from app.imports.drafts import Faults
from app.imports.mapping import Options
from app.imports.naming import People
from app.imports.plan import Difference, Place
from app.imports.world import Key, World
from app.imports.world import Place as Held
from app.kit.dates import day
from app.kit.i18n import gettext as _


def standing(
    found: Sequence[Row],
    people: People,
    world: World,
    options: Options,
    framework: Framework,
    faults: Faults,
    leaving: Mapping[Key, date],
) -> None:
    """Place everybody and draw the lines in `world`, with the differences of each row.

    `leaving`: from when somebody leads nobody any more.
    """
    for row in found:
        if row.leaves is not None and row.leaves <= options.since:
            _left(row, world, options, framework, faults)
            continue
        _level(row, world, options, framework, faults)
        _solid(row, people, world, options, faults, leaving)
        _dotted(row, people, world, options, faults, leaving)


def _since(row: Row, options: Options) -> date:
    """From when what has no day of its own holds: nobody stands anywhere before she joins."""
    joined: date | None = row.change.values.get("joined_on")
    return max(options.since, joined) if joined else options.since


def _left(row: Row, world: World, options: Options, framework: Framework, faults: Faults) -> None:
    """Of one who left, only a new person's past level is kept; one who left and still stands somewhere is a fault."""
    if row.draft.day("left_on") is None:
        if any(row.draft.said.get(key) for key in ("level", "manager", "dotted")):
            words = _("Recorded as having left on %(day)s.", day=day(row.leaves or options.since))
            faults.add(row.draft.row, "staff_number", row.draft.number, words)
    elif row.known is None and row.draft.day("level_since"):
        _level(row, world, options, framework, faults)


def _level(row: Row, world: World, options: Options, framework: Framework, faults: Faults) -> None:
    said, face = row.draft.text("level"), row.draft.text("face")
    if not said and not face:
        return
    key = row.change.key
    held = [place for place in world.places[key] if place.beyond(options.since)]
    level = said or (held[0].level if held else "")
    if not level:
        faults.add(row.draft.row, "face", face, _("A face needs a level."))
        return
    same = next((place for place in held if _matches(place, level, face, framework)), None)
    since = row.draft.day("level_since")
    if same is not None:
        if since and since != same.since:
            words = _("This level is recorded since %(day)s, and history is not rewritten.", day=day(same.since))
            faults.add(row.draft.row, "level_since", since, words)
        return
    _place(row, world, level, face or None, since or _since(row, options), held, framework, faults)


def _matches(place: Held, level: str, face: str, framework: Framework) -> bool:
    return place.level in framework.level_ids(level) and (not face or place.face == face)


def _place(
    row: Row,
    world: World,
    level: str,
    face: str | None,
    since: date,
    held: Sequence[Held],
    framework: Framework,
    faults: Faults,
) -> None:
    found = framework.level(level)
    if face and (found is None or face not in found.faces):
        faults.add(row.draft.row, "face", face, _("This level does not have that face."))
        return
    before = Place(held[0].level, held[0].face) if held else None
    try:
        world.place(row.change.key, level, face, since)
    except Wrong as fault:
        faults.add(row.draft.row, "level_since" if row.draft.day("level_since") else "level", level, str(fault))
        return
    row.change.differences.append(Difference("level", before, Place(level, face), since))


def _solid(
    row: Row, people: People, world: World, options: Options, faults: Faults, leaving: Mapping[Key, date]
) -> None:
    if "manager" not in row.draft.said:
        return
    key, since, word = row.change.key, _since(row, options), row.draft.text("manager")
    held = world.lasting(key, "solid", since)
    before = tuple(people.shown(tie.manager) for tie in held) or None
    if not word:
        for tie in held:
            tie.take(since)
        if held:
            row.change.differences.append(Difference("manager", before, None, since))
        return
    try:
        manager = _manager(word, people, leaving, since)
        if manager in {tie.manager for tie in held}:
            return
        world.report(key, manager, since, "solid")
    except Wrong as fault:
        faults.add(row.draft.row, "manager", word, str(fault))
        return
    row.change.differences.append(Difference("manager", before, (people.shown(manager),), since))


def _manager(word: str, people: People, leaving: Mapping[Key, date], since: date) -> Key:
    found = people.find(word)
    if found in leaving and leaving[found] <= since:
        raise Wrong(_("Leaves on %(day)s and cannot lead anybody from then on.", day=day(leaving[found])))
    return found


def _dotted(
    row: Row, people: People, world: World, options: Options, faults: Faults, leaving: Mapping[Key, date]
) -> None:
    """The dotted lines become those of the file: missing ones are drawn, others end."""
    if "dotted" not in row.draft.said:
        return
    key, since = row.change.key, _since(row, options)
    held = {tie.manager: tie for tie in world.lasting(key, "dotted", since)}
    wanted: list[Key] = []
    for word in row.draft.parts("dotted"):
        try:
            wanted.append(_manager(word, people, leaving, since))
            if wanted[-1] not in held:
                world.report(key, wanted[-1], since, "dotted")
        except Wrong as fault:
            faults.add(row.draft.row, "dotted", word, str(fault))
            return
    for manager, tie in held.items():
        if manager not in wanted:
            tie.take(since)
    if set(wanted) != set(held):
        before, after = (tuple(people.shown(one) for one in ones) or None for ones in (held, wanted))
        row.change.differences.append(Difference("dotted", before, after, since))
