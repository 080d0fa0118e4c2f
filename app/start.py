"""What must be true before the server starts: the schema, the kind of organisation, a framework in force."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url, select
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from app.demo.fill import fill, is_empty
from app.framework import canonical, source, versions
from app.kit.db import Database
from app.kit.errors import NotFound
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.migrations.run import migrate
from app.people.accounts import PASSWORD_LENGTH
from app.privacy.retaining import again
from app.settings import LOOPBACK, ROOT, Settings
from app.trail.models import TrailEvent
from app.trail.rules import record

Say = Callable[[str], None]
Progress = Callable[[int, int], None]

STARTED, FILLED = "demo.started", "demo.filled"
PEOPLE, SEED = 60, 1
ACCOUNTS = {
    "linxiaoyu": noop("channel operator, intermediate: her own assessment, gaps and readiness"),
    "chenjianguo": noop("her manager: assesses her and his team"),
    "zhoumin": noop("director above both"),
    "wangfang": noop("HR: people, levels, reporting lines"),
    "admin": noop("administrator: accounts and the trail, no ratings"),
    "zhaolei": noop("operator in another team: may not see the others"),
}


class CannotStart(Exception):
    """A sentence that says why, and what to do about it."""


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, its schema brought to head; CannotStart when it does not answer."""
    database = Database(settings.database_url)
    try:
        _migrate(database)
        yield database
    finally:
        database.dispose()


def _migrate(database: Database) -> None:
    try:
        migrate(database)
    except OperationalError as error:
        address = database.url.render_as_string(hide_password=True)
        raise CannotStart(
            _("The database %(address)s cannot be opened: %(reason)s", address=address, reason=error.orig)
        ) from error


@contextmanager
def prepared(settings: Settings, say: Say, progress: Progress) -> Iterator[Database]:
    """The database, ready to be served: a demo is filled when it is empty, a first framework published.

    Whoever was erased before and is back, from a copy that was restored, is erased again.
    """
    _require_loopback(settings)
    with opened(settings) as database:
        if settings.demo and is_empty(database):
            fill_demo(settings, database, PEOPLE, SEED, progress)
        else:
            require_kind(settings, database)
        publish_first(settings, database, say)
        for line in again(database, settings.erasures_file):
            say(line)
        yield database


def _require_loopback(settings: Settings) -> None:
    if not settings.demo:
        return
    if not settings.loopback or urlsplit(settings.public_origin).hostname not in LOOPBACK:
        raise CannotStart(
            _(
                "Demo mode listens on this machine only, because its accounts are public knowledge. "
                "Set LADDER_HOST to 127.0.0.1 and leave LADDER_ORIGIN empty, or leave LADDER_DEMO out."
            )
        )


def marks(db: Session) -> set[str]:
    """What the trail says of a demo in this database: nothing, STARTED, or STARTED and FILLED."""
    action = col(TrailEvent.action)
    return set(db.execute(select(action).where(action.in_((STARTED, FILLED)))).scalars())


def require_kind(settings: Settings, database: Database) -> None:
    """CannotStart unless a demo is opened in demo mode, and a real organisation outside of it."""
    with database.reading() as db:
        found = marks(db)
    if found and not settings.demo:
        raise CannotStart(
            _(
                "This database holds the demo organisation, whose accounts are public knowledge. "
                "Set LADDER_DATABASE_URL to another one."
            )
        )
    if settings.demo and not found and not is_empty(database):
        raise CannotStart(
            _("This database holds a real organisation. Leave LADDER_DEMO out, or set LADDER_DATABASE_URL to another.")
        )
    if found == {STARTED} and not is_empty(database):
        raise CannotStart(_("The demo organisation was not finished. Delete this database and start again."))


def fill_demo(settings: Settings, database: Database, people: int, seed: int, progress: Progress) -> None:
    """Make the demo organisation. CannotStart when there are people already.

    The trail marks the database as a demo, so that only demo mode will ever serve it.
    """
    if not is_empty(database):
        raise CannotStart(_("There are people in this database already; the demo organisation needs an empty one."))
    password = choose_password(settings)
    with database.writing() as db:
        record(db, STARTED, actor_id=None, people=people, seed=seed)
    try:
        fill(database, people, seed, password, data_dir=settings.data_dir, progress=progress)
    except ValueError as error:
        raise CannotStart(str(error)) from error
    with database.writing() as db:
        record(db, FILLED, actor_id=None)


def password_file(settings: Settings) -> Path:
    """Beside the SQLite file, or in var/ when the database is elsewhere."""
    url = make_url(settings.database_url)
    sqlite = url.get_backend_name() == "sqlite" and url.database
    return (Path(url.database).parent if sqlite else ROOT / "var") / "demo-password"  # type: ignore[arg-type]


def choose_password(settings: Settings) -> str:
    """LADDER_DEMO_PASSWORD, or the one used before, or a new one; kept so that it can be said again."""
    kept = password_file(settings)
    given = settings.demo_password.get_secret_value() if settings.demo_password else ""
    password = given or kept_password(settings) or secrets.token_urlsafe(PASSWORD_LENGTH)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.chmod(0o600)
    kept.write_text(f"{password}\n", encoding="utf-8")
    return password


def kept_password(settings: Settings) -> str:
    kept = password_file(settings)
    return kept.read_text(encoding="utf-8").strip() if kept.exists() else ""


def publish_first(settings: Settings, database: Database, say: Say) -> None:
    """Publish the files when nothing was published yet; say so when they differ from the one in force."""
    with database.reading() as db:
        last = in_force(db)
    if last is None:
        _publish(settings, database)
    elif files(settings) != last:
        say(
            _(
                "The files in %(place)s differ from the framework in force. Use them: python -m app framework publish",
                place=settings.data_dir,
            )
        )


def _publish(settings: Settings, database: Database) -> None:
    framework, faults = source.read(settings.data_dir)
    if framework is None:
        words = _("The framework's files in %(place)s have errors:", place=settings.data_dir)
        raise CannotStart("\n".join([words, *(str(fault) for fault in faults if fault.severity == "error")]))
    with database.writing() as db:
        versions.publish(db, None, framework)


def in_force(db: Session) -> str | None:
    """The digest of the framework in force."""
    try:
        return versions.in_force(db).sha256
    except NotFound:
        return None


def files(settings: Settings) -> str | None:
    """The digest of the framework in the files; None while they have errors."""
    framework, _faults = source.read(settings.data_dir)
    return canonical.digest(canonical.to_json(framework)) if framework else None


def welcome(settings: Settings) -> str:
    """What whoever started the server is told: the address, and in demo mode who can sign in."""
    lines = [_("Channel Ladder: %(address)s (Ctrl+C stops it)", address=settings.public_origin)]
    if settings.demo:
        secret = kept_password(settings) or _("(unknown: delete the database and var/demo-password, then start again)")
        lines += ["", _("Demo accounts; the password of each is %(password)s", password=secret)]
        lines += [f"  {login:<12} {_(role)}" for login, role in ACCOUNTS.items()]
    return "\n".join(lines)
