"""Mail through the company's SMTP server, one person per message.

smtplib and not apprise, because apprise makes a new Message-ID each time: a message that was under way
when the process was killed is recognised by it when it comes a second time.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.kit import clock
from app.kit.i18n import gettext as _

SECONDS = 20
SUBMISSION, IMPLICIT_TLS, PLAIN = 587, 465, 25
# lines of ASCII: not every relay takes more
LETTER = SMTP.clone(cte_type="7bit")


class WrongSetting(ValueError):
    """What is wrong with the operator's settings, in a sentence."""


class NotSent(Exception):
    """Why a message did not go out, in words for the log; holds no address and no password."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over. `security`: 'plain', 'starttls' or 'ssl'."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: Address


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person. `id` is its Message-ID, the same at each attempt."""

    to: str
    subject: str
    body: str
    id: str


def server(url: str, sender: str) -> Server | None:
    """The server that LADDER_MAIL_URL names, in apprise's form; None when it is empty.

    `mailto://host` is plain SMTP at port 25, `mailtos://user:password@host` STARTTLS at 587,
    `mailtos://…?mode=ssl` TLS from the first byte at 465; `smtp=` names another host. WrongSetting for the rest.
    """
    if not url.strip():
        return None
    parts, port = _split(url.strip())
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    host = query.get("smtp") or parts.hostname
    security = _security(parts.scheme, query.get("mode", ""))
    if not host:
        raise WrongSetting(_("LADDER_MAIL_URL names no host."))
    port = port or {"ssl": IMPLICIT_TLS, "starttls": SUBMISSION, "plain": PLAIN}[security]
    from_ = _address(sender or query.get("from", ""))
    return Server(host, port, security, unquote(parts.username or ""), unquote(parts.password or ""), from_)


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError:
        raise WrongSetting(_("LADDER_MAIL_URL cannot be read as an address.")) from None


def _security(scheme: str, mode: str) -> str:
    if scheme == "mailto" and mode in ("", "insecure"):
        return "plain"
    if scheme == "mailtos" and mode in ("", "starttls", "ssl"):
        return mode or "starttls"
    raise WrongSetting(_("LADDER_MAIL_URL must begin with mailto:// or mailtos://, and mode= is starttls or ssl."))


def _address(value: str) -> Address:
    try:
        return Address(addr_spec=value.strip())
    except (ValueError, MessageError, IndexError):
        raise WrongSetting(_("LADDER_MAIL_FROM must be one e-mail address.")) from None


class Mail:
    """A connection that is opened when the first letter leaves, and opened again when the server let it go."""

    def __init__(self, server: Server, seconds: float = SECONDS) -> None:
        self.server = server
        self.seconds = seconds
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> "Mail":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def open(self) -> None:
        """Have a connection; NotSent when the server does not answer or does not know us."""
        if self._open is not None and not self._alive(self._open):
            self._close()
        if self._open is None:
            with _explained():
                self._open = self._connect()

    def send(self, letter: Letter) -> None:
        """Hand one letter over; NotSent says why it was not taken."""
        message = _message(self.server, letter)
        self.open()
        assert self._open is not None
        try:
            with _explained():
                self._open.send_message(message)
        except NotSent:
            self._close()
            raise

    def _alive(self, smtp: smtplib.SMTP) -> bool:
        try:
            return smtp.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def _connect(self) -> smtplib.SMTP:
        here, context = self.server, ssl.create_default_context()
        if here.security == "ssl":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(here.host, here.port, timeout=self.seconds, context=context)
        else:
            smtp = smtplib.SMTP(here.host, here.port, timeout=self.seconds)
        try:
            if here.security == "starttls":
                smtp.starttls(context=context)
            if here.user:
                smtp.login(here.user, here.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _close(self) -> None:
        smtp, self._open = self._open, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


@contextmanager
def _explained() -> Iterator[None]:
    """What a server or the way to it may answer, as NotSent: its class and code, never its words or addresses."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise NotSent(f"recipient refused ({code})") from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"{type(error).__name__} ({error.smtp_code})") from error
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotSent(type(error).__name__) from error


def _message(server: Server, letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=LETTER)
    try:
        message["To"] = Address(addr_spec=letter.to.strip())
    except (ValueError, MessageError, IndexError):
        raise NotSent("not an e-mail address") from None
    message["From"] = Address("Channel Ladder", server.sender.username, server.sender.domain)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{letter.id}@{server.sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message
