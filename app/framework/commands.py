"""Commands for whoever edits the framework."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.framework import source, versions
from app.kit.dates import day
from app.kit.db import Database
from app.kit.faults import Fault
from app.kit.i18n import gettext as _
from app.kit.i18n import speaking
from app.settings import Settings

app = typer.Typer(help="Check and publish the competency framework.", no_args_is_help=True)

Directory = Annotated[Path | None, typer.Argument(help="Where the YAML files are; default: LADDER_DATA_DIR or data.")]
Language = Annotated[Literal["zh", "en"], typer.Option("--lang", help="The language of the messages.")]


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
        found, faults = source.read(directory or settings.data_dir)
        if found is None:
            for fault in faults:
                typer.echo(str(fault))
            raise typer.Exit(1)
        database = Database(settings.database_url)
        with database.writing() as db:
            version = versions.publish(db, None, found)
            typer.echo(_("Version %(n)s is in force from %(day)s.", n=version.id, day=day(version.effective_on)))
        database.dispose()


def _counts(faults: list[Fault]) -> str:
    n = Counter(fault.severity for fault in faults)
    return _("Errors: %(errors)s. Warnings: %(warnings)s.", errors=n["error"], warnings=n["warning"])
