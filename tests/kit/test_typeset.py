"""Setting documents: what no font has, what cannot be set, what takes too long."""

import subprocess

import pytest

from app.kit import typeset
from app.kit.i18n import speaking
from app.kit.typeset_child import _marks
from tests.growth.reading import text_of

BARE = 'Could not: the text `"{}"` could not be displayed with font `"X"`'


@pytest.fixture(autouse=True)
def templates(monkeypatch, tmp_path):
    """A folder of templates with one that prints `text`, and one that is broken."""
    head = '#let d = json(bytes(sys.inputs.data))\n#set document(title: "t")\n'
    head += "#set text(font: json(bytes(sys.inputs.fonts)), lang: d.language)\n"
    (tmp_path / "text.typ").write_text(head + "= t\n#d.text", encoding="utf-8")
    (tmp_path / "broken.typ").write_text(head + "#panic(d.text)", encoding="utf-8")
    monkeypatch.setattr(typeset, "TEMPLATES", tmp_path)


def set_(text: str, template: str = "text") -> str:
    with speaking("zh"):
        return text_of(typeset.render(template, {"text": text}))


@pytest.mark.parametrize(
    "said",
    [
        "#import \"@preview/x:1.0.0\": *",
        "$x$ *a* _b_ `c` @label <label> \\ // /* */ = - + ~ [ ] { } ( )",
        "\\u{41} #panic() #sys.inputs",
        "渠道，“成长”——阶梯……𠮷",
        "a" * 2000,
    ],
)  # fmt: skip
def test_text_is_never_markup(said):
    assert said.replace(" ", "") in set_(f"x {said}").replace(" ", "")


def test_fifty_thousand_signs():
    assert set_("长" * 50_000).count("长") == 50_000


@pytest.mark.parametrize(
    ("said", "mark"),
    [("🎉", "[U+1F389]"), ("👨\u200d👩\u200d👧", "[U+1F468][U+1F469][U+1F467]"), ("\U00013000", "[U+13000]")],
)
def test_what_no_font_has_is_named(said, mark):
    """A machine with a font for it prints the sign itself; it never vanishes."""
    found = set_(f"x {said} y").replace(" ", "")
    assert f"x{mark}y" in found or said in found


def test_what_is_forbidden_and_shows_nothing_is_left_out():
    assert "xy" in set_("x\ufeffy")


def test_right_to_left():
    assert {*"שלום"} <= {*set_("x שלום")}


def test_marks_name_clusters_and_leave_their_parts_alone():
    assert _marks(BARE.format("e\\u{323}")) == {"e\u0323": "[U+0065][U+0323]"}
    assert _marks(BARE.format("葛\\u{e0100}")) == {"葛\U000e0100": "葛"}
    assert _marks(BARE.format('\\"')) == {'"': "[U+0022]"}
    assert _marks("something else") == {}


def test_a_broken_template_is_a_fault_of_ours():
    with pytest.raises(RuntimeError, match="panicked"):
        set_("x", "broken")


def test_what_takes_too_long(monkeypatch):
    def late(*_args, **_more):
        raise subprocess.TimeoutExpired("typeset", 1)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(typeset.TooLong):
        set_("x")


def test_what_is_too_much(monkeypatch):
    monkeypatch.setattr(typeset, "MOST", 1000)
    with pytest.raises(typeset.TooLong):
        set_("x" * 1000)


def test_nothing_is_fetched(monkeypatch, tmp_path):
    """A template that asks for a package from the network is refused, network or not."""
    (tmp_path / "fetch.typ").write_text('#import "@preview/nothing:1.0.0": *', encoding="utf-8")
    with pytest.raises(RuntimeError):
        set_("x", "fetch")
