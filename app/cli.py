"""python -m app …: what whoever runs the server can do from a shell."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, select

from app import doctor as examination
from app import serving, start
from app.framework.commands import app as framework
from app.imports import commands as imports
from app.kit import clock, i18n, logs
from app.kit.errors import Problem
from app.kit.i18n import gettext as _
from app.kit.text import Line, OptionalLine
from app.people import accounts, rules
from app.people.forms import Login
from app.people.models import Account
from app.privacy import retaining
from app.reminders import commands as reminders
from app.reminders.mail import WrongSetting
from app.settings import Settings

app = typer.Typer(help="Channel Ladder 渠道阶梯", no_args_is_help=True, pretty_exceptions_enable=False)
people = typer.Typer(help="People and their accounts.", no_args_is_help=True)
app.add_typer(framework, name="framework")
app.add_typer(people, name="people")


class Role(StrEnum):
    ADMIN = "admin"
    HR = "hr"


@app.callback()
def main() -> None:
    i18n.set_language(_language())


def _language() -> str:
    """Chinese unless the shell speaks another language than Chinese."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return i18n.DEFAULT if said.split(".")[0] in ("", "C", "POSIX") or said.startswith("zh") else "en"


@app.command()
def serve() -> None:
    """Bring the database up to date and serve on LADDER_HOST and LADDER_PORT."""
    settings = _settings()
    logs.configure()
    with _explained(), start.prepared(settings, _say, _progress) as database:
        serving.serve(settings, database, lambda: _say(start.welcome(settings)))


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with _explained(), start.opened(_settings()):
        pass


@app.command()
def demo(
    people: Annotated[int, typer.Option(help="How many people the organisation has.")] = start.PEOPLE,
    seed: Annotated[int, typer.Option(help="The same number makes the same people.")] = start.SEED,
) -> None:
    """Fill an empty database with an organisation to try things on; only demo mode serves it."""
    settings = _settings()
    with _explained(), start.opened(settings) as database:
        start.fill_demo(settings, database, people, seed, _progress)
    _say(start.welcome(settings))


@app.command()
def doctor() -> None:
    """Examine this installation; exit 1 when something is wrong."""
    failed = False
    for finding in examination.examine(_settings()):
        failed = failed or finding.kind == "fault"
        _say(f"{finding.kind:<6}{finding.words}")
    if failed:
        raise typer.Exit(1)


@app.command()
def remind(
    now: Annotated[str, typer.Option(help="Another moment than this one, such as 2026-11-23T10:00.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say who would be told; write and send nothing.")] = False,
) -> None:
    """Send what is due by mail and chat, at most once a day to each; for cron. Exit 1 when something did not leave."""
    settings = _settings()
    moment = _moment(now)
    logs.configure()
    with _explained(), start.opened(settings) as database, clock.at(moment) if moment else nullcontext():
        start.require_kind(settings, database)
        try:
            report = reminders.rehearse(database, settings) if dry_run else reminders.remind(database, settings)
        except WrongSetting as error:
            raise start.CannotStart(str(error)) from error
    for line in report.lines:
        _say(line)
    if not report.well:
        raise typer.Exit(1)


@app.command()
def retain(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")] = False,
) -> None:
    """Let go of what was kept long enough, and erase again who was erased before a restore; for cron, once a day."""
    settings = _settings()
    logs.configure()
    with _explained(), start.opened(settings) as database:
        start.require_kind(settings, database)
        try:
            went = False
            for line in retaining.retain(database, settings.erasures_file, dry=dry_run):
                went = True
                _say(line)
        except OSError as error:
            raise start.CannotStart(f"{settings.erasures_file}: {error}") from error
    if not went:
        _say(_("Nothing to let go."))


def _moment(text: str) -> datetime | None:
    """A moment as typed; without a zone it is the organisation's."""
    if not text:
        return None
    try:
        return clock.aware(datetime.fromisoformat(text))
    except ValueError:
        _stop(_("--now must be a moment such as 2026-11-23T10:00, not %(text)s.", text=text))


