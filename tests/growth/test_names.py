"""Names of files inside the download, and the paths of charts."""

import pytest

from app.growth.naming import safe
from app.kit.document_pdf import segments


@pytest.mark.parametrize(
    ("name", "media_type", "stands"),
    [
        ("../../etc/passwd", "application/pdf", "files/7-etcpasswd.pdf"),
        ("con.PDF", "application/pdf", "files/7-con.pdf"),
        ("a\0b\u202egpj.exe", "image/jpeg", "files/7-abgpj.exe.jpg"),
        ("C:\\x\\y.png", "image/png", "files/7-Cxy.png"),
        ("...", "image/png", "files/7-file.png"),
        ("", "text/html", "files/7-file.bin"),
        ("合同" * 100 + ".pdf", "application/pdf", "files/7-" + "合同" * 13 + ".pdf"),
    ],
)
def test_names_in_the_download(name, media_type, stands):
    assert safe(7, name, media_type) == stands


def test_paths_as_segments():
    assert segments("M1.0,2.0L3.0,4.0M5.0,6.0Z") == [
        [{"x": 1, "y": 2}, {"x": 3, "y": 4}],
        [{"x": 5, "y": 6}, {"x": 5, "y": 6}],
    ]
