"""Which pieces of a framework are items of a package, and what stands where in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind of item: `type` is its CFItemType, `section` where it stands, `said` the field of its statement.

    `id`: the field of its id, empty where a piece has none. `below`: field → kind of what belongs to it.
    """

    type: str
    section: str
    said: str = "title"
    id: str = "id"
    below: tuple[tuple[str, str], ...] = ()


PIECES = (
    Piece("Face", "faces"),
    Piece("Level", "levels", below=(("evidence", "Gate"),)),
    Piece("Gate", ""),
    Piece("Proficiency", "scale", id="value"),
    Piece("Group", "groups"),
    Piece("Competency", "competencies", below=(("indicators", "Indicator"),)),
    Piece("Indicator", "", said="text"),
    Piece("Area of work", "work_areas", below=(("exercises", "Exercise"),)),
    Piece("Step of the work", "workflow", below=(("exercises", "Exercise"),)),
    Piece("Duty", "duties", below=(("exercises", "Exercise"),)),
    Piece("Exercise", "", said="task", id=""),
    Piece("Advice", "advice", below=(("prompts", "Prompt"),)),
    Piece("Prompt", "", said="text"),
)
BY_TYPE = {piece.type: piece for piece in PIECES}
TOP = tuple(piece for piece in PIECES if piece.section)

REQUIRED = "Required proficiency"
KEY = "Key competency"
EXERCISES = "Exercises"