@people.command()
def invite(
    login: Annotated[str, typer.Argument(help="The name to sign in with.")],
    name: Annotated[str, typer.Option(help="The person's name; needed when the account is new.")] = "",
    email: Annotated[str, typer.Option(help="The person's e-mail address.")] = "",
    role: Annotated[list[Role] | None, typer.Option(help="A role to have; may be given twice.")] = None,
) -> None:
    """Print a link with which a person sets a password, once, within seven days.

    Makes the person and the account when they are new: so the first administrator comes in.
    """
    settings = _settings()
    with _explained(), start.opened(settings) as database, database.writing() as db:
        account = _account(db, login.lower()) or _new_account(db, login, name, email)
        if role:
            accounts.set_roles(db, None, account.person_id, frozenset(str(one) for one in role))
        token = accounts.invite(db, None, account)
    _say(f"{settings.public_origin}/invitations/{token}")


@people.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX, one person a row.", dir_okay=False, exists=True)],
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help='What a column holds, such as "Emp ID=staff_number"; again for more.'),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    since: Annotated[str, typer.Option(help="From when changes without a date hold, such as 2026-11-23.")] = "",
    sheet: Annotated[str, typer.Option(help="Which sheet of a workbook; default: the first.")] = "",
    dates: Annotated[Literal["mdy", "dmy"] | None, typer.Option(help="How 11/12/2026 is written.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="An empty cell takes away what is recorded.")] = False,
    leavers: Annotated[
        int | None, typer.Option(help="The file is complete, and so many people are not in it any more.")
    ] = None,
) -> None:
    """Add, change and end people as a file says, all or nothing; exit 1 when it has faults."""
    settings = _settings()
    day = _moment(since)
    first = clock.day_of(day) if day else clock.today()
    options = imports.Options(first, sheet, leavers is not None, clear, dates)
    said = dict(one.rpartition("=")[::2] for one in columns or ())
    with _explained(), start.opened(settings) as database:
        start.require_kind(settings, database)
        asked = imports.Asked(file.name, file.read_bytes(), said, options, leavers, dry_run)
        outcome = imports.take_in(database, asked)
    for line in outcome.lines:
        _say(line)
    if not outcome.well:
        raise typer.Exit(1)


def _account(db: Session, login: str) -> Account | None:
    return db.exec(select(Account).where(Account.login == login)).first()


def _new_account(db: Session, login: str, name: str, email: str) -> Account:
    if not name.strip():
        raise start.CannotStart(_("There is no account %(login)s. To make it, add --name.", login=login))
    try:
        login = TypeAdapter(Login).validate_python(login)
        name, email = TypeAdapter(Line).validate_python(name), TypeAdapter(OptionalLine).validate_python(email)
    except ValidationError as error:
        raise start.CannotStart("\n".join(item["msg"] for item in error.errors())) from None
    person = rules.add_person(db, None, name=name, email=email, joined_on=clock.today())
    assert person.id is not None
    return accounts.create_account(db, None, person.id, login)


def _settings() -> Settings:
    try:
        settings = Settings()
    except ValidationError as error:
        lines = [f"LADDER_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        _stop("\n".join(lines))
    clock.set_organisation_zone(settings.timezone)
    return settings


@contextmanager
def _explained() -> Iterator[None]:
    """What a person can do something about is said in a sentence, without a trace; exit 2."""
    try:
        yield
    except (start.CannotStart, Problem) as problem:
        _stop(str(problem))


def _stop(words: str) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(2)


def _say(words: str) -> None:
    typer.echo(words)


def _progress(done: int, of: int) -> None:
    """One line that counts, where somebody watches."""
    if sys.stderr.isatty():
        end = "\n" if done >= of else ""
        typer.echo(
            "\r" + _("Making the demo organisation: %(done)s of %(of)s", done=done, of=of) + end, err=True, nl=False
        )
