"""What every kind declares, so that a ninth one is complete when this passes, and nothing else knows its name."""

import ast
import re
from pathlib import Path

import pytest

from app.evidence.kinds import KINDS, fields
from app.evidence.kinds.base import Details, Kind
from app.framework import source
from app.kit.i18n import catalogue
from tests.cast import DATA
from tests.evidence.acts import GOOD

APP = Path(__file__).parents[2] / "app"
IDS = {kind.id for kind in KINDS}
each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@each
def test_it_is_declared(kind: Kind):
    assert re.fullmatch(r"[a-z][a-z_]{0,29}", kind.id)
    assert (APP / "templates" / kind.template).is_file()
    assert (APP / "evidence" / "kinds" / f"{kind.id}.py").is_file()
    assert re.fullmatch(r"[MmZzLlHhVvCcSsQqTtAa0-9 .-]+", kind.icon)
    assert issubclass(kind.details, Details)
    assert kind.id in GOOD, "give an example in tests/evidence/acts.py"


@each
def test_its_words_have_chinese(kind: Kind):
    words = [kind.title, kind.plural, kind.help, kind.title_help]
    for told in kind.told.values():
        words += [told.label, told.help, *told.choices.values()]
    for message in filter(None, words):
        assert re.search("[一-鿿]", catalogue("zh").gettext(message)), message


@each
def test_it_serves_a_piece_of_advice(kind: Kind):
    framework, _faults = source.read(DATA)
    assert kind.advice is None or kind.advice in {advice.id for advice in framework.advice}


@each
def test_its_form_has_each_of_its_fields(kind: Kind):
    template = (APP / "templates" / kind.template).read_text("utf-8")
    assert set(re.findall(r'f\.\w+\("(\w+)"', template)) == set(kind.told)


def test_ids_are_unique():
    assert len(IDS) == len(KINDS)


def test_what_the_gates_ask_for_exists():
    framework, _faults = source.read(DATA)
    gates = [gate for level in framework.levels for gate in level.entry.evidence]
    assert gates
    assert {gate.kind for gate in gates} <= IDS


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.relative_to(APP)))
def test_no_code_asks_which_kind_it_is(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            texts = {c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)}
            assert not (texts & IDS and "kind" in ast.unparse(node)), ast.unparse(node)


@pytest.mark.parametrize("path", sorted((APP / "templates").rglob("*.html")), ids=lambda p: p.name)
def test_no_template_asks_which_kind_it_is(path: Path):
    found = re.findall(r"kind(?:\.id)? [!=]= \"(\w+)\"", path.read_text("utf-8"))
    assert not set(found) & IDS


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://example.com/a?b=c", True), ("http://10.0.0.1:8080", True), ("HTTPS://EXAMPLE.COM", True),
        ("javascript:alert(1)", False), ("//example.com", False), ("https://", False), ("ftp://example.com", False),
        ("https://a b.com", False), ("https://user@example.com", False), ("https:\\\\example.com", False),
        ("data:text/html,x", False), ("https://[", False),
    ],
)  # fmt: skip
def test_web_addresses(address: str, fine: bool):
    assert fields.is_web_address(address) is fine
