import json
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.framework.canonical import digest, from_json, to_json
from app.kit.i18n import Text


def test_round_trip(base, lighthouse):
    for framework in (base.framework(), lighthouse):
        text = to_json(framework)
        assert from_json(text) == framework
        assert to_json(from_json(text)) == text


def test_canonical_form(base):
    text = to_json(base.framework())
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "面包房" in text and '"from":2' in text and "from_" not in text


def test_defaults_are_written_out(base):
    level = json.loads(to_json(base.framework()))["levels"][0]
    assert level["entry"] == {"evidence": [], "months": 0} and level["faces"] == []


def test_order_of_requirements_does_not_matter_order_of_levels_does(base):
    framework = base.framework()
    level = framework.levels[0]
    turned = level.model_copy(update={"required": dict(reversed(level.required.items()))})
    assert to_json(framework.model_copy(update={"levels": (turned, *framework.levels[1:])})) == to_json(framework)
    assert to_json(framework.model_copy(update={"levels": framework.levels[::-1]})) != to_json(framework)


def test_digest():
    assert digest("面包") == sha256("面包".encode()).hexdigest()
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_foreign_text_is_refused():
    with pytest.raises(ValidationError):
        from_json('{"levels": []}')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zh=st.none() | st.text(st.characters(codec="utf-8")), months=st.integers(0, 600))
def test_any_words_survive(base, zh, months):
    framework = base.framework()
    lower, upper = framework.levels
    entry = upper.entry.model_copy(update={"months": months})
    changed = upper.model_copy(update={"title": Text(zh=zh, en="x"), "entry": entry})
    new = framework.model_copy(update={"levels": (lower, changed)})
    assert from_json(to_json(new)) == new
