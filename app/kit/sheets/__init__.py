"""Tables that people send, CSV and XLSX, read so that nothing in them harms: bounded first, then opened."""

from app.kit.sheets.days import day_of, order_of
from app.kit.sheets.marking import marked_copy
from app.kit.sheets.reading import read
from app.kit.sheets.sheet import Cell, Fault, Line, Sheet, Unreadable, column_letters

__all__ = [
    "Cell",
    "Fault",
    "Line",
    "Sheet",
    "Unreadable",
    "column_letters",
    "day_of",
    "marked_copy",
    "order_of",
    "read",
]
