"""Commands for whoever edits the framework."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlmodel import Session

from app.framework import case, source, versions, yaml_writing
from app.framework.difference.comparison import compare
from app.framework.difference.saying import lines
from app.framework.model import Framework
from app.framework.names import KINDS, Renames
from app.kit import clock
from app.kit.dates import day
from app.kit.db import Database
from app.kit.errors import NotFound
from app.kit.faults import Fault
from app.kit.i18n import gettext as _
from app.kit.i18n import speaking
from app.settings import Settings

app = typer.Typer(help="Check and publish the competency framework.", no_args_is_help=True)

Directory = Annotated[Path | None, typer.Argument(help="Where the YAML files are; default: LADDER_DATA_DIR or data.")]
Language = Annotated[Literal["zh", "en"], typer.Option("--lang", help="The language of the messages.")]


Version = Annotated[int, typer.Option(help="The number of a version; default: the one in force.")]
Rename = Annotated[list[str] | None, typer.Option(help="KIND:OLD=NEW for an id that changed; may be given often.")]
Target = Annotated[Path, typer.Argument(help="A folder for the YAML files, or a .json file for a CASE package.")]


@app.command()
def check(directory: Directory = None, lang: Language = "zh") -> None:
    """List everything that is wrong in the framework's files; exit 1 when an error is among it."""
    with speaking(lang):
        _framework, faults = source.read(directory or Settings().data_dir)
        for fault in faults:
            typer.echo(str(fault))
        typer.echo(_counts(faults))
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(1)


@app.command()
def publish(directory: Directory = None, lang: Language = "zh") -> None:
    """Put the files in force from today as a new version; exit 1 when they have errors."""
    settings = Settings()
    with speaking(lang):
        found = _read(directory or settings.data_dir)
        with _database(settings) as database, database.writing() as db:
            later = versions.in_the_way(db, clock.today(), Renames())
            if later is not None:
                typer.echo(
                    _("Version %(n)s renames ids and is set for later: publish on its page.", n=later.id), err=True
                )
                raise typer.Exit(1)
            version = versions.publish(db, None, found)
            typer.echo(_("Version %(n)s is in force from %(day)s.", n=version.id, day=day(version.effective_on)))


@app.command()
def diff(directory: Directory = None, version: Version = 0, rename: Rename = None, lang: Language = "zh") -> None:
    """Say what the files change of a published version; exit 1 when they have errors."""
    settings = Settings()
    with speaking(lang):
        found = _read(directory or settings.data_dir)
        with _versions(settings) as db:
            old = versions.load(db, version) if version else versions.in_force(db)
        for line in lines(compare(old.framework, found, _renames(rename or []))):
            typer.echo(line)


@app.command()
def export(target: Target, version: Version = 0, lang: Language = "zh") -> None:
    """Write a published version as YAML files into a folder, or as a CASE package where TARGET ends in .json."""
    settings = Settings()
    with speaking(lang):
        with _versions(settings) as db:
            found = versions.load(db, version) if version else versions.in_force(db)
            release = next(one for one in versions.releases(db) if one.id == found.id)
        try:
            _write(target, found.framework, case.Issue(str(found.id), release.effective_on, release.published_at))
        except OSError as error:
            typer.echo(_("This cannot be written (%(reason)s).", reason=error.strerror or error), err=True)
            raise typer.Exit(2) from None
        typer.echo(_("Version %(n)s is written to %(target)s.", n=found.id, target=target))


def _read(directory: Path) -> Framework:
    """The framework in the files; with errors, they are listed and the command ends with 1."""
    found, faults = source.read(directory)
    if found is None:
        for fault in faults:
            typer.echo(str(fault))
        raise typer.Exit(1)
    return found


@contextmanager
def _versions(settings: Settings) -> Iterator[Session]:
    """The published versions; the command ends with 2 where there is none of that number."""
    try:
        with _database(settings) as database, database.reading() as db:
            yield db
    except NotFound:
        typer.echo(_("There is no such version."), err=True)
        raise typer.Exit(2) from None


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        database.dispose()


def _renames(said: list[str]) -> Renames:
    """KIND:OLD=NEW, one each; the command ends with 2 for anything else."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for one in said:
        kind, colon, pair = one.partition(":")
        old, equals, new = pair.partition("=")
        if kind not in found or not (colon and equals and old and new):
            typer.echo(_("--rename wants KIND:OLD=NEW, with a kind of: %(kinds)s.", kinds=", ".join(KINDS)), err=True)
            raise typer.Exit(2)
        found[kind][old] = new
    return Renames(**found)


def _write(target: Path, framework: Framework, issue: case.Issue) -> None:
    if target.suffix == ".json":
        package = json.dumps(case.write(framework, issue), ensure_ascii=False, indent=2)
        target.write_text(package, encoding="utf-8")
        return
    target.mkdir(parents=True, exist_ok=True)
    for name, text in yaml_writing.to_files(framework).items():
        (target / name).write_text(text, encoding="utf-8")


def _counts(faults: list[Fault]) -> str:
    n = Counter(fault.severity for fault in faults)
    return _("Errors: %(errors)s. Warnings: %(warnings)s.", errors=n["error"], warnings=n["warning"])
