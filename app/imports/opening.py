"""A file as its pages and its job open it: read again each time, since nothing of it is kept but its bytes."""

from dataclasses import dataclass

from sqlmodel import Session

from app.imports import queries
from app.imports.guessing import guess
from app.imports.mapping import Mapped, Options, read_mapped, read_options
from app.imports.queries import Brought
from app.kit import clock, sheets
from app.kit.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that waits, with how it is read: as HR said, else as one like it was last, else as its headers tell."""

    brought: Brought
    sheet: Sheet
    mapped: Mapped
    options: Options


def options(brought: Brought) -> Options:
    return read_options(brought.options) if brought.options else Options(clock.today())


def opened(db: Session, brought: Brought, sheet: str | None = None) -> Opened:
    """The file and its mapping. Unreadable when it is no table, or has cells that cannot be taken."""
    chosen = options(brought)
    name = chosen.sheet if sheet is None else sheet
    found = sheets.read(queries.data(db, brought.id), brought.file_name, name)
    return Opened(brought, found, _mapped(db, brought, found, chosen.sheet == name), chosen)


def _mapped(db: Session, brought: Brought, sheet: Sheet, as_said: bool) -> Mapped:
    if brought.mapping and as_said:
        said = read_mapped(brought.mapping)
        if len(said.columns) == len(sheet.headers):
            return said
    return queries.remembered(db, sheet.headers) or Mapped(guess(sheet.headers))
