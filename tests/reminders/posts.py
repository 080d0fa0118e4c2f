"""Where messages arrive in the tests: a real SMTP server and a real receiver of webhooks, on this machine."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Postbox:
    """An SMTP server. `answer` is what it says to each message; with `hold_at` n it keeps the n-th waiting."""

    port: int = field(default_factory=free_port)
    answer: str = "250 OK"
    refuse: frozenset[str] = frozenset()
    hold_at: int | None = None
    messages: list[EmailMessage] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.refuse:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if not self.answer.startswith("250"):
            return self.answer
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hold_at == len(self.messages):
            self.hold_at = None
            self.held.set()
            await asyncio.to_thread(self.go_on.wait, 30)
        return self.answer

    @property
    def receivers(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.messages)

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}"


@contextmanager
def postbox() -> Iterator[Postbox]:
    """A server for as long as the block runs."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        box.go_on.set()
        controller.stop()


@dataclass
class Hook:
    """A receiver of webhooks; answers `status` to each."""

    port: int = 0
    status: int = 200
    posts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def url(self, name: str) -> str:
        return f"json://127.0.0.1:{self.port}/{name}"

    @property
    def paths(self) -> list[str]:
        return sorted(path for path, _ in self.posts)


@contextmanager
def hook() -> Iterator[Hook]:
    found = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if found.status == 200:
                found.posts.append((self.path, json.loads(body)))
            self.send_response(found.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
