"""The calibration page's numbers as people read them."""

from app.framework.model import Framework
from app.reviews.calibration.measures import Figures, middle

FLAT = 0.05


def steps(value: float) -> str:
    """Steps of the scale with their sign and one decimal; no sign where the decimal is 0."""
    if abs(value) < FLAT:
        return "0.0"
    return f"{value:+.1f}".replace("-", "−")


def plain_steps(value: float) -> str:
    return f"{value:.1f}"


def percent(share: float) -> str:
    return f"{share:.0%}"


def middle_of(framework: Framework) -> tuple[int, ...]:
    """The middle proficiency of this framework's scale."""
    return middle([step.value for step in framework.scale])


def on_the_middle(framework: Framework, figures: Figures) -> str:
    return percent(figures.share(middle_of(framework)))


def counts(framework: Framework, figures: Figures) -> list[int]:
    """Ratings by proficiency, in the order of the scale."""
    return [figures.counts[step.value] for step in framework.scale]


def merged_levels(framework: Framework, levels: tuple[str | None, ...]) -> list[str]:
    """The titles of levels that are compared together; those without a level are passed over."""
    found = (framework.level(level) for level in levels if level)
    return [str(level.title) for level in found if level]
