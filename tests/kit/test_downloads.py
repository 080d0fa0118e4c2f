"""Files handed out are saved and never shown, under their own name."""

from urllib.parse import unquote

import pytest

from app.kit.downloads import attachment, disposition


def test_nothing_in_it_runs_or_stays():
    answer = attachment(b"%PDF-", "application/pdf", "a.pdf")
    assert answer.body == b"%PDF-"
    headers = {name: answer.headers[name] for name in answer.headers}
    assert headers == {
        "content-type": "application/pdf",
        "content-length": "5",
        "content-disposition": "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
    }


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("证书.pdf", "file.pdf"),
        ("Zertifikat Ärzte.pdf", "Zertifikat Arzte.pdf"),
        ('a"b\\c;d%41.png', "abcd41.png"),
        ("渠道 2026.11.png", "2026.11.png"),
        ("a", "a"),
        ("证书", "file"),
    ],
)
def test_names_in_any_script(name, plain):
    found = disposition(name)
    assert found.isascii()
    assert f'filename="{plain}";' in found
    assert unquote(found.partition("UTF-8''")[2]) == name


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=1.png", "a\0.png", "a\ud800.png", "\ud800", ""])
def test_no_name_ends_the_header(name):
    found = disposition(name)
    assert found.isprintable() and found.isascii()
    attachment(b"", "image/png", name)
