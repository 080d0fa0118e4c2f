"""A framework as a CFPackage of 1EdTech CASE 1.0 (Competencies and Academic Standards Exchange) and back.

CASE 1.0 has no fields of one's own. Ids stand in `humanCodingScheme`, the first language of a text in `fullStatement`,
order and belonging in associations, required proficiencies in the groupings of associations; whatever else a piece
has stands as JSON in its `notes`.
"""

from app.framework.case.reading import NotCase, read
from app.framework.case.writing import Issue, write

__all__ = ["Issue", "NotCase", "read", "write"]
