"""Passwords and the tokens of sessions and invitations."""

import hashlib
import secrets

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

_hasher = PasswordHash([Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)])
_nobody = _hasher.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """The Argon2id hash of a password (OWASP's parameters: 19 MiB, two passes)."""
    return _hasher.hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Whether it is the password; takes as long for an account that does not exist."""
    try:
        return _hasher.verify(password, stored or _nobody) and stored is not None
    except UnknownHashError:
        return False


def new_token() -> str:
    """256 random bits, for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token: SHA-256, hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
