"""Every message in code and templates has its Chinese, none doubtful, and each keeps its placeholders."""

import re

import pytest

from app.kit import catalogue, i18n

PLACEHOLDER = re.compile(r"%\(\w+\)s|%(?!\()\w")


def test_every_message_has_its_chinese():
    assert not list(catalogue.faults())


def test_the_extraction_sees_code_and_marked_messages():
    found = catalogue.extracted()
    assert found["This sign-in name is taken."] == "app/people/accounts.py"
    assert found["There is nothing here"] == "app/kit/problems.py"
    assert any(name.endswith(".html") for name in found.values())


def test_a_translation_keeps_the_placeholders():
    for message in catalogue.chinese():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        words = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = {name for one in ids for name in PLACEHOLDER.findall(one)}
        for one in words:
            assert set(PLACEHOLDER.findall(one or "")) <= wanted, message.id
            assert wanted - {"%(n)s", "%(num)s"} <= set(PLACEHOLDER.findall(one or "")), message.id


def test_no_bare_per_cent_sign():
    """Templates fill the values of every message: a sign without a name would break the page that shows it."""
    for message in catalogue.chinese():
        for words in (message.id, message.string):
            for one in words if isinstance(words, tuple | list) else (words,):
                assert "%" not in re.sub(r"%\(\w+\)s|%%", "", one or ""), one


def test_the_compiled_catalogue_speaks():
    with i18n.speaking("zh"):
        assert i18n.gettext("Please sign in.") != "Please sign in."
    with i18n.speaking("en"):
        assert i18n.gettext("Please sign in.") == "Please sign in."


@pytest.mark.parametrize(("n", "expected"), [(1, "1 thing"), (3, "3 things")])
def test_english_needs_no_catalogue(n: int, expected: str):
    with i18n.speaking("en"):
        assert i18n.ngettext("%(n)s thing", "%(n)s things", n) == expected
