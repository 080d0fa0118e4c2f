"""A text in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reflections.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("  \n \n", ()),
        ("没有句号", ("没有句号",)),
        ("先谈价格。再谈账期！行吗？好……", ("先谈价格。", "再谈账期！", "行吗？", "好……")),
        ("他说：“不行！”我就走了。", ("他说：“不行！”", "我就走了。")),
        ("第一行\n\n第二行。第三句", ("第一行", "第二行。", "第三句")),
        ("Sales rose 3.5 percent. Why? Two partners!", ("Sales rose 3.5 percent.", "Why?", "Two partners!")),
        ("www.example.com is down...", ("www.example.com is down...",)),
        ("。。。", ("。。。",)),
        ("真的？！真的。", ("真的？！", "真的。")),
    ],
)
def test_sentences(text: str, found: tuple[str, ...]):
    assert sentences(text) == found


@given(st.text(alphabet="甲乙a 。！？!?….\n“”)3", max_size=60))
def test_nothing_is_lost_or_made_up(text: str):
    found = sentences(text)
    assert all(one and one == one.strip() and "\n" not in one for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert tuple(one for said in found for one in sentences(said)) == found
