"""What a record holds goes to canonical JSON and comes back the same."""

import json
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.reviews.signing import snapshot
from app.reviews.signing.snapshot import Content

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(str, WORDS)
CONTENTS = st.builds(Content, signed_at=MOMENTS)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CONTENTS)
def test_there_and_back_is_the_same(content):
    text = snapshot.to_json(content)
    assert snapshot.from_json(text) == content
    assert snapshot.to_json(snapshot.from_json(text)) == text


@settings(max_examples=30, deadline=None, derandomize=True)
@given(CONTENTS)
def test_the_text_is_canonical(content):
    text = snapshot.to_json(content)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert snapshot.digest(text) != snapshot.digest(snapshot.to_json(replace(content, notes=content.notes + "。")))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(CONTENTS, st.data())
def test_anything_else_is_refused(content, data):
    stored = json.loads(snapshot.to_json(content))
    name = data.draw(st.sampled_from(sorted(set(stored) - {"format"})))
    wrong = [
        {**stored, "more": 1},
        {key: value for key, value in stored.items() if key != name},
        {**stored, "person": {**stored["person"], "salary": 1}},
        {**stored, "format": 2},
        {**stored, "notes": 1},
    ]
    for one in wrong:
        with pytest.raises(ValidationError):
            snapshot.from_json(json.dumps(one))
