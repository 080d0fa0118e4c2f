"""Files are told by what they hold; what means harm is refused or gone, and what is good is kept as it looks."""

import hashlib
import io
import time
import unicodedata
from contextlib import suppress

import pytest
from PIL import Image, ImageOps

from app.kit import files, images, pdf
from app.kit.errors import Refused
from app.kit.files import clean_name, inspect
from app.kit.i18n import speaking
from tests import hostile_pdf
from tests.hostile_files import GOOD, HOSTILE, Hostile, encoded, picture, with_position

REFUSED = [hostile for hostile in HOSTILE if hostile.kept_as is None]
KEPT = [hostile for hostile in (*HOSTILE, *GOOD) if hostile.kept_as]
TYPES = {".png": ("image/png", "PNG"), ".jpg": ("image/jpeg", "JPEG"), ".pdf": ("application/pdf", "")}


def about(hostile: Hostile) -> str:
    return hostile.about


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    image.load()
    return image


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=False))


@pytest.mark.parametrize("hostile", REFUSED, ids=about)
def test_harm_is_refused_with_a_sentence(hostile):
    said = set()
    for language in ("en", "zh"):
        with speaking(language), pytest.raises(Refused) as refused:
            inspect(hostile.data(), hostile.name)
        assert refused.value.errors == {files.FIELD: refused.value.message}
        assert refused.value.status == 422
        said.add(refused.value.message)
    assert len(said) == 2 and all(said)


@pytest.mark.parametrize("hostile", KEPT, ids=about)
def test_what_is_kept_is_clean(hostile):
    found = inspect(hostile.data(), hostile.name)
    assert found.name == hostile.kept_as
    assert not [text for text in hostile.gone if text in found.data]
    media_type, format = TYPES[found.extension]
    assert (found.media_type, found.name[-4:]) == (media_type, found.extension)
    assert (found.size, found.sha256) == (len(found.data), hashlib.sha256(found.data).hexdigest())
    if format:
        assert opened(found.data).format == format
        assert not set(opened(found.data).info) - {"transparency", "jfif", "jfif_version", "jfif_unit", "jfif_density"}
    else:
        assert found.data == hostile.data()


def test_the_lists_are_whole():
    assert len(REFUSED) > 20 and len(KEPT) > 20
    assert len({about(hostile) for hostile in (*HOSTILE, *GOOD)}) == len(HOSTILE) + len(GOOD)


def test_a_photograph_stands_upright_and_tells_no_place():
    before = opened(with_position())
    assert before.getexif().get_ifd(0x8825) and before.size == (64, 48)
    after = opened(inspect(with_position(), "photo.jpg").data)
    assert after.size == (48, 64)
    assert not after.getexif() and "comment" not in after.info
    assert ImageOps.exif_transpose(before).getpixel((40, 5)) == pytest.approx(after.getpixel((40, 5)), abs=20)
    assert near(after.getpixel((40, 5)), (200, 0, 0)) and near(after.getpixel((5, 5)), (0, 0, 200))


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "LA", "I;16"])
def test_a_png_looks_as_before(mode):
    before = picture("RGBA" if mode == "LA" else "L" if mode == "I;16" else mode).convert(mode)
    after = opened(inspect(encoded("PNG", before), "x.png").data)
    assert after.mode == mode
    assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("mode", ["RGBA", "P", "RGB", "L"])
def test_a_png_stays_transparent(mode):
    before = picture(mode)
    options = {"transparency": before.getpixel((0, 0))}
    if mode == "RGBA":
        before.putalpha(Image.linear_gradient("L").resize(before.size))
        options = {}
    sent = encoded("PNG", before, **options)
    after = opened(inspect(sent, "x.png").data).convert("RGBA")
    assert after.tobytes() == opened(sent).convert("RGBA").tobytes()
    assert after.getextrema()[3][0] < 10


def test_of_an_animation_the_first_picture_is_kept():
    first, second = picture(), Image.new("RGB", (64, 48), (0, 99, 0))
    sent = encoded("PNG", first, save_all=True, append_images=[second])
    assert opened(sent).n_frames == 2 and b"acTL" in sent
    kept = inspect(sent, "x.png").data
    assert b"acTL" not in kept and b"fdAT" not in kept
    assert opened(kept).convert("RGB").tobytes() == first.tobytes()


