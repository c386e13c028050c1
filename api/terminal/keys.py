"""`xiangwen keys`: access keys made, listed, revoked. A secret is shown once, when it is made."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from api.state.keys import Key
from api.state.state import State
from api.terminal.session import Session, err, out
from rag.errors import BadSetting


def manage(session: Session, action: str, key_id: str | None, name: str, scope: str) -> None:
    """One action on the keys of a data folder. Raises BadSetting."""
    with closing(State(session.settings.data)) as state:
        if action == "create":
            key, secret = state.keys.create(name, scope)
            session.show(lambda: {**asdict(key), "secret": secret}, lambda: out.print(secret))
            err.print("请现在记下，以后不再显示 · write it down now, it is not shown again", style="yellow")
        elif action == "list":
            known = state.keys.every()
            session.show(lambda: {"items": [asdict(key) for key in known]}, lambda: _table(known))
        else:
            revoked = state.keys.revoke(key_id or "")
            if revoked is None:
                raise BadSetting(
                    f"没有密钥 {key_id}，用 xiangwen keys list 查看",
                    f"no key {key_id}: xiangwen keys list shows them",
                )
            gone = revoked
            session.show(lambda: asdict(gone), lambda: _table([gone]))


def _table(keys: list[Key]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("编号 id", "名字 name", "权限 scope", "建立 created", "作废 revoked"):
        table.add_column(column, overflow="fold")
    for key in keys:
        cells = (key.id, key.name, key.scope, key.created_at, key.revoked_at or "—")
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
