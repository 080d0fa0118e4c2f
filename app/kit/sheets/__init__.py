"""Tables that come from elsewhere, CSV and XLSX: read within bounds, refused with the place of every fault."""

from app.kit.sheets.cells import as_day, as_key, as_text, order_of
from app.kit.sheets.marked import marked_copy
from app.kit.sheets.reading import read
from app.kit.sheets.sheet import Cell, Fault, Line, Sheet, Unreadable, letters

__all__ = [
    "Cell", "Fault", "Line", "Sheet", "Unreadable", "as_day", "as_key", "as_text", "letters", "marked_copy",
    "order_of", "read",
]  # fmt: skip
