"""Chat: the addresses that are allowed, and sending to one of them through apprise."""

import logging
import re
from urllib.parse import parse_qs, urlsplit

from apprise import Apprise, NotifyType
from apprise.common import OverflowMode

from app.reminders.mail import NotSent

CONNECT_SECONDS, READ_SECONDS = 4.0, 10.0
# apprise's own lines name tokens
logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)

_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,128}")
# schemes of one company's one host: a token is all that an address of theirs holds
_PLAIN = re.compile(r"(?P<scheme>feishu|lark|wecombot)://(?P<token>[A-Za-z0-9_-]{8,128})/?")
_DINGTALK = re.compile(r"dingtalk://(?:(?P<secret>[A-Za-z0-9_-]{8,128})@)?(?P<token>[A-Za-z0-9_-]{8,128})/?")
_HOOK = re.compile(r"/open-apis/bot/(?:v2/)?hook/([A-Za-z0-9_-]{8,128})/?")


class NotAllowed(ValueError):
    """Not an address to which this server may post."""


def address(text: str, allowed: tuple[str, ...]) -> str:
    """The address in apprise's form, without parameters where the scheme is a company's own.

    Takes what the companies' pages show (https://open.feishu.cn/…, open.larksuite.com, oapi.dingtalk.com,
    qyapi.weixin.qq.com) as well. NotAllowed for a scheme that the operator does not allow: nobody makes this
    server post to a host of her choice.
    """
    text = text.strip()
    written = _official(text) if text.lower().startswith("https://") else text
    scheme = written.partition("://")[0].lower()
    if not written or "://" not in written or scheme not in allowed:
        raise NotAllowed
    if scheme in ("feishu", "lark", "wecombot", "dingtalk"):
        found = _PLAIN.fullmatch(_bare(written)) or _DINGTALK.fullmatch(_bare(written))
        if found is None:
            raise NotAllowed
        secret = found.groupdict().get("secret")
        written = f"{scheme}://{secret + '@' if secret else ''}{found['token']}/"
    if Apprise.instantiate(written) is None:
        raise NotAllowed
    return written


def _bare(text: str) -> str:
    """Without parameters: they would set timeouts, or switch the check of certificates off."""
    scheme, _, rest = text.partition("#")[0].partition("?")[0].partition("://")
    return f"{scheme.lower()}://{rest}"


def _official(text: str) -> str:
    try:
        parts = urlsplit(text)
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    hook = _HOOK.fullmatch(parts.path)
    if parts.netloc in ("open.feishu.cn", "open.larksuite.com") and hook:
        return f"{'feishu' if parts.netloc == 'open.feishu.cn' else 'lark'}://{hook[1]}/"
    for host, path, name, scheme in (
        ("oapi.dingtalk.com", "/robot/send", "access_token", "dingtalk"),
        ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send", "key", "wecombot"),
    ):
        token = query.get(name, [""])[0]
        if parts.netloc == host and parts.path == path and _TOKEN.fullmatch(token):
            return f"{scheme}://{token}/"
    return ""


def masked(stored: str) -> str:
    """What a page shows of a stored address: its scheme and its last four characters."""
    scheme, _, rest = stored.partition("://")
    return f"{scheme}://…{rest.rstrip('/')[-4:]}" if stored else ""


def send(stored: str, allowed: tuple[str, ...], subject: str, body: str) -> None:
    """Post one message; NotSent says that it was not taken."""
    if stored.partition("://")[0].lower() not in allowed:
        raise NotSent("scheme not allowed")
    service = Apprise.instantiate(stored)
    if service is None:
        raise NotSent("not an address")
    service.socket_connect_timeout, service.socket_read_timeout = CONNECT_SECONDS, READ_SECONDS
    service.redirects = False
    service.overflow_mode = OverflowMode.SPLIT
    if not service.notify(body=body, title=subject, notify_type=NotifyType.INFO):
        raise NotSent("not taken by the chat service")
