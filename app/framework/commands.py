"""Commands for whoever edits the framework."""

import os
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.framework import source
from app.kit.faults import Fault
from app.kit.i18n import gettext as _
from app.kit.i18n import speaking

app = typer.Typer(help="Check the competency framework's files.", no_args_is_help=True)

Directory = Annotated[Path | None, typer.Argument(help="Where the YAML files are; default: LADDER_DATA_DIR or data.")]
Language = Annotated[Literal["zh", "en"], typer.Option("--lang", help="The language of the messages.")]


@app.callback()
def framework() -> None:
    """Keeps `check` a command of its own while it is the only one."""


@app.command()
def check(directory: Directory = None, lang: Language = "zh") -> None:
    """List everything that is wrong in the framework's files; exit 1 when an error is among it."""
    with speaking(lang):
        _framework, faults = source.read(directory or Path(os.environ.get("LADDER_DATA_DIR", "data")))
        for fault in faults:
            typer.echo(str(fault))
        typer.echo(_counts(faults))
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(1)


def _counts(faults: list[Fault]) -> str:
    n = Counter(fault.severity for fault in faults)
    return _("Errors: %(errors)s. Warnings: %(warnings)s.", errors=n["error"], warnings=n["warning"])