def test_a_jpeg_for_print_is_shown_by_every_browser():
    after = opened(inspect(encoded("JPEG", picture("CMYK")), "x.jpg").data)
    assert after.mode == "RGB"
    assert near(after.getpixel((5, 5)), (200, 0, 0)) and near(after.getpixel((60, 40)), (0, 0, 200))


def test_a_jpeg_keeps_its_quality_and_its_size():
    noisy = Image.effect_noise((600, 400), 60).convert("RGB")
    for quality in (40, 75, 95):
        sent = encoded("JPEG", noisy, quality=quality)
        assert len(inspect(sent, "x.jpg").data) == pytest.approx(len(sent), rel=0.05)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_unreadable_exif_does_not_cost_the_picture():
    sent = encoded("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(range(200, 240)))
    assert inspect(sent, "x.jpg").size


def test_the_largest_that_is_allowed(monkeypatch):
    monkeypatch.setattr(files, "MAX_FILE", len(hostile_pdf.saved()))
    assert inspect(hostile_pdf.saved(), "a.pdf").size == files.MAX_FILE
    monkeypatch.setattr(files, "MAX_FILE", len(hostile_pdf.saved()) - 1)
    with pytest.raises(Refused):
        inspect(hostile_pdf.saved(), "a.pdf")


def test_a_picture_that_grows_over_the_bound_is_refused(monkeypatch):
    sent = encoded("JPEG", progressive=True)
    monkeypatch.setattr(files, "MAX_FILE", len(sent))
    assert len(images.redrawn(sent, "JPEG")) > len(sent)
    with pytest.raises(Refused):
        inspect(sent, "x.jpg")


def test_what_it_is_instead_is_said():
    with speaking("en"), pytest.raises(Refused) as refused:
        inspect(encoded("WEBP"), "photo.jpg")
    assert refused.value.message == "Only PDF, PNG and JPEG can be attached; this is WEBP."


@pytest.mark.parametrize("seed", range(200))
def test_broken_bytes_are_refused_or_read_and_nothing_else(seed):
    """Each file with some bytes overwritten: an answer always, a fault of the product never."""
    source = [hostile for hostile in GOOD if not hostile.name.endswith(".pdf")][seed % 7].data()
    place = 8 + seed * 37 % (len(source) - 8)
    broken = source[:place] + bytes([seed % 256, 255 - seed, seed * 7 % 256]) + source[place + 3 :]
    with suppress(Refused):
        assert inspect(broken, "x").size


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pdf, "LOOKER", slow)
    monkeypatch.setattr(pdf, "SECONDS", 0.3)
    began = time.monotonic()
    assert pdf.fault(hostile_pdf.saved()) == pdf._(pdf.SENTENCES["large"])
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("does", "word"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "large"),
        ("raise SystemExit(1)", "broken"),
        ("print('x' * 1000)", "broken"),
    ],
)
def test_a_looker_that_fails_lets_nothing_through(monkeypatch, tmp_path, does, word):
    failing = tmp_path / "failing.py"
    failing.write_text(does)
    monkeypatch.setattr(pdf, "LOOKER", failing)
    assert pdf.fault(hostile_pdf.saved()) == pdf._(pdf.SENTENCES[word])


@pytest.mark.parametrize(
    ("raw", "extension", "expected"),
    [
        ("photo.jpeg", ".jpg", "photo.jpg"),
        ("photo", ".png", "photo.png"),
        ("2026.11.23", ".pdf", "2026.11.23.pdf"),
        ("", ".pdf", "file.pdf"),
        (".png", ".png", "file.png"),
        ("...", ".png", "file.png"),
        ("/", ".png", "file.png"),
        ("\0\u202e\ud800", ".png", "file.png"),
        ("a\ud800b.png", ".png", "ab.png"),
        ("/home/lin/证书.pdf", ".pdf", "证书.pdf"),
        ("C:\\Users\\lin\\证书.pdf", ".pdf", "证书.pdf"),
        (".htaccess", ".png", "file.png"),
        ("a\u2066b\u200fc\ufeff.png", ".png", "abc.png"),
        ("e\u0301.png", ".png", "\u00e9.png"),
        ("x" * 500 + ".png", ".png", "x" * 116 + ".png"),
        ("长" * 500 + ".png", ".png", "长" * 78 + ".png"),
        (" a b .png ", ".png", "a b.png"),
    ],
)
def test_names(raw, extension, expected):
    found = clean_name(raw, extension)
    assert found == expected
    assert len(found) <= 120 and len(found.encode()) <= 240
    assert unicodedata.is_normalized("NFC", found)
