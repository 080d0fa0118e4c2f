"""GET /me/file: everything of mine on one page."""

import pytest

from tests.growth.everything import ANSWER, DELETED, EXCERPT, OPEN, PRIVATE, WITHDRAWN
from tests.pages import Page, english, text


def test_everything_of_hers(lin):
    page = Page(lin.get("/me/file"))
    assert page.heading == "林晓雨"
    for said in (OPEN, PRIVATE, ANSWER, EXCERPT, "数字与渠道日报一致。", "每周带一次新人", "想管一个区", "1,280,000"):
        assert said in page.text
    for said in (DELETED, WITHDRAWN, "ZHAO-OWN"):
        assert said not in page.text


def test_contents_lead_to_every_section(lin):
    page = Page(lin.get("/me/file"))
    (contents,) = page.marked("file-contents")
    links = [a.get("href", "") for a in contents.iter("a")]
    assert len(links) > 10
    assert all(link.startswith("#") and page.id(link[1:]) is not None for link in links)
    chapters = [text(page.id(link[1:])) for link in links if "-" not in link]
    assert chapters == ["我站在哪里", "我做了什么", "我想要什么", "我们商定了什么", "我学到了什么", "关于这份记录"]


def test_in_english(lin):
    page = Page(english(lin).get("/me/file"))
    assert page.heading == "Lin Xiaoyu"
    for said in ("Where I stand", "What I did", "What I want", "What I learned", "Chen Jianguo confirmed it"):
        assert said in page.text


def test_of_somebody_with_nothing(newcomer):
    page = Page(newcomer.get("/me/file"))
    for said in ("尚未评级", "还没有佐证", "还没有目标", "还没有复盘", "还没有设定目标职级"):
        assert said in page.text


def test_what_others_wrote_is_not_run(lin, database):
    from sqlalchemy import text as sql

    with database.writing() as db:
        db.execute(sql("UPDATE evidence SET title = :evil"), {"evil": "<script>alert(1)</script>"})
    answer = lin.get("/me/file").text
    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert" in answer


def test_settings_lead_to_it(lin):
    assert "/me/file" in Page(lin.get("/settings")).links()


@pytest.mark.parametrize("path", ["/me/file", "/me/file.pdf", "/me/data.zip"])
def test_only_for_who_is_signed_in(anonymous, path):
    answer = anonymous.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next=%2F{path[1:].replace('/', '%2F')}")


def test_there_is_no_address_of_anybody_else(client_for, filled):
    """Whatever is added to it, one gets one's own."""
    for who in ("chen", "wang", "root"):
        client = client_for(who)
        for query in ("", f"?person={filled.lin.person_id}", f"?id={filled.lin.person_id}"):
            assert ANSWER not in client.get(f"/me/file{query}").text
