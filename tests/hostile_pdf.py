"""PDF files that mean harm, and good ones beside them: built when asked for."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

HTML = b"<!doctype html><script>alert(document.domain)</script>"


def saved(change: Callable[[pikepdf.Pdf], object] | None = None, pages: int = 1, **options: object) -> bytes:
    """A PDF of blank pages after `change`."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **options)
        return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def address(value: str) -> Dictionary:
    return Dictionary(S=Name.URI, URI=String(value))


def on_opening(action: Callable[[], Dictionary]) -> bytes:
    return saved(lambda pdf: pdf.Root.__setattr__("OpenAction", action()))


def in_a_page(action: Callable[[], Dictionary], **options: object) -> bytes:
    return saved(lambda pdf: pdf.pages[0].obj.__setattr__("AA", Dictionary(O=pdf.make_indirect(action()))), **options)


def on_a_link(action: Callable[[], Dictionary]) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action())
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    return saved(change)


def in_names() -> bytes:
    names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))
    return saved(lambda pdf: pdf.Root.__setattr__("Names", names))


def in_a_field() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=script())))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return saved(change)


def spelled_otherwise() -> bytes:
    """/JavaScript and /JS with letters by number, which every reader understands."""
    action = b"<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"
    return by_hand(b"<< /Type /Catalog /Pages 2 0 R /OpenAction %b >>" % action)


def with_forms_of_xml() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))

    return saved(change)


def rich_media() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))])

    return saved(change)


def with_a_file_inside() -> bytes:
    return saved(lambda pdf: pdf.attachments.__setitem__("setup.exe", b"MZ"))


def encrypted(owner: str = "owner", user: str = "user") -> bytes:
    return saved(encryption=pikepdf.Encryption(owner=owner, user=user))


def restricted_with_a_script() -> bytes:
    """Opens without a password, as certificates often do; its script is as dangerous as any."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")

    return saved(change, encryption=pikepdf.Encryption(owner="owner", user=""))


def by_hand(*objects: bytes) -> bytes:
    """A PDF whose first objects are these; the pages and one page are added unless given."""
    usual = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    )
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate((*objects, *usual[len(objects) :]), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, table)
    return out + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))


def loop_of_pages() -> bytes:
    return by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    )


def doubling_pages() -> bytes:
    """Forty nodes, each holding the next one twice: 2^40 pages."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (n, n) for n in range(3, 43)]
    return by_hand(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


def many_pages() -> bytes:
    return by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%b] /Count 500000 >>" % (b"3 0 R " * 500_000)
    )


def deep() -> bytes:
    return by_hand(b"<< /Type /Catalog /Pages 2 0 R /X %b >>" % (b"[" * 100_000 + b"]" * 100_000))


def corrupt_index() -> bytes:
    return saved(object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(b"startxref\n", b"startxref\n9")


def zeros(megabytes: int) -> bytes:
    squeeze = zlib.compressobj(9)
    return b"".join(squeeze.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + squeeze.flush()


def bomb_of_content() -> bytes:
    """A page whose content is a gigabyte when expanded; nothing here ever expands it."""
    packed = zeros(1024)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>"
    return by_hand(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream)


def bomb_of_objects() -> bytes:
    """The stream that holds the objects is a gigabyte when expanded: a reader must, to find them."""
    packed = zeros(1024)
    held = b"<< /Type /ObjStm /N 1 /First 9 /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
    out = b"%PDF-1.7\n"
    first = len(out)
    out += b"2 0 obj\n" + held % (len(packed), packed) + b"\nendobj\n"
    rows = [(0, 0, 65535), (2, 2, 0), (1, first, 0), (1, len(out), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + extra.to_bytes(2, "big") for kind, place, extra in rows)
    index = b"3 0 obj\n<< /Type /XRef /Size 4 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%b\nendstream\nendobj\n"
    return out + index % (len(table), table) + b"startxref\n%d\n%%%%EOF\n" % len(out)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("index.html", HTML)
    return out.getvalue()


def archive_inside() -> bytes:
    """A ZIP whose comment is the rest of the PDF: whole as either."""
    packed = archive()
    place = b"<< /Length %d >>\nstream\n%b\nendstream"
    pdf = by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        place % (len(packed), packed),
    )
    after = len(pdf) - pdf.index(packed) - len(packed)
    return pdf.replace(packed, packed[:-2] + after.to_bytes(2, "little"))
