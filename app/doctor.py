"""`python -m app doctor`: is this installation sound? Reads only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app import start
from app.framework import source
from app.framework.texts import texts
from app.kit import catalogue, clock, workdays
from app.kit.db import Database
from app.kit.i18n import LANGUAGES
from app.kit.i18n import gettext as _
from app.migrations.run import configuration
from app.reminders.channels import mail_server
from app.reminders.mail import WrongSetting
from app.reviews.signing.verifying import broken
from app.settings import Settings
from app.trail.rules import broken_link

MOST = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """`note` is worth knowing; `fault` makes the command fail."""

    kind: Literal["ok", "note", "fault"]
    words: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, the database first: without it the rest of it is not asked."""
    database = Database(settings.database_url)
    try:
        yield from _database(settings, database)
    except SQLAlchemyError as error:
        yield Finding("fault", _("The database does not answer: %(reason)s", reason=error))
    finally:
        database.dispose()
    yield from _reminders(settings)
    yield from _files(settings)
    yield from _catalogue()


def _database(settings: Settings, database: Database) -> Iterator[Finding]:
    address = database.url.render_as_string(hide_password=True)
    if database.sqlite and not Path(database.url.database or "").exists():
        yield Finding("fault", _("There is no database at %(address)s; `serve` makes one.", address=address))
        return
    with database.reading() as db:
        schema = _schema(db)
        yield schema
        if schema.kind == "fault":
            return
        checks: tuple[Callable[[Settings, Session], Finding], ...] = (_trail, _records, _kind, _published)
        for check in checks:
            yield check(settings, db)


def _schema(db: Session) -> Finding:
    connection = db.connection()
    head = ScriptDirectory.from_config(configuration(connection)).get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    if current != head:
        return Finding(
            "fault",
            _(
                "The schema is at %(current)s, not at %(head)s. Run: python -m app migrate",
                current=current or "-",
                head=head,
            ),
        )
    return Finding("ok", _("The database answers; its schema is at %(head)s.", head=head))


def _trail(_settings: Settings, db: Session) -> Finding:
    broken = broken_link(db)
    if broken is None:
        return Finding("ok", _("The trail is whole."))
    if broken == 0:
        return Finding("fault", _("Events are missing at the end of the trail."))
    return Finding("fault", _("The trail is broken at event %(id)s.", id=broken))


def _records(_settings: Settings, db: Session) -> Finding:
    first = next(broken(db), None)
    if first is None:
        return Finding("ok", _("Every signed record is what was signed."))
    where = {"number": first.number, "id": first.conversation_id, "kind": first.kind}
    return Finding("fault", _("Record %(number)s of conversation %(id)s is not what was signed (%(kind)s).", **where))


def _kind(settings: Settings, db: Session) -> Finding:
    if bool(start.marks(db)) == settings.demo:
        return Finding("ok", _("Demo organisation.") if settings.demo else _("No demo accounts."))
    if settings.demo:
        return Finding("note", _("LADDER_DEMO is set, but this database was not made as a demo."))
    return Finding("fault", _("This database holds demo accounts, but LADDER_DEMO is not set."))


def _published(settings: Settings, db: Session) -> Finding:
    last = start.in_force(db)
    if last is None:
        return Finding("note", _("No framework is in force yet; `serve` publishes the files."))
    if start.files(settings) != last:
        return Finding("note", _("The files in %(place)s differ from the framework in force.", place=settings.data_dir))
    return Finding("ok", _("The framework in force is the one in %(place)s.", place=settings.data_dir))


def _files(settings: Settings) -> Iterator[Finding]:
    framework, faults = source.read(settings.data_dir)
    errors = [fault for fault in faults if fault.severity == "error"]
    for fault in errors[:MOST]:
        yield Finding("fault", str(fault))
    if framework is None:
        return
    missing = [path for path, text in texts(framework) if not all(getattr(text, name) for name in LANGUAGES) and text]
    places = ", ".join(".".join(map(str, path)) for path in missing[:MOST])
    if missing:
        yield Finding("note", _("Texts in one language only: %(n)s (%(places)s)", n=len(missing), places=places))
    else:
        yield Finding("ok", _("Every text of the framework is there in Chinese and in English."))


def _reminders(settings: Settings) -> Iterator[Finding]:
    """The ways out, and how far the calendar of working days reaches."""
    schemes = ", ".join(settings.chat_allowed) or "-"
    try:
        server = mail_server(settings)
    except WrongSetting as error:
        yield Finding("fault", str(error))
        return
    year = workdays.last_known_year()
    facts = {"schemes": schemes, "year": year}
    words = (
        _("Reminders: mail by %(host)s, chat by %(schemes)s; holidays known until %(year)s.", host=server.host, **facts)
        if server
        else _("Reminders: no mail (LADDER_MAIL_URL), chat by %(schemes)s; holidays known until %(year)s.", **facts)
    )
    yield Finding("ok" if server and clock.today().year <= year else "note", words)


def _catalogue() -> Iterator[Finding]:
    found = list(catalogue.faults())
    for words in found[:MOST]:
        yield Finding("fault", words)
    if len(found) > MOST:
        yield Finding("fault", _("… and %(n)s more of the catalogue", n=len(found) - MOST))
    if not found:
        yield Finding("ok", _("Every message of the product has its Chinese."))
