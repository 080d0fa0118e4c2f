"""Files that a form sends: read up to a bound, and the text beside them kept whatever the files are."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartParser

from app.kit.errors import Refused, TooLarge
from app.kit.files import FIELD, MAX_FILE
from app.kit.i18n import gettext as _

MAX_TEXT = 1024 * 1024
MAX_UPLOAD = MAX_FILE + MAX_TEXT
MAX_FILES = 5
# how much of a body that is too large is read and thrown away, so that the text in it can be given back
PATIENCE = 64 * 1024 * 1024
MOST_PARTS = 400


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name is what somebody wrote there, the bytes may be anything."""

    name: str
    data: bytes


class _Parser(MultiPartParser):
    """Holds MAX_FILE of files in all; what comes after that is counted and dropped."""

    files = 0
    text = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._current_part.file is None:
            self.text += end - start
            if self.text > MAX_TEXT:
                raise TooLarge()
        else:
            self.files += end - start
            if self.files > MAX_FILE:
                return
        super().on_part_data(data, start, end)


async def parse(headers: Headers, stream: AsyncGenerator[bytes, None], fields: int) -> tuple[FormData, bool]:
    """The parts of a multipart body, and whether its files were too large. TooLarge when its text is."""
    parser = _Parser(headers, stream, max_files=MOST_PARTS, max_fields=fields, max_part_size=MAX_TEXT)
    data = await parser.parse()
    return data, parser.files > MAX_FILE


async def files(data: FormData) -> dict[str, tuple[Upload, ...]]:
    """The files by field, in order. A field in which none was chosen sends an empty one without a name: dropped.

    ValueError for a field whose name has lone surrogates; in a file's own name they are dropped.
    """
    found: dict[str, tuple[Upload, ...]] = {}
    for field, part in data.multi_items():
        if isinstance(part, UploadFile) and (part.filename or part.size):
            field.encode()
            name = (part.filename or "").encode("utf-8", "ignore").decode()
            found[field] = (*found.get(field, ()), Upload(name, await part.read()))
    return found


def too_large() -> TooLarge:
    """The answer to more bytes than a form may hold."""
    return TooLarge(
        _(
            "A form holds at most %(files)s MB of files and %(text)s MB of text.",
            files=MAX_FILE // 1024**2,
            text=MAX_TEXT // 1024**2,
        )
    )


def too_many() -> Refused:
    """The answer to more files than a form may hold."""
    sentence = _("At most %(most)s files at once; please send the others afterwards.", most=MAX_FILES)
    return Refused(sentence, {FIELD: sentence})
