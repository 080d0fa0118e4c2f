"""What is wrong in a file that a person wrote, where, and how to put it right."""

from dataclasses import dataclass
from typing import Literal

from app.kit.i18n import gettext as _

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1, the column in characters."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing to put right, in the words of whoever edits the file. Sorts by file, line, column."""

    file: str
    line: int
    column: int
    severity: Severity
    message: str
    fix: str

    @classmethod
    def at(cls, mark: Mark, message: str, fix: str, severity: Severity = "error") -> "Fault":
        return cls(mark.file, mark.line, mark.column, severity, message, fix)

    def __str__(self) -> str:
        kind = _("error") if self.severity == "error" else _("warning")
        advice = " " + _("Fix: %(fix)s", fix=self.fix) if self.fix else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}: {self.message}{advice}"
