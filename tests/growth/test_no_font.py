"""No Chinese font on the machine: a clear sentence, never a PDF with blank signs."""

import shutil
from pathlib import Path

import pytest

from app.kit import typeset
from app.kit.i18n import speaking
from tests.growth.reading import text_of
from tests.pages import Page

DATA = {
    "title": "成长档案",
    "name": "林晓雨",
    "about": "",
    "made": "",
    "product": "",
    "contents": "目录",
    "as-of": "",
    "left-out": "",
}
EMPTY = DATA | {"chapters": [], "missing": []}


@pytest.fixture
def no_fonts(monkeypatch, tmp_path):
    """A machine without a font of its own, and an empty folder of fonts."""
    real = typeset.render

    def render(template, data, folder=None, **_):
        return real(template, data, tmp_path, system_fonts=False)

    monkeypatch.setattr(typeset, "render", render)


def test_no_font_is_a_sentence(no_fonts):
    with speaking("zh"), pytest.raises(typeset.NoFont) as caught:
        typeset.render("file", EMPTY)
    for said in ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "fonts-noto-cjk", "LADDER_FONT_DIR"):
        assert said in caught.value.message


@pytest.mark.parametrize(("language", "title"), [("zh", "PDF需要中文字体"), ("en", "The PDF needs a Chinese font")])
def test_the_page_says_what_to_do(no_fonts, newcomer, language, title):
    newcomer.headers["Accept-Language"] = language
    answer = newcomer.get("/me/file.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
    page = Page(answer)
    assert page.heading == title
    assert "fonts-wqy-microhei" in page.text


def test_a_latin_font_alone_is_none(tmp_path):
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if latin is None:
        pytest.skip("no Latin font to try")
    shutil.copy(latin, tmp_path)
    with speaking("zh"), pytest.raises(typeset.NoFont):
        typeset.render("file", EMPTY, tmp_path, system_fonts=False)


def test_a_folder_of_fonts_is_enough(tmp_path):
    chinese = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), None)
    if chinese is None:
        pytest.skip("no Chinese font to copy")
    (tmp_path / chinese.name).symlink_to(chinese)
    with speaking("zh"):
        assert "林晓雨" in text_of(typeset.render("file", EMPTY, tmp_path, system_fonts=False))
