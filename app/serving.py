"""The server process: uvicorn around the application."""

import socket
from collections.abc import Callable

import uvicorn

from app.kit.db import Database
from app.kit.logs import AccessLog
from app.main import create_app
from app.settings import Settings

SECONDS_TO_FINISH = 20


class Server(uvicorn.Server):
    """Says that it is ready once it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()


def configuration(settings: Settings, database: Database) -> uvicorn.Config:
    """One process. Addresses of clients are taken from proxies that the settings trust, and from no other."""
    return uvicorn.Config(
        AccessLog(create_app(settings, database)),
        host=settings.host,
        port=settings.port,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        access_log=False,
        log_config=None,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )


def serve(settings: Settings, database: Database, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it."""
    Server(configuration(settings, database), ready).run()
