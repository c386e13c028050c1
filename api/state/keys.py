"""Access keys: who may ask, by a secret of which only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from secrets import token_hex, token_urlsafe

from api.state.moments import now
from rag.database import Database, Row

_PREFIX = "xw"
_ID_BYTES = 6
_SECRET_BYTES = 32  # 256 bits: a plain hash is enough, nobody tries that many
_COLUMNS = "id, name, scope, created_at, revoked_at"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it may be shown: without its secret."""

    id: str
    name: str
    scope: str
    created_at: str
    revoked_at: str | None


class Keys:
    """The keys of the service's file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, scope: str) -> tuple[Key, str]:
        """A new key and its secret, which is shown now and never again."""
        key = Key(token_hex(_ID_BYTES), name, scope, now(), None)
        secret = token_urlsafe(_SECRET_BYTES)
        row = (key.id, key.name, key.scope, _hash(secret), key.created_at, None)
        self._database.run("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?)", row)
        return key, f"{_PREFIX}_{key.id}_{secret}"

    def every(self) -> list[Key]:
        """Revoked ones too, oldest first."""
        return [_key(row) for row in self._database.run(f"SELECT {_COLUMNS} FROM keys ORDER BY created_at, id")]  # noqa: S608

    def in_use(self) -> bool:
        return bool(self._database.run("SELECT 1 FROM keys WHERE revoked_at IS NULL LIMIT 1"))

    def revoke(self, key_id: str) -> Key | None:
        """The key as it is from now on; None when there is no such key. A second time changes nothing."""
        rows = self._database.run(
            "UPDATE keys SET revoked_at = coalesce(revoked_at, ?), hash = x'' WHERE id = ?"  # noqa: S608
            f" RETURNING {_COLUMNS}",
            (now(), key_id),
        )
        return _key(rows[0]) if rows else None

    def check(self, token: str) -> Key | None:
        """The key with this secret, unless it is revoked. Compared in a time that does not tell how much was right."""
        prefix, _, rest = token.partition("_")
        key_id, _, secret = rest.partition("_")
        rows = self._database.run(f"SELECT {_COLUMNS}, hash FROM keys WHERE id = ?", (key_id,))  # noqa: S608
        known = rows[0][-1] if rows and prefix == _PREFIX else b""
        right = hmac.compare_digest(_hash(secret), known)
        return _key(rows[0][:-1]) if right and rows[0][4] is None else None


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _key(row: Row) -> Key:
    return Key(*row)
