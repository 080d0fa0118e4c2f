"""What can go wrong between a person and the server, as exceptions that rules may raise."""

from collections.abc import Mapping


class Problem(Exception):
    """A fault that a person can be told about: an HTTP status and a sentence in her language.

    `title`: a message id, where the status alone would be headed wrongly.
    """

    status = 500
    title = ""

    def __init__(self, message: str = "", **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class SignedOut(Problem):
    """Nobody is signed in, or the session has ended."""

    status = 401


class Forbidden(Problem):
    """The actor may know of it but may not do this."""

    status = 403


class NotFound(Problem):
    """It does not exist, or the actor may not know that it does."""

    status = 404


class Conflict(Problem):
    """It has changed, or is in another state, since the page was made."""

    status = 409


class TooLarge(Problem):
    """The body of the request is larger than any form."""

    status = 413


class Refused(Problem):
    """What was sent cannot be accepted; `errors` maps field names to sentences."""

    status = 422

    def __init__(self, message: str = "", errors: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.errors = dict(errors or {})


class TooMany(Problem):
    """Too many tries; `seconds` until the next one."""

    status = 429

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class Unexpected(Exception):
    """Carries a fault of the product to its page.

    Starlette answers a bare Exception outside of all middleware: without headers, in no language.
    """
