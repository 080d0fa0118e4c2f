"""Who asks the API: whoever holds a token, within its scopes, so many times a minute. Cookies count for nothing."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from app.api import tokens
from app.kit.errors import Forbidden, SignedOut, TooMany
from app.kit.i18n import gettext as _
from app.kit.routing import Visit
from app.people.access import Actor, Subject, hr, log_readings, signed_in

PER_MINUTE = 120
_REMEMBERED = 10_000


class Pace:
    """How often each token asked in the last minute, in this process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._asked: OrderedDict[int, deque[float]] = OrderedDict()

    def step(self, token_id: int) -> None:
        """TooMany once it is faster than allowed."""
        now = time.monotonic()
        with self._lock:
            asked = self._asked.setdefault(token_id, deque())
            self._asked.move_to_end(token_id)
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
            while asked and now - asked[0] > 60:
                asked.popleft()
            if len(asked) >= self.most:
                seconds = int(60 - (now - asked[0])) + 1
                raise TooMany(_("At most %(most)s requests a minute with one token.", most=self.most), seconds)
            asked.append(now)


PACE = Pace(PER_MINUTE)


def _identify(visit: Visit) -> Actor | None:
    kind, _blank, token = visit.request.headers.get("Authorization", "").partition(" ")
    found = tokens.recognise(visit.database, token.strip()) if kind.lower() == "bearer" else None
    visit.request.state.bearer = found
    return found.actor if found else None


def token(scope: str | None) -> Callable[[Visit], None]:
    """Policy: a token that works, and has this scope (None: any)."""

    def policy(visit: Visit) -> None:
        found: tokens.Bearer | None = visit.request.state.bearer
        if found is None:
            raise SignedOut(_("Send a token that works, as: Authorization: Bearer …"))
        PACE.step(found.token_id)
        signed_in(visit)
        if scope is not None and scope not in found.scopes:
            raise Forbidden(_("This token lacks the scope “%(scope)s”.", scope=scope))

    policy.identify = _identify  # type: ignore[attr-defined]
    return policy


def of_hr(scope: str) -> Callable[[Visit], None]:
    """Policy: a token of somebody who is HR now, with this scope."""
    with_token = token(scope)

    def policy(visit: Visit) -> None:
        with_token(visit)
        hr(visit)

    policy.identify = _identify  # type: ignore[attr-defined]
    return policy


def log(visit: Visit, subject: Subject, what: str) -> None:
    """Write down that somebody else's record was read, once a day for each part of it; that person can read it."""
    if not subject.relation.is_self:
        log_readings(visit, [subject.id], what)
