"""What people send about people and accounts."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from app.kit.text import Blank, Line, Number, OptionalLine
from app.people.accounts import PASSWORD_LENGTH


def _encodable(value: str) -> str:
    if any("\ud800" <= ch <= "\udfff" for ch in value) or "\0" in value:
        raise PydanticCustomError("unreadable_text", "Contains characters that cannot be stored")
    return value


def _long_enough(value: str) -> str:
    if len(value) < PASSWORD_LENGTH:
        raise PydanticCustomError("password_short", "Too short")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise PydanticCustomError("literal_error", "Unknown time zone")
    return value


Password = Annotated[str, Field(max_length=400), AfterValidator(_encodable)]
NewPassword = Annotated[Password, AfterValidator(_long_enough)]
Login = Annotated[Line, Field(max_length=100)]
StaffNumber = Annotated[OptionalLine, Field(max_length=60)]
Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2200, 1, 1))]


class SignInForm(BaseModel):
    login: Login
    password: Password
    next: OptionalLine = "/"


class CodeForm(BaseModel):
    code: Annotated[str, Field(max_length=12)]
    next: OptionalLine = "/"


class NewPasswordForm(BaseModel):
    password: NewPassword
    again: Password


class ChangePasswordForm(NewPasswordForm):
    current: Password


class LanguageForm(BaseModel):
    language: Literal["zh", "en"]
    next: OptionalLine = "/settings"


class SettingsForm(BaseModel):
    language: Literal["zh", "en", ""] = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"


class PersonForm(BaseModel):
    """A person as HR writes her down; empty fields are left open."""

    name: Line
    name_latin: OptionalLine = ""
    staff_number: StaffNumber = ""
    email: OptionalLine = ""
    department: OptionalLine = ""


class NewPersonForm(PersonForm):
    joined_on: Annotated[Day | None, Blank] = None
    level: OptionalLine = ""
    face: OptionalLine = ""
    level_since: Annotated[Day | None, Blank] = None
    manager: OptionalLine = ""


class PlacementForm(BaseModel):
    level: Line
    face: OptionalLine = ""
    since: Day


class LineForm(BaseModel):
    manager: Line
    kind: Literal["solid", "dotted"] = "solid"
    since: Day


class EndForm(BaseModel):
    on: Day


class AccountForm(BaseModel):
    person: Annotated[Number, Field(ge=1)]
    login: Login


class RolesForm(BaseModel):
    roles: list[Literal["hr", "admin"]] = []
