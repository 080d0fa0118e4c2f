"""The ways out: which of them a person can be reached by, and sending one message by one of them."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType

from app.kit.i18n import noop
from app.reminders import chat, mail
from app.reminders.mail import Letter, NotSent
from app.reminders.queries import Wish
from app.settings import Settings

TITLES = {"mail": noop("Mail"), "chat": noop("Chat")}
SLOW_SECONDS = 3.0
PATIENCE = 3


class Down(Exception):
    """The way itself is closed for now: the message had no part in it."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one person, and where it could go. `id` is the same at every attempt."""

    id: str
    email: str
    wish: Wish
    subject: str
    body: str


def mail_server(settings: Settings) -> mail.Server | None:
    """The mail server of the settings; None without one. WrongSetting says what is wrong with them."""
    return mail.server(settings.mail_url.get_secret_value(), settings.mail_from)


class Channels:
    """Open for one run. A way that does not answer is left alone for the rest of it, so that a run ends."""

    def __init__(self, settings: Settings, seconds: float = mail.SECONDS) -> None:
        self.chat_allowed = settings.chat_allowed
        server = mail_server(settings)
        self._mail = mail.Mail(server, seconds) if server else None
        self._slow = 0
        self._stack = ExitStack()

    def __enter__(self) -> "Channels":
        if self._mail:
            self._stack.enter_context(self._mail)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def of(self, email: str, wish: Wish) -> list[str]:
        """By which ways a person is reached now."""
        able = {
            "mail": self._mail is not None and wish.mail and bool(email),
            "chat": wish.chat_url.partition("://")[0] in self.chat_allowed,
        }
        return [channel for channel, reached in able.items() if reached]

    def send(self, channel: str, parcel: Parcel) -> None:
        """Send it; NotSent when this message was not taken, Down when no message would be."""
        {"mail": self._by_mail, "chat": self._by_chat}[channel](parcel)

    def _by_mail(self, parcel: Parcel) -> None:
        if self._mail is None:
            raise Down("no mail server is set")
        try:
            self._mail.open()
        except NotSent as error:
            raise Down(str(error)) from error
        self._mail.send(Letter(parcel.email, parcel.subject, parcel.body, parcel.id))

    def _by_chat(self, parcel: Parcel) -> None:
        began = time.monotonic()
        try:
            chat.send(parcel.wish.chat_url, self.chat_allowed, parcel.subject, parcel.body)
            self._slow = 0
        except NotSent:
            self._slow += time.monotonic() - began > SLOW_SECONDS
            if self._slow >= PATIENCE:
                raise Down("the chat services do not answer") from None
            raise
