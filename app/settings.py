"""What the environment says. Every variable begins with LADDER_; docs/deploy.md explains each."""

from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

ROOT = Path(__file__).resolve().parent.parent
HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"
HTMX_INTEGRITY = "sha384-2OatzQy1H+Zd/IIrjr1TcuDGqLXeHhbooAyJY1KdQMKnr4LZ22k31GBLdYKHmVjg"
CHAT_SCHEMES = "feishu,lark,dingtalk,wecombot"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="LADDER_", extra="ignore")

    database_url: str = f"sqlite:///{ROOT / 'var' / 'ladder.db'}"
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    origin: str = ""
    htmx_url: str = HTMX_URL
    htmx_integrity: str = ""
    data_dir: Path = ROOT / "data"
    font_dir: Path | None = None
    timezone: str = "Asia/Shanghai"
    erasures: Path | None = None
    demo: bool = False
    demo_password: SecretStr | None = None
    second_factor_for_roles: bool = False
    trusted_proxies: str = "127.0.0.1"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    threads: int = Field(4, ge=1, le=64)
    job_threads: int = Field(1, ge=0, le=8)
    mail_url: SecretStr = SecretStr("")
    mail_from: str = ""
    chat_schemes: str = CHAT_SCHEMES

    @cached_property
    def public_origin(self) -> str:
        """Scheme, host and port under which browsers reach this server; links and the cross-site check use it."""
        return self.origin.rstrip("/") or f"http://{self.host}:{self.port}"

    @cached_property
    def chat_allowed(self) -> tuple[str, ...]:
        """Schemes of addresses to which reminders may be sent by chat."""
        return tuple(scheme.strip().lower() for scheme in self.chat_schemes.split(",") if scheme.strip())

    @property
    def erasures_file(self) -> Path:
        """Where it is remembered who was erased: as set, else beside the SQLite file, else in var/."""
        url = make_url(self.database_url)
        sqlite = url.database if url.get_backend_name() == "sqlite" else None
        return self.erasures or (Path(sqlite).parent if sqlite else ROOT / "var") / "erasures"

    @property
    def script_integrity(self) -> str:
        """The digest that browsers check htmx against: the pinned file's, or what is set for another address."""
        return self.htmx_integrity or (HTMX_INTEGRITY if self.htmx_url == HTMX_URL else "")

    @property
    def secure(self) -> bool:
        """Whether browsers come over TLS: decides the cookie's name, `Secure` and HSTS."""
        return urlsplit(self.public_origin).scheme == "https"

    @property
    def loopback(self) -> bool:
        return self.host in LOOPBACK
