"""The company's OpenID provider: where to send a browser, and what the id token says of who returns.

Sources: OpenID Connect Core 1.0 (3.1.2 and 3.1.3), Discovery 1.0, RFC 7636 (PKCE).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]

# the HTTP library that authlib chose: its exceptions are the ones that its client raises
from authlib.integrations.httpx_client.oauth2_client import OAuth2Client, httpx2  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import InvalidClaimError, JoseError
from joserfc.jwk import KeySet

from app.kit import clock, security
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.settings import Settings

RETURN = "/sign-in/oidc/return"
# asymmetric only: the provider's public keys verify, and nothing that we know could sign
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
TIMEOUT_SECONDS = 5.0
CACHE_SECONDS = 3600.0
AWAY_SECONDS = 5.0
LEEWAY_SECONDS = 60
SUBJECT_LENGTH = 255
_UNREADABLE = (JoseError, OAuthError, ValueError, TypeError, KeyError, RecursionError, httpx2.InvalidURL)


class Failed(Refused):
    """Nobody is signed in. `reason` is a word for the trail, the message a sentence for the reader."""

    def __init__(self, reason: str, message: str, subject_id: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.subject_id = subject_id


class Away(Failed):
    """The provider does not answer."""

    status = 503

    def __init__(self) -> None:
        words = _("The company's sign-in service does not answer. Try again soon, or use your name and password.")
        super().__init__("away", words)


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for. `email` is empty unless the provider has verified it."""

    issuer: str
    subject: str
    email: str

    @property
    def key(self) -> str:
        """What an account stores of it: another provider's equal subject is somebody else."""
        return security.digest(f"{self.issuer}\n{self.subject}")


class Provider:
    """The company's OpenID provider. Addresses and keys are asked for once an hour.

    Every method raises Away when the provider does not answer and Failed when its answer cannot be
    trusted. For some seconds after it was away nobody waits for it again.
    """

    def __init__(self, issuer: str, client_id: str, client_secret: str, return_to: str) -> None:
        self.issuer = issuer.rstrip("/")
        self.client_id = client_id
        self.client_secret = client_secret
        self.return_to = return_to
        self._cache: dict[str, tuple[dict[str, Any], float]] = {}
        self._away_until = 0.0
        # certificates are read once; clients are made anew, because each keeps the tokens that it was given
        self._tls = httpx2.create_ssl_context()

    def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser."""
        with self._asking():
            target = self._metadata()["authorization_endpoint"]
            with self._client() as client:
                address, _state = client.create_authorization_url(
                    target, state=state, code_verifier=verifier, nonce=nonce
                )
        return str(address)

    def identity(self, code: str, nonce: str, verifier: str) -> Identity:
        """Exchange the code and validate the id token."""
        with self._asking():
            target = self._metadata()["token_endpoint"]
            with self._client(token_endpoint_auth_method=self._method()) as client:
                answer = client.fetch_token(target, grant_type="authorization_code", code=code, code_verifier=verifier)
            return _identity(self._claims(str(answer["id_token"]), nonce))

    @contextmanager
    def _asking(self) -> Iterator[None]:
        if time.monotonic() < self._away_until:
            raise Away()
        try:
            yield
        except httpx2.HTTPError as error:
            if isinstance(error, httpx2.TransportError):
                self._away_until = time.monotonic() + AWAY_SECONDS
            raise Away() from error
        except _UNREADABLE as error:
            words = _(
                "The answer of the company's sign-in service could not be trusted. "
                "Please try again; if it stays, tell your administrator."
            )
            raise Failed("token", words) from error

    def _client(self, **options: Any) -> OAuth2Client:
        return OAuth2Client(
            self.client_id,
            self.client_secret,
            redirect_uri=self.return_to,
            scope="openid email",
            code_challenge_method="S256",
            timeout=TIMEOUT_SECONDS,
            verify=self._tls,
            **options,
        )

    def _method(self) -> str:
        """How the token endpoint wants to know us (Discovery 1.0, 3: basic unless it says otherwise)."""
        if not self.client_secret:
            return "none"
        offered = self._metadata().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"

    def _metadata(self) -> dict[str, Any]:
        """Discovery 1.0, 4.3: the issuer must be the one that was asked. No way back from https."""
        found = self._read(f"{self.issuer}/.well-known/openid-configuration")
        endpoints = [str(found.get(name)) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        wanted = ("https://",) if self.issuer.startswith("https://") else ("https://", "http://")
        if str(found.get("issuer")).rstrip("/") != self.issuer or not all(one.startswith(wanted) for one in endpoints):
            self._cache.clear()
            raise ValueError("the discovery document is of another issuer, lacks an endpoint or leaves https")
        return found

    def _keys(self, *, fresh: bool = False) -> KeySet:
        return KeySet.import_key_set(self._read(self._metadata()["jwks_uri"], fresh=fresh))  # type: ignore[arg-type]

    def _read(self, url: str, *, fresh: bool = False) -> dict[str, Any]:
        found, until = self._cache.get(url, ({}, 0.0))
        if fresh or time.monotonic() > until:
            with self._client() as client:
                answer = client.request("GET", url, withhold_token=True).raise_for_status().json()
            found = dict(answer)
            self._cache[url] = (found, time.monotonic() + CACHE_SECONDS)
        return found

    def _claims(self, token: str, nonce: str) -> jwt.Claims:
        """The claims of a valid id token (Core 1.0, 3.1.3.7)."""
        claims = self._verified(token)
        jwt.JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._metadata()["issuer"]},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        alone = claims["aud"] in (self.client_id, [self.client_id])
        if claims.get("azp", self.client_id if alone else None) != self.client_id:
            raise InvalidClaimError("azp")
        return claims

    def _verified(self, token: str) -> jwt.Claims:
        try:
            return jwt.decode(token, self._keys(), ALGORITHMS).claims
        except _UNREADABLE:
            # the provider may have changed its keys since they were read
            return jwt.decode(token, self._keys(fresh=True), ALGORITHMS).claims


def _identity(claims: jwt.Claims) -> Identity:
    """ValueError for a subject that cannot be stored (Core 1.0, 2: at most 255 ASCII characters)."""
    subject, email = claims["sub"], claims.get("email")
    if not subject.isascii() or not subject.isprintable() or len(subject) > SUBJECT_LENGTH:
        raise ValueError("unusable subject")
    verified = claims.get("email_verified") is True
    return Identity(claims["iss"], subject, email if verified and isinstance(email, str) else "")


def provider(settings: Settings) -> Provider:
    """The provider of the settings, the same object each time."""
    secret = settings.oidc_client_secret.get_secret_value()
    return _provider(settings.oidc_issuer, settings.oidc_client_id, secret, settings.public_origin + RETURN)


@lru_cache(maxsize=4)
def _provider(issuer: str, client_id: str, client_secret: str, return_to: str) -> Provider:
    return Provider(issuer, client_id, client_secret, return_to)
