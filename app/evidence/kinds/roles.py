"""Roles in a piece of work, from the least to the most."""

from app.kit.i18n import noop

ROLES = {"took_part": noop("Took part"), "owned": noop("Owned"), "led": noop("Led")}
