"""One long piece of work at a time for each person, so that nobody keeps all the others waiting."""

import time
from threading import Lock

from app.kit.errors import TooMany
from app.kit.i18n import gettext as _

PATIENCE = 600.0
AGAIN = 10


class Turns:
    """Who is at it now, in this process. A turn whose end got lost is over after `PATIENCE` seconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._since: dict[int, float] = {}

    def take(self, person_id: int) -> None:
        """Begin; TooMany while this person's last one is not over."""
        now = time.monotonic()
        with self._lock:
            if now - self._since.get(person_id, -PATIENCE) < PATIENCE:
                raise TooMany(_("Your last one is still being made. Please try again in a moment."), AGAIN)
            self._since[person_id] = now

    def end(self, person_id: int) -> None:
        with self._lock:
            self._since.pop(person_id, None)


TURNS = Turns()
"""Documents: one PDF or download of each person at a time, whatever it is about."""
