"""What a column of a people file can hold."""

from dataclasses import dataclass

from app.kit.i18n import noop


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a file may say about a person. `title` and `help` are message ids; `width`: most characters."""

    key: str
    title: str
    help: str = ""
    width: int = 200


FIELDS = (
    Field("staff_number", noop("Staff number"), noop("tells people apart"), 60),
    Field("name", noop("Name")),
    Field("family_name", noop("Family name"), noop("where the name stands in two columns")),
    Field("given_name", noop("Given name"), noop("where the name stands in two columns")),
    Field("name_latin", noop("Name in Latin letters")),
    Field("email", noop("E-mail")),
    Field("department", noop("Department"), noop("the whole path: Company / Region / Team"), 2_000),
    Field("level", noop("Level"), noop("by its name or id")),
    Field("face", noop("Face")),
    Field("level_since", noop("On this level since"), noop("a date")),
    Field("joined_on", noop("Joined on"), noop("a date")),
    Field("left_on", noop("Left on"), noop("a date; empty for everybody who is here")),
    Field("manager", noop("Reports to"), noop("staff number, or a name or e-mail that only one person has")),
    Field("dotted", noop("Dotted-line managers"), noop("staff numbers, separated by ; or 、"), 2_000),
)
BY_KEY = {field.key: field for field in FIELDS}
DATES = frozenset({"level_since", "joined_on", "left_on"})
NAMES = frozenset({"name", "family_name", "given_name"})
