"""How many of what, and a scale without gaps."""

from collections.abc import Iterator

from app.framework.checks.finding import Finding
from app.framework.model import Framework
from app.kit.i18n import gettext as _

LIMITS = {"levels": (2, 12), "competencies": (3, 60), "scale": (3, 10)}


def counts(framework: Framework) -> Iterator[Finding]:
    for section, (least, most) in LIMITS.items():
        n = len(getattr(framework, section))
        if not least <= n <= most:
            message = _(
                "'%(section)s' has %(n)s entries; it needs %(least)s to %(most)s.",
                section=section,
                n=n,
                least=least,
                most=most,
            )
            fix = _("Add entries.") if n < least else _("Remove entries.")
            yield Finding((section,), message, fix, at_key=True)


def scale_steps(framework: Framework) -> Iterator[Finding]:
    """The lowest step may have any value; each other is one more than the one before."""
    values = [step.value for step in framework.scale]
    for index in range(1, len(values)):
        before, value = values[index - 1], values[index]
        if value != before + 1:
            message = _("The scale goes from %(before)s to %(value)s.", before=before, value=value)
            yield Finding(
                ("scale", index, "value"), message, _("Write %(value)s: each step is one more.", value=before + 1)
            )


CHECKS = (counts, scale_steps)
