import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.faults import Mark
from app.kit.yaml import load

MANY = 20_000


def only(raw):
    """The one fault of a document, as (line, column, message)."""
    (fault,) = load(raw, "x.yaml").faults
    assert (fault.file, fault.severity) == ("x.yaml", "error") and fault.fix
    return fault.line, fault.column, fault.message


@pytest.mark.parametrize(
    ("raw", "line", "column", "words"),
    [
        ("a: b: c\n", 1, 5, "colon followed by a space"),
        ("a:\n  b: c\n  d: e: f\n", 3, 7, "colon followed by a space"),
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("a: @x\n", 1, 4, "cannot begin with '@'"),
        ("a: `x`\n", 1, 4, "cannot begin with '`'"),
        ("a: %x\n", 1, 4, "cannot begin with '%'"),
        ("a: * x\n", 1, 4, "cannot begin with '*'"),
        ("a: !e!x y\n", 1, 4, "cannot begin with '!'"),
        ("a: >x\n", 1, 4, "cannot begin with '>'"),
        ("a: }\n", 1, 4, "cannot begin with '}'"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "does not fit the lines above"),
        ("a: 1\nb: 'x\nc: 2\n", 2, 4, "never ends"),
        ("a: 1\nbroken\nc: 2\n", 2, 1, "no colon"),
        ("a: [1, 2\nb: 3\n", 1, 4, "not closed"),
        ("a: {b: 1\n", 1, 4, "not closed"),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("%YAML 3.0\n---\na: 1\n", 1, 1, "cannot be read as YAML"),
        ("a: 1\nb: 2\n\na: 3\n", 4, 1, "'a' stands here twice, first in line 1"),
        ("x:\n  - {b: 1, b: 2}\n", 2, 12, "'b' stands here twice"),
        ("a: *x\n", 1, 4, "Aliases (*x)"),
        ("*x : 1\n", 1, 1, "Aliases (*x)"),
        ("a: &x 1\n", 1, 4, "Anchors (&x)"),
        ("a: &x [1]\n", 1, 4, "Anchors (&x)"),
        ("a: !!python/object:os.system x\n", 1, 4, "Tags (tag:yaml.org,2002:python/object:os.system)"),
        ("- !!str no\n", 1, 3, "Tags (tag:yaml.org,2002:str)"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("[a]: b\n", 1, 1, "A key must be one plain text"),
        ("? {a: 1}\n: b\n", 1, 3, "A key must be one plain text"),
        ('a: 1\n"": 2\n', 2, 1, "A key is empty"),
        (b"a: 1\nbc: \xff\n", 2, 5, "not UTF-8"),
        ("a: 1\nbc: 中".encode("gbk"), 2, 5, "not UTF-8"),
        ("a: 1".encode("utf-16"), 1, 1, "not UTF-8"),
        ("中文: \x00b\n", 1, 5, "U+0000"),
        ("a: 1\nb: x\x07\n", 2, 5, "U+0007"),
        ("a: x\ud800\n", 1, 5, "U+D800"),
        ('a: "x\\0"\n', 1, 4, "U+0000"),
        ('a: "\\x1b"\n', 1, 4, "U+001B"),
        ('a: "\\ud800"\n', 1, 7, "backslash"),
        ("[" * MANY, 1, 21, "nested more than 20"),
        ("[" * 21 + "]" * 21, 1, 21, "nested more than 20"),
        ("- " * MANY, 1, 41, "nested more than 20"),
        ("[a: " * MANY, 1, 41, "nested more than 20"),
        ("{" * MANY, 1, 2, "A key must be one plain text"),
        ("a: " + "x" * 2_000_000, 1, 1, "larger than 2 MB"),
        ("- a\n" * 50_000, 50_000, 3, "more than 50000 values"),
        (b"\xff" * 2_000_001, 1, 1, "larger than 2 MB"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_fault_at_its_place(raw, line, column, words):
    started = time.process_time()
    found = only(raw)
    assert found[:2] == (line, column)
    assert words in found[2]
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "word",
    ["no", "on", "yes", "Off", "12:30", "0o7", "0x1F", "1_000", "010", "-", "e5", "1e999", "2026-01-01", "=", "<<"],
)
def test_words_stay_what_was_written(word):
    document = load(f"a: {word}\n" if word != "-" else "a: '-'\n", "x.yaml")
    assert (document.data, document.faults) == ({"a": word}, ())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("1.5", 1.5),
    ],
)
def test_core_scalars(written, value):
    data = load(f"a: {written}\n", "x.yaml").data
    assert data == {"a": value} and type(data["a"]) is type(value)


def test_keys_and_quoted_scalars_are_always_text():
    assert load("no: '1'\n1: \"true\"\ntrue: |\n  3\n", "x.yaml").data == {"no": "1", "1": "true", "true": "3\n"}


def test_twenty_levels_are_read():
    assert load("[" * 20 + "]" * 20, "x.yaml").faults == ()


def test_marks_of_values_and_keys():
    document = load("a:\n  - b: 1\n    c: [x, 中文, z]\n", "x.yaml")
    assert document.values[()] == Mark("x.yaml", 1, 1)
    assert document.keys[("a", 0, "c")] == Mark("x.yaml", 3, 5)
    assert document.values[("a", 0, "c", 2)] == Mark("x.yaml", 3, 16)
    assert document.values[("a", 0)] == Mark("x.yaml", 2, 5)


def test_byte_order_mark_and_windows_line_ends():
    document = load(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "x.yaml")
    assert document.data == {"a": 1, "b": 2}
    assert document.keys[("b",)] == Mark("x.yaml", 2, 1)


def test_soft_faults_leave_the_rest_readable():
    document = load("a: &x 1\na: 2\nb: !!str 3\n", "x.yaml")
    assert [fault.line for fault in document.faults] == [1, 2, 3]
    assert document.data == {"a": 2, "b": "3"}


def test_faults_of_one_file_are_limited():
    assert len(load("- &a b\n" * MANY, "x.yaml").faults) == 100
    assert len(load("\x00" * MANY, "x.yaml").faults) == 100


def test_empty_is_not_unread():
    assert load("# nothing\n", "x.yaml").data is None
    assert not load("", "x.yaml").unread
    assert load("'", "x.yaml").unread


def test_fault_as_text():
    (fault,) = load("a: @x", "x.yaml").faults
    assert str(fault) == "x.yaml:1:4: error: A text cannot begin with '@' without quotes. Fix: Put the text in quotes."


@given(st.text(st.characters() | st.sampled_from("{}[]:-#&*!|>'\"%@`,?\n\t  \\"), max_size=60))
def test_no_text_raises(text):
    load(text, "x.yaml")


@given(st.binary(max_size=60))
def test_no_bytes_raise(raw):
    load(raw, "x.yaml")
