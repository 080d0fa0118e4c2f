"""Looks into one PDF: `python pdf_child.py < file` prints what is wrong with it in one word, or nothing.

It runs in a process of its own with bounds on time and memory, because a PDF of a few kilobytes can be
made to cost any amount of either. No stream is ever expanded but those in which the format keeps objects.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

SECONDS = 10
MEMORY = 512 * 1024 * 1024
MAX_PAGES = 2000
MAX_OBJECTS = 200_000
MAX_PARTS = 2_000_000
MAX_EXPANDED = 64 * 1024 * 1024

ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
KINDS = {"/RichMedia", "/3D", "/Movie", "/Sound"}
ACTIVE = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
ATTACHED = {"/EF", "/EmbeddedFiles"}
SCHEMES = (b"javascript:", b"vbscript:", b"data:", b"file:")
# objects that the file's own index leaves out, and a more forgiving reader may find all the same
WORDS = (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData", b"/RichMedia")


class Fault(Exception):
    """The word for what is wrong."""


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def look(data: bytes) -> str:
    """ "" when nothing is wrong, else broken, locked, active, attached or large."""
    import pikepdf
    from pikepdf import settings

    settings.set_qpdf_limits(
        flate_max_memory=MAX_EXPANDED,
        run_length_max_memory=MAX_EXPANDED,
        png_max_memory=MAX_EXPANDED,
        tiff_max_memory=MAX_EXPANDED,
        parser_max_container_size=MAX_OBJECTS,
        max_stream_filters=4,
    )
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            _examine(pdf)
        if any(word in data for word in WORDS):
            return "active"
    except pikepdf.PasswordError:
        return "locked"
    except Fault as fault:
        return str(fault)
    except MemoryError:
        return "large"
    except Exception:
        return "broken"
    return ""


def _examine(pdf: Any) -> None:
    # what only its owner may change opens without a password: it is read like any other
    if len(pdf.objects) > MAX_OBJECTS:
        raise Fault("large")
    _count_pages(pdf.Root.Pages)
    for count, thing in enumerate(_parts([pdf.trailer, *pdf.objects])):
        if count > MAX_PARTS:
            raise Fault("large")
        _examine_dictionary(thing)


def _parts(things: list[Any]) -> Iterator[Any]:
    """Every dictionary in the objects. References are not followed: what they lead to is an object itself."""
    from pikepdf import Array, Dictionary, Name, Object, Stream

    while things:
        thing = things.pop()
        if isinstance(thing, Stream):
            thing = thing.stream_dict
        if isinstance(thing, Dictionary):
            yield thing
            values = [value for _, value in thing.items()]
        elif isinstance(thing, Array):
            values = list(thing)
        else:
            # a kind of action kept apart from its action, which no program does
            if isinstance(thing, Name) and str(thing) in ACTIONS:
                raise Fault("active")
            continue
        things += [value for value in values if isinstance(value, Object) and not value.is_indirect]


def _examine_dictionary(thing: Any) -> None:
    keys = set(thing.keys())
    kind = _name(thing, "/Subtype")
    if keys & ACTIVE or kind in KINDS or _name(thing, "/S") in ACTIONS:
        raise Fault("active")
    if "/URI" in keys and _runs(thing["/URI"]):
        raise Fault("active")
    if keys & ATTACHED or kind == "/FileAttachment" or _name(thing, "/Type") == "/EmbeddedFile":
        raise Fault("attached")


def _name(thing: Any, key: str) -> str:
    from pikepdf import Name

    value = thing.get(key)
    return str(value) if isinstance(value, Name) else ""


def _runs(address: Any) -> bool:
    """Whether it is an address that a reader would run or open from the disk."""
    from pikepdf import String

    return isinstance(address, String) and bytes(address).strip().lower().startswith(SCHEMES)


def _count_pages(root: Any) -> None:
    """Walks the tree of pages; broken when a node hangs in it twice, for then it has no end."""
    waiting, seen, pages = [root], set(), 0
    while waiting:
        node = waiting.pop()
        if node.objgen in seen:
            raise Fault("broken")
        if node.objgen != (0, 0):
            seen.add(node.objgen)
        kids = node.get("/Kids")
        pages += kids is None
        if (
            pages > MAX_PAGES
            or len(seen) + len(waiting) > 2 * MAX_PAGES
            or (kids is not None and len(kids) > MAX_PAGES)
        ):
            raise Fault("large")
        waiting += list(kids) if kids is not None else []
    if not pages:
        raise Fault("broken")


if __name__ == "__main__":
    _limit()
    sys.stdout.write(look(sys.stdin.buffer.read()))
