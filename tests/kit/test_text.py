"""Text as people send it, fit for both databases."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from sqlalchemy import text as sql

from app.kit.text import clean


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  a  ", "a"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("e\u0301", "é"),
        ("a\tb", "a\tb"),
        ("", ""),
        ("   ", ""),
        ("林晓雨", "林晓雨"),
        ("😀👩🏽‍💻", "😀👩🏽‍💻"),
        ("\u3000a\u3000", "a"),
        ("\ufeffa", "\ufeffa"),
        ("𠮷", "𠮷"),
        ("עברית", "עברית"),
        ("\u200fa", "\u200fa"),
    ],
)
def test_what_is_kept(sent, kept):
    assert clean(sent) == kept


@pytest.mark.parametrize(
    "sent",
    [
        "\0",
        "a\0",
        "\x01",
        "\x08",
        "\x0b",
        "\x0c",
        "\x0e",
        "\x1b[31m",
        "\x7f",
        "\x80",
        "\x9f",
        "\ud800",
        "\udfff",  # noqa: PT014
        "a\ud83d",
        "\u202e",
        "\u202a",
        "\u2066",
        "\u2069",
    ],
)
def test_what_is_refused(sent):
    with pytest.raises(PydanticCustomError):
        clean(sent)


@given(st.text(st.characters(codec=None), max_size=40))
def test_whatever_passes_is_sound(sent):
    try:
        kept = clean(sent)
    except PydanticCustomError:
        return
    assert kept.encode().decode() == kept
    assert "\0" not in kept and "\r" not in kept
    assert kept == kept.strip() == unicodedata.normalize("NFC", kept)
    assert clean(kept) == kept


def test_both_databases_keep_it(database):
    words = ["林 é 😀 𠮷", "a\tb\nc", "עברית \u200f", "\ufeffx", "%_\\'\"", "�"]
    with database.writing() as db:
        for word in words:
            db.execute(sql("INSERT INTO department (title) VALUES (:title)"), {"title": clean(word)})
    with database.reading() as db:
        found = set(db.execute(sql("SELECT title FROM department")).scalars())
    assert set(words) <= found
