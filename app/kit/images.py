"""Pictures that people attach: drawn again, so that nothing but the picture is left of the file."""

import io
from contextlib import suppress
from typing import Any

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from app.kit.errors import Refused
from app.kit.i18n import gettext as _

MAX_PIXELS = 40_000_000
# each pass over a progressive JPEG costs as much as a whole picture; cameras and editors write about ten
MAX_SCANS = 50
SCAN = b"\xff\xda"
QUALITY = 90
PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")


def redrawn(data: bytes, format: str) -> bytes:
    """The picture (PNG or JPEG) upright and without metadata; Refused when it cannot be read or is too large.

    A PNG keeps its transparency and loses its animation; a JPEG keeps its own compression.
    """
    if format == "JPEG" and data.count(SCAN) > MAX_SCANS:
        raise Refused(_unreadable())
    try:
        with Image.open(io.BytesIO(data), formats=(format,)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refused(_too_many_pixels())
            return _encoded(image, format)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_too_many_pixels()) from error
    except Exception as error:  # whatever a decoder raises on bytes made to hurt it
        raise Refused(_unreadable()) from error


def _encoded(image: Image.Image, format: str) -> bytes:
    image.load()
    options = _like(image) if format == "JPEG" else {"compress_level": 6}
    _turn_upright(image)
    bare = _in_a_mode_of(format, image)
    bare.info = {key: bare.info[key] for key in ("transparency",) if key in bare.info and format == "PNG"}
    out = io.BytesIO()
    bare.save(out, format, **options)
    return out.getvalue()


def _like(image: Image.Image) -> dict[str, Any]:
    """The tables of the JPEG itself: the new one is as good and about as large."""
    tables, sampling = getattr(image, "quantization", None), get_sampling(image)
    if tables and image.mode in ("RGB", "L") and sampling >= 0:
        return {"qtables": tables, "subsampling": sampling}
    return {"quality": QUALITY}


def _turn_upright(image: Image.Image) -> None:
    """As its EXIF says; not at all when that cannot be read."""
    with suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)


def _in_a_mode_of(format: str, image: Image.Image) -> Image.Image:
    if format == "JPEG":
        return image if image.mode in ("RGB", "L") else image.convert("RGB")
    return image if image.mode in PNG_MODES else image.convert("RGBA")


def _unreadable() -> str:
    return _("This picture is damaged. Please open it, save it anew as JPEG or PNG, and choose that one.")


def _too_many_pixels() -> str:
    return _("This picture has more than %(most)s million pixels. Please make it smaller.", most=MAX_PIXELS // 10**6)
