"""Our own people as a file that the import takes back unchanged: its fields, in its forms, by its headings."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from app.framework import versions
from app.framework.model import Framework
from app.imports.fields import BY_KEY
from app.imports.present import Known, Present, present
from app.kit import clock
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Fact, Kind, Line, Table

KINDS: dict[str, Kind] = {
    "staff_number": "text", "name": "text", "name_latin": "text", "email": "text", "department": "text",
    "level": "text", "face": "text", "level_since": "day", "joined_on": "day", "left_on": "day", "manager": "text",
    "dotted": "text",
}  # fmt: skip
BETWEEN = "; "


def table(db: Session, made_by: str) -> tuple[Table, int]:
    """Everybody who is or was here, by staff number, and how many; four queries and the framework's."""
    now, published = present(db), versions.in_force(db)
    people = sorted(now.people.values(), key=lambda one: (one.staff_number is None, one.staff_number or "", one.id))
    columns = [Column(key, _(BY_KEY[key].title), kind, _help(key)) for key, kind in KINDS.items()]
    today = clock.today()
    notes = [
        _("This file can be imported again: what was not touched is not changed."),
        _("Whoever has no staff number stands last; enter it on that person's page, not in this file."),
    ]
    about = (
        Fact("day", _("As of"), today.isoformat()),
        Fact("framework", _("Framework version"), f"{published.id} · {published.sha256[:12]}"),
        Fact("made_at", _("Made on"), f"{clock.local(clock.now()):%Y-%m-%d %H:%M}"),
        Fact("made_by", _("Made by"), made_by),
    )
    return Table(_("People"), columns, _lines(people, now, published.framework, today), about, notes), len(people)


def _help(key: str) -> str:
    return _(BY_KEY[key].help) if BY_KEY[key].help else ""


def _lines(people: list[Known], now: Present, framework: Framework, today: date) -> Iterator[Line]:
    for one in people:
        place = next((held for held in now.world.places[one.id] if held.since <= today and held.beyond(today)), None)
        yield (
            one.staff_number,
            one.name,
            one.name_latin or None,
            one.email or None,
            " / ".join(now.departments.path(one.department_id)) or None,
            _level(framework, place.level) if place else None,
            _face(framework, place.face) if place else None,
            place.since if place else None,
            one.joined_on,
            one.left_on,
            BETWEEN.join(_managers(now, one.id, "solid", today)[:1]) or None,
            BETWEEN.join(_managers(now, one.id, "dotted", today)) or None,
        )


def _managers(now: Present, person_id: int, kind: str, today: date) -> list[str]:
    """By number, whoever has none by name; those whose lines begin later too, since a file names all of them."""
    found = [now.people[tie.manager] for tie in now.world.lasting(person_id, kind, today)]
    return [one.staff_number or one.name for one in found]


def _level(framework: Framework, id: str) -> str:
    """By its title; one of an earlier framework by its id."""
    level = framework.level(id)
    return str(level.title) if level else id


def _face(framework: Framework, id: str | None) -> str | None:
    return next((str(face.title) for face in framework.faces if face.id == id), id)
