"""Rows inside a form."""

import pytest
from pydantic import BaseModel

from app.kit.errors import Refused
from app.kit.forms import Posted
from app.kit.i18n import speaking
from app.kit.nested import parse_nested, rows, shown_rows
from app.kit.text import Line, Number


class Row(BaseModel):
    name: Line
    n: Number = 0


class Form(BaseModel):
    title: Line
    rows: list[Row] = []
    tags: list[str] = []


def posted(**fields: str) -> Posted:
    return Posted({name.replace("__", "."): (value,) for name, value in fields.items()})


def test_rows_are_read_in_order_and_blank_ones_passed_over():
    sent = posted(title="t", rows__10__name="c", rows__2__name="b", rows__2__n="3", rows__0__name=" ", rows__0__n="")
    assert parse_nested(Form, sent).rows == [Row(name="b", n=3), Row(name="c")]


def test_faults_stand_at_their_fields():
    sent = posted(title="", rows__0__name="a", rows__0__n="x", rows__3__n="1")
    with speaking("en"), pytest.raises(Refused) as refused:
        parse_nested(Form, sent)
    assert refused.value.errors == {
        "title": "Please fill this in.",
        "rows.0.n": "Must be a whole number.",
        "rows.3.name": "Please fill this in.",
    }


def test_a_field_sent_twice_in_a_row():
    with pytest.raises(Refused) as refused:
        parse_nested(Form, Posted({"title": ("t",), "rows.0.name": ("a", "b")}))
    assert set(refused.value.errors) == {"rows.0.name"}


@pytest.mark.parametrize("name", ["rows", "rows.", "rows.name", "rows.x.name", "rows.-1.name", "rows.0", "rows.0.",
                                  "rows.9999.name", "rows.².name", "rowss.0.name"])  # fmt: skip
def test_what_is_no_row_is_passed_over(name: str):
    assert rows(Posted({name: ("a",)}), "rows") == {}


def test_at_most_twelve():
    sent = posted(title="t", **{f"rows__{n}__name": "a" for n in range(13)})
    with pytest.raises(Refused) as refused:
        parse_nested(Form, sent)
    assert set(refused.value.errors) == {"rows"}


def test_other_lists_are_as_ever():
    assert parse_nested(Form, Posted({"title": ("t",), "tags": ("a", "b")})).tags == ["a", "b"]


def test_what_a_form_shows():
    assert list(shown_rows(posted(), "rows")) == [0, 1, 2]
    assert list(shown_rows(posted(rows__1__name="a"), "rows")) == [0, 1, 2, 3, 4]
    assert len(shown_rows(posted(rows__11__name="a"), "rows")) == 12
