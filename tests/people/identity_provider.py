"""A small OpenID provider on loopback: real discovery, keys, codes and signatures."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "ladder", "a secret between the two"
Sign = Callable[[dict[str, Any]], str]


@cache
def key(kid: str) -> RSAKey:
    """Made once: it takes a while."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


class Company:
    """`claims` change what the id tokens say (None: left out), `sign` how they are signed."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.requests: list[str] = []
        self.discovery: dict[str, Any] = {}
        self.kid = "first"
        self.sign: Sign = self.rs256

    def rs256(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.kid}, claims, key(self.kid))

    def public_pem(self) -> bytes:
        return key(self.kid).as_pem(private=False)

    def authorise(self, location: str, **claims: Any) -> str:
        """A person agrees: where the provider sends her browser. `claims` go into her id token."""
        asked = dict(parse_qsl(urlsplit(location).query))
        assert location.startswith(f"{self.issuer}/authorise?")
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        self.claims = claims
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "nonce": nonce, "iat": now, "exp": now + 300, **self.claims}
        return self.sign({name: value for name, value in claims.items() if value is not None})

    def get(self, path: str) -> tuple[int, object]:
        documents = {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorise",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                **self.discovery,
            },
            "/keys": {"keys": [key(self.kid).as_dict(private=False)]},
        }
        return (200, documents[path]) if path in documents else (404, {})

    def token(self, authorization: str, sent: dict[str, str]) -> tuple[int, object]:
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if authorization != f"Basic {basic}":
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        wanted = ("code_challenge", challenge), ("redirect_uri", sent.get("redirect_uri"))
        if asked is None or any(asked[name] != value for name, value in wanted):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}


class _Handler(BaseHTTPRequestHandler):
    company: Company

    def do_GET(self) -> None:
        self.company.requests.append(self.path)
        self._answer(*self.company.get(self.path))

    def do_POST(self) -> None:
        self.company.requests.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(*self.company.token(self.headers.get("Authorization", ""), dict(parse_qsl(body))))

    def _answer(self, status: int, document: object) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Company]:
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.company = company = Company(server.server_port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield company
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
