"""PyYAML's syntax errors in plain words."""

from typing import Protocol

import yaml

from app.kit.faults import Fault, Mark
from app.kit.i18n import gettext as _
from app.kit.i18n import noop


class Place(Protocol):
    """PyYAML's mark: counts from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


_COLON = noop("A colon followed by a space stands inside a text, or the line is indented wrongly.")
_INDENT = noop("This line does not fit the lines above it: its indentation differs or something is left over.")
_QUOTE = noop("A text that begins with a quotation mark never ends.")
_NO_COLON = noop("This line has no colon after its key.")
_BRACKET = noop("A list or mapping in brackets is not closed, or lacks a comma.")
_ESCAPE = noop("A backslash in double quotes begins something that is not a character.")
_TAB = noop("A tab stands where only spaces can.")
_FIRST = noop("A text cannot begin with '%(character)s' without quotes.")
_OTHER = noop("This cannot be read as YAML (%(problem)s).")

_IN_QUOTES = noop("Put the text in quotes, or correct the indentation.")
_ALIGN = noop("Line it up with its neighbours, two spaces for each step.")
_CLOSE_QUOTE = noop("Add the closing quotation mark.")
_ADD_COLON = noop("Write 'key: value', or indent it as part of the text above.")
_CLOSE_BRACKET = noop("Add what is missing, or write the entries on lines of their own.")
_SINGLE = noop("Use single quotes, or write the backslash twice.")
_SPACES = noop("Replace it with spaces.")
_QUOTE_IT = noop("Put the text in quotes.")
_SEE_LINE = noop("Compare the line with its neighbours.")

# (what PyYAML or libyaml says, what it means, what to do, whether the fault shows best where the piece begins)
_KNOWN = (
    ("mapping values are not allowed", _COLON, _IN_QUOTES, False),
    ("unexpected end of stream", _QUOTE, _CLOSE_QUOTE, True),
    ("could not find expected ':'", _NO_COLON, _ADD_COLON, True),
    ("expected ',' or", _BRACKET, _CLOSE_BRACKET, True),
    ("escape c", _ESCAPE, _SINGLE, False),
    ("did not find expected key", _INDENT, _ALIGN, False),
    ("expected '-' indicator", _INDENT, _ALIGN, False),
    ("expected <block end>", _INDENT, _ALIGN, False),
    ("entries are not allowed", _INDENT, _ALIGN, False),
)
# A text that happens to begin with a sign that means something in YAML.
_SIGNS = (
    "while scanning a tag",
    "while parsing a tag",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a block scalar",
)
_STARTS = ("cannot start any token", "undefined tag handle", "expected node content", "the node content")


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    """The syntax error as a fault at the place where an editor would look for it."""
    problem = error.problem or ""
    if error.context in _SIGNS and error.context_mark:
        return _bad_start(error.context_mark, text, file)
    if any(said in problem for said in _STARTS) and error.problem_mark:
        return _bad_start(error.problem_mark, text, file)
    for said, message, fix, at_beginning in _KNOWN:
        if said in problem:
            where = error.context_mark if at_beginning else error.problem_mark
            return Fault.at(place(where, file), _(message), _(fix))
    return Fault.at(place(error.problem_mark, file), _(_OTHER, problem=problem), _(_SEE_LINE))


def place(where: Place | None, file: str) -> Mark:
    """PyYAML's mark, which counts from 0, as ours; the beginning of the file where PyYAML gives none."""
    return Mark(file, where.line + 1, where.column + 1) if where else Mark(file, 1, 1)


def _bad_start(where: Place, text: str, file: str) -> Fault:
    line = "".join(text.splitlines()[where.line : where.line + 1])
    character = line[where.column : where.column + 1]
    if not character:
        return Fault.at(_last_bracket(text, file), _(_BRACKET), _(_CLOSE_BRACKET))
    if character == "\t":
        return Fault.at(place(where, file), _(_TAB), _(_SPACES))
    return Fault.at(place(where, file), _(_FIRST, character=character), _(_QUOTE_IT))


def _last_bracket(text: str, file: str) -> Mark:
    """Where the bracket stands after which the file ended."""
    before = text[: max(text.rfind("["), text.rfind("{")) + 1]
    return Mark(file, before.count("\n") + 1, max(len(before) - before.rfind("\n") - 1, 1))
