"""GET /me/file.pdf: tagged, its Chinese whole, and private things only when asked for."""

import io

import pikepdf
import pypdf
import pytest
from sqlalchemy import text as sql

from app.growth import parts
from app.trail.models import TrailEvent
from tests.growth.everything import ANSWER, DELETED, EXCERPT, OPEN, PRIVATE, WITHDRAWN, count
from tests.growth.reading import lines_of, pdf, tags, text_of
from tests.pages import english

ALL = "?" + "&".join(f"with={part.id}" for part in parts.PARTS)


def test_chinese_is_whole(lin):
    text = text_of(pdf(lin))
    for said in (
        "我站在哪里",
        "林晓雨",
        OPEN,
        "带 3 人做完选品到复盘。",
        "数字与渠道日报一致。",
        "每周带一次新人",
        "想管一个区",
    ):
        assert said in text


def test_markup_is_text(lin):
    """What she wrote is never evaluated: it stands there, sign by sign."""
    assert '#import "x" $E=mc^2$ *粗* @label \\ 𠮷' in text_of(pdf(lin))


@pytest.mark.parametrize(
    ("accepted", "language", "title"), [("zh", "zh-CN", "林晓雨 · 成长档案"), ("en", "en", "Lin Xiaoyu · Growth file")]
)
def test_tagged(lin, accepted, language, title):
    lin.headers["Accept-Language"] = accepted
    data = pdf(lin, ALL)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert bool(file.Root.MarkInfo.Marked)
        assert str(file.Root.Lang) == language
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["pdfuaid:part"] == "1"
    found = tags(data)
    assert {"H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "TOC", "Figure"} <= set(found)
    # headings never skip a rung
    rungs = [int(name[1]) for name in found if name in ("H1", "H2", "H3", "H4")]
    assert all(after - before <= 1 for before, after in zip([0, *rungs], rungs, strict=False))


def test_headers_and_page_numbers(lin):
    pages = pypdf.PdfReader(io.BytesIO(pdf(lin))).pages
    assert all(f"第 {n} 页，共 {len(pages)} 页" in page.extract_text() for n, page in enumerate(pages, 1))
    assert all("林晓雨 · 成长档案" in page.extract_text() for page in pages[1:])
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == (595, 842) for page in pages)


def test_in_english(lin):
    text = text_of(pdf(english(lin), ALL))
    for said in (
        "Where I stand",
        "What I did",
        "What I want",
        "What I learned",
        "Page 1 of",
        "For now I change nothing.",
    ):
        assert said in text


def test_what_is_private_is_left_out(lin):
    text = text_of(pdf(lin))
    assert EXCERPT in text
    for said in (ANSWER, PRIVATE, DELETED, WITHDRAWN, "linxiaoyu", "已登录的设备"):
        assert said not in text
    assert "这份 PDF 不包含：" in text and "复盘全文" in text


def test_what_is_ticked_is_in_it(lin):
    text = text_of(pdf(lin, "?with=&with=reflections&with=private"))
    assert ANSWER in text and PRIVATE in text
    for said in (OPEN, "每周带一次新人", "晋升准备度"):
        assert (
            said
            not in text.replace("晋升准备度、", "").partition("这份 PDF 不包含")[0]
            + text.rpartition("不包含")[2].partition("我做了什么")[2]
        )


@pytest.mark.parametrize(
    ("left_out", "gone"),
    [
        ("evidence", "带 3 人做完选品到复盘。"),
        ("plan", "每周带一次新人"),
        ("excerpts", EXCERPT),
        ("assessments", "历次评级"),
    ],
)
def test_what_is_left_out_is_gone(lin, left_out, gone):
    assert gone in text_of(pdf(lin))
    assert gone not in text_of(pdf(lin, f"?without={left_out}"))


def test_nothing_ticked(lin):
    text = text_of(pdf(lin, "?with="))
    assert "林晓雨" in text and OPEN not in text


@pytest.mark.parametrize("query", ["?with=passwords", "?without=%F0%9F%92%A9", "?with=evidence&with=%00"])
def test_an_unknown_part_is_refused(lin, query):
    answer = lin.get(f"/me/file.pdf{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")


def test_of_somebody_with_nothing(newcomer):
    text = text_of(pdf(newcomer, ALL))
    for said in ("管理员", "尚未评级", "还没有佐证", "还没有目标", "还没有复盘"):
        assert said in text


def test_a_file_to_keep(lin, database, people):
    answer = lin.get("/me/file.pdf")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["cache-control"] == "no-store"
    assert "sandbox" in answer.headers["content-security-policy"]
    mine = {"action": "data.downloaded", "actor_id": people.lin.person_id, "subject_id": people.lin.person_id}
    assert count(database, TrailEvent, object="file.pdf", **mine) == 1


def test_long_words_and_rare_signs(lin, database):
    with database.writing() as db:
        long = "https://example.com/" + "a" * 3000 + " " + "长" * 3000 + " 🎉 𓀀 e\u0323 \u05d0\u05d1"
        db.execute(sql("UPDATE goal SET why = :long"), {"long": long})
        db.execute(sql("UPDATE action_item SET title = :hostile"), {"hostile": "]] #panic() \\u{41} <label> `raw` = H"})
    data = pdf(lin)
    text = text_of(data)
    assert "a" * 3000 in text
    assert max(len(line) for line in lines_of(data) if " . . ." not in line) < 150, "it runs off the paper"
    assert "长" * 3000 in text
    assert "[U+13000]" in text
    assert "]] #panic() \\u{41} <label> `raw` = H" in text
