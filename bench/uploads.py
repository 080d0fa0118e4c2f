"""How long a file takes to be made safe, beside what its library needs for the bare work.

    python bench/uploads.py [--rounds 7]

A picture is compared with decoding and encoding it by Pillow alone, a PDF with opening it by pikepdf alone.
Judge by the ratio; of a PDF also by the difference, which is the start of a process of its own.
"""

import argparse
import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pikepdf
from PIL import Image

from app.kit.files import inspect
from bench import _common

MB = 1024 * 1024


def photograph() -> bytes:
    """About 9 MB, 4000 × 3000."""
    image = Image.effect_noise((1000, 750), 90).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4000, 3000), 40)
    image = Image.merge("RGB", [Image.blend(image, grain, share) for share in (0.4, 0.5, 0.6)])
    return _encoded(image, "JPEG", quality=94)


def screenshot() -> bytes:
    """About 5 MB: plain areas and one with noise, 2560 × 1440."""
    image = Image.new("RGB", (2560, 1440), (250, 248, 240))
    for n, place in enumerate([(0, 0), (1280, 0)]):
        image.paste(Image.effect_noise((1280, 720), 30 + 30 * n).convert("RGB"), place)
    image.paste(Image.frombytes("RGB", (640, 720), random.Random(1).randbytes(640 * 720 * 3)), (1280, 720))
    return _encoded(image, "PNG")


def document() -> bytes:
    """200 pages of text."""
    with pikepdf.new() as pdf:
        for n in range(200):
            pdf.add_blank_page()
            pdf.pages[-1].Contents = pdf.make_stream(b"BT (page %d) Tj ET\n" % n * 200)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _encoded(image: Image.Image, format: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def drawn(data: bytes, format: str) -> None:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        _encoded(image, format, **({"quality": 94} if format == "JPEG" else {}))


def opened(data: bytes) -> None:
    pikepdf.open(io.BytesIO(data)).close()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds; both sides take turns")
    options = parser.parse_args()
    rows = []
    for name, data, bare in (
        ("JPEG 4000 × 3000", photograph(), lambda data: drawn(data, "JPEG")),
        ("PNG 2560 × 1440", screenshot(), lambda data: drawn(data, "PNG")),
        ("PDF of 200 pages", document(), opened),
    ):
        pairs = [
            (seconds(lambda data=data: inspect(data, "x")), seconds(lambda data=data, bare=bare: bare(data)))
            for _ in range(options.rounds + 1)
        ][1:]
        safe, alone = (median(side) * 1000 for side in zip(*pairs, strict=True))
        rows.append([name, f"{len(data) / MB:.1f}", f"{safe:.1f}", f"{alone:.1f}", f"{safe / alone:.2f}"])
    print(_common.table(["file", "MB", "inspect, ms", "bare, ms", "ratio"], rows))


if __name__ == "__main__":
    main()
