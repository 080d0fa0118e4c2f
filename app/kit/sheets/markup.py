"""XML that comes from elsewhere, read as it streams by: no document type, no entities, bounded in every direction."""

from typing import IO, Any
from xml.parsers import expat

from app.kit.i18n import gettext as _
from app.kit.sheets.sheet import Unreadable, too_many

CHUNK = 64 * 1024
MOST_DEPTH = 200
MOST_ELEMENTS = 2_000_000
MOST_PENDING = 1024 * 1024
# Excel's own bound for a cell is 32,767; what lies between is told as a fault of that cell
MOST_TEXT = 64 * 1024


class Walker:
    """Goes through one document. What inherits from it says what to do at `start`, `end` and `text`."""

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0
        self.letters = 0
        self.parts: list[str] | None = None
        """Where text is collected, None where nobody wants it."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def walk(self, source: IO[bytes], most: int) -> None:
        """Read it all. Unreadable when it is no XML, has a document type, or is larger than `most` bytes."""
        parser = self._parser()
        read = 0
        try:
            while chunk := source.read(CHUNK):
                read += len(chunk)
                parser.Parse(chunk, False)
                self._check(read, most, read - parser.CurrentByteIndex)
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError) as error:
            raise broken() from error

    def _parser(self) -> Any:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        return parser

    def _check(self, read: int, most: int, pending: int) -> None:
        if read > most or self.elements > MOST_ELEMENTS:
            raise too_many("bytes")
        if self.depth > MOST_DEPTH or pending > MOST_PENDING:
            raise broken()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        self.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(name.rpartition(":")[2] if ":" in name else name)

    def _text(self, text: str) -> None:
        if self.parts is not None:
            self.letters += len(text)
            if self.letters > MOST_TEXT:
                raise broken()
            self.parts.append(text)

    def collect(self) -> None:
        """Begin to collect text."""
        self.parts = []
        self.letters = 0

    def collected(self) -> str:
        """The text since `collect`, which ends by this."""
        text = "".join(self.parts or ())
        self.parts = None
        return text


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute with whatever prefix; "" when it is not there."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


def broken() -> Unreadable:
    """The refusal of a file that is no workbook, or a damaged one."""
    return Unreadable(_("This workbook is damaged. Please open it in Excel or WPS and save it again as XLSX."))


def _refuse(*_arguments: object) -> None:
    raise Unreadable(_("This workbook refers to things outside of it. Please save it again as XLSX."))
