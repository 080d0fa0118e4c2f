"""Partners' names for readers outside the line."""

import pytest

from app.evidence.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("华南优选", "华＊＊"),
        ("华南优选、晨光茶业,Green Tea Ltd； 甲", "华＊＊、晨＊＊、G＊＊、甲＊＊"),
        (" 、，", ""),
        ("", ""),
    ],
)
def test_mask(text: str, masked: str):
    assert mask(text) == masked
