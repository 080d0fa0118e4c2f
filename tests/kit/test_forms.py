"""Posted fields become values, or one sentence for each field that says what to do."""

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from app.kit.errors import Refused
from app.kit.forms import Posted, parse
from app.kit.i18n import gettext, speaking
from app.kit.text import DATABASE_INTEGER, Blank, Line, Note, Number, OptionalLine
from app.people.forms import Day, NewPassword, Password


class Form(BaseModel):
    name: Line = "x"
    nick: OptionalLine = ""
    note: Note = ""
    number: Number = 0
    maybe: Annotated[Number | None, Blank] = None
    day: Day = date(2026, 1, 1)
    kind: Literal["a", "b"] = "a"
    many: list[Literal["a", "b"]] = []
    secret: Password = ""
    chosen: NewPassword = "long enough to be one"
    short: Annotated[OptionalLine, Field(max_length=3)] = ""


class Required(BaseModel):
    name: Line
    day: Day
    number: Number


def posted(**fields: str | list[str]) -> Posted:
    return Posted({name: (value,) if isinstance(value, str) else tuple(value) for name, value in fields.items()})


def sentence(name: str, *values: str) -> str:
    with speaking("en"), pytest.raises(Refused) as refused:
        parse(Form, posted(**{name: list(values)}))
    assert set(refused.value.errors) == {name}
    assert refused.value.message == "Please look at the marked fields; nothing is lost."
    return refused.value.errors[name]


FILL = "Please fill this in."
UNREADABLE = "Contains characters that cannot be stored (control characters, for example). Please remove them."
WHOLE = "Must be a whole number."
OUTSIDE = "This number is outside what is possible here."
CHOOSE = "Please choose one of the values offered."
DATE = "Must be a date such as 2026-11-23."


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("day", "0", DATE),
        ("day", "86400", DATE),
        ("day", "-0", DATE),
        ("day", "2026-11-23T00:00", DATE),
        ("day", "２０２６-11-23", DATE),
        ("name", "", FILL),
        ("name", " \t\n ", FILL),
        ("name", "x" * 201, "At most 200 characters; this has 201."),
        ("nick", "x" * 201, "At most 200 characters; this has 201."),
        ("short", "abcd", "At most 3 characters; this has 4."),
        ("note", "x" * 4001, "At most 4000 characters; this has 4001."),
        ("name", "a\0b", UNREADABLE),
        ("note", "a\x1bb", UNREADABLE),
        ("nick", "\ud800", UNREADABLE),
        ("secret", "\ud800", UNREADABLE),
        ("secret", "a\0b", UNREADABLE),
        ("nick", "\u202eevil", UNREADABLE),
        ("number", "", WHOLE),
        ("number", "x", WHOLE),
        ("number", "1.5", WHOLE),
        ("number", "NaN", WHOLE),
        ("number", "1e400", WHOLE),
        ("number", "9" * 5000, WHOLE),
        ("number", "-1", OUTSIDE),
        ("number", str(DATABASE_INTEGER + 1), OUTSIDE),
        ("number", str(2**63), OUTSIDE),
        ("maybe", "x", WHOLE),
        ("maybe", "-1", OUTSIDE),
        ("day", "", DATE),
        ("day", "23.11.2026", DATE),
        ("day", "2026-02-30", DATE),
        ("day", "2026-11-23T10:00", DATE),
        ("day", "1949-12-31", OUTSIDE),
        ("day", "2200-01-02", OUTSIDE),
        ("kind", "c", CHOOSE),
        ("kind", "", CHOOSE),
        ("many", "c", CHOOSE),
        ("chosen", "too short", "At least 12 characters."),
        ("secret", "x" * 401, "At most 400 characters; this has 401."),
    ],
)
def test_each_fault_has_its_sentence(name, value, expected):
    assert sentence(name, value) == expected


@pytest.mark.parametrize("name", [name for name in Form.model_fields if name != "many"])
def test_a_field_sent_twice(name):
    assert sentence(name, "1", "2") == "This field was sent twice; reload the page and try again."


def test_every_field_at_fault_is_named():
    with pytest.raises(Refused) as refused, speaking("en"):
        parse(Required, posted())
    assert refused.value.errors == dict.fromkeys(("name", "day", "number"), FILL)


@pytest.mark.parametrize(
    ("name", "value"), [("name", ""), ("number", "x"), ("day", "x"), ("kind", "x"), ("nick", "\0")]
)
def test_sentences_are_in_the_readers_language(name, value):
    found = set()
    for language in ("zh", "en"):
        with speaking(language), pytest.raises(Refused) as refused:
            parse(Form, posted(**{name: value}))
        found.add(refused.value.errors[name])
    with speaking("zh"):
        assert len(found) == 2 or gettext(FILL) == FILL


def test_good_values():
    found = parse(
        Form,
        posted(
            name="  林\u3000晓雨 ",
            nick="",
            note=" a\r\nb ",
            number="7",
            maybe=" ",
            day="2026-11-23",
            kind="b",
            many=["a", "b"],
            secret=" a ",
        ),
    )
    assert found.model_dump() == {
        "name": "林 晓雨",
        "nick": "",
        "note": "a\nb",
        "number": 7,
        "maybe": None,
        "day": date(2026, 11, 23),
        "kind": "b",
        "many": ["a", "b"],
        "secret": " a ",
        "chosen": "long enough to be one",
        "short": "",
    }


def test_a_field_that_the_form_does_not_know_is_passed_over():
    found = parse(Form, posted(name="x", role="hr", owner_id="1", model_config="x"))
    assert not hasattr(found, "role") and not hasattr(found, "owner_id")


def test_the_longest_that_is_allowed():
    found = parse(Form, posted(name="x" * 200, note="长" * 4000, number=str(DATABASE_INTEGER), secret="x" * 400))
    assert (len(found.name), len(found.note), found.number) == (200, 4000, DATABASE_INTEGER)


def test_what_was_posted_is_kept():
    sent = posted(a=["1", "2"], b="3")
    assert sent.values == {"a": "1", "b": "3"}
    assert (sent.get("a"), sent.get("c"), sent.get("c", "d")) == ("1", "", "d")
