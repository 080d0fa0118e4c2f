"""Facts of the running request that rules and logs need without knowing the web."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
address: ContextVar[str] = ContextVar("address", default="")
