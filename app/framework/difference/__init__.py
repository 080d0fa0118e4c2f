"""What changes: from one level to the next, and from one version of the framework to the next. Pure."""

from app.framework.difference.levels import CompetencyChange, LevelDifference, between_levels
from app.framework.difference.versions import (
    EntryChange,
    IndicatorMove,
    KeyChange,
    RequirementChange,
    VersionDifference,
    WordsChange,
    between_versions,
)

__all__ = [
    "CompetencyChange",
    "EntryChange",
    "IndicatorMove",
    "KeyChange",
    "LevelDifference",
    "RequirementChange",
    "VersionDifference",
    "WordsChange",
    "between_levels",
    "between_versions",
]
