"""Keys and rates: every route of the table with no key, a bad one, a revoked one, one of too small a scope."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute

from api import cli
from api.app import create_app
from api.edge.access import Needs, Scope
from api.edge.door import Door
from api.state.state import State
from rag.library import Library
from tests.fakes import FakeLibrary
from tests.wire import problem

OPEN = {"/livez", "/readyz", "/version", "/", "/docs", "/embed.js"}  # they tell nothing of the pile but its size
ASK = {"question": "四帮四促？"}


def routes() -> list[tuple[str, str, Scope | None]]:
    """Method, address and scope of every route of the application."""
    found = []
    for route in routed(create_app(FakeLibrary()).routes):
        scopes = [d.dependency.scope for d in route.dependencies if isinstance(d.dependency, Needs)]
        found += [(method, route.path, max(scopes, default=None)) for method in sorted(route.methods)]
    return found


def routed(routes: list) -> list[APIRoute]:
    """The routes of an application, those of routers that are included as they are among them."""
    found = []
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        found += [route] if isinstance(route, APIRoute) else routed(inner.routes) if inner else []
    return found


ROUTES = routes()


def talk_as(tmp_path: Path, work, door: Door = Door(keys_required=True), library=None) -> None:
    state = State(tmp_path)

    async def main() -> None:
        app = create_app(library or FakeLibrary(), door, state)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            await work(client, state)
        app.state.desk.close()

    asyncio.run(main())
    state.close()


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_the_table_is_whole_and_only_these_are_open() -> None:
    assert len(ROUTES) > 25
    assert {path for _, path, scope in ROUTES if scope is None} <= OPEN
    assert {path for method, path, scope in ROUTES if scope is Scope.READ and method in ("POST", "DELETE")} == {
        "/v1/answers",
        "/v1/answers/{answer_id}",
        "/v1/search",
        "/v1/explain",
        "/v1/conversations",
        "/v1/conversations/{conversation_id}",
        "/v1/chat/completions",
    }


def test_every_route_asks_for_a_key_that_is_right(tmp_path: Path, towns: Library) -> None:
    async def work(client: httpx.AsyncClient, state: State) -> None:
        key, secret = state.keys.create("a", "read")
        gone, revoked = state.keys.create("b", "admin")
        state.keys.revoke(gone.id)
        swapped = secret.replace(key.id, gone.id)
        wrong = [revoked, secret[:-1], f"{secret}x", swapped, "xw_", "xw__", "𠮷", key.id]
        for method, path, scope in ROUTES:
            address = path.replace("{", "").replace("}", "")
            if scope is None:
                assert (await client.request(method, address)).status_code == (401 if path == "/" else 200), path
                continue
            problem(await client.request(method, address, json={}), 401, "key_missing")
            for token in wrong:
                headers = {"Authorization": f"Bearer {token}".encode()}
                reply = await client.request(method, address, json={}, headers=headers)
                problem(reply, 401, "key_invalid")
                assert reply.headers["www-authenticate"] == "Bearer"
            problem(await client.request(method, f"{address}?key={secret}", json={}), 401, "key_missing")
            allowed = await client.request(method, address, json={}, headers=bearer(secret))
            assert (allowed.status_code == 403) == (scope > Scope.READ), (method, path, allowed.text)
            assert allowed.status_code < 500, (method, path, allowed.text)

    talk_as(tmp_path, work, library=towns)


def test_a_browser_asks_for_a_key_and_uses_it_for_our_own_page_only(tmp_path: Path) -> None:
    async def work(client: httpx.AsyncClient, state: State) -> None:
        asked = await client.get("/")
        assert (asked.status_code, asked.headers["www-authenticate"].split()[0]) == (401, "Basic")
        _, secret = state.keys.create("a", "admin")
        typed = httpx.BasicAuth("", secret)
        assert "乡问" in (await client.get("/", auth=typed)).text
        assert (await client.get("/", auth=httpx.BasicAuth(secret, "wrong"))).status_code == 401
        assert (await client.get("/", headers={"Authorization": "Basic ???"})).status_code == 401
        own = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
        assert (await client.post("/v1/answers", json=ASK, auth=typed, headers=own)).status_code == 200
        for foreign in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            sent = {"file": ("a.txt", b"x")}
            refused = await client.post("/v1/reports", files=sent, auth=typed, headers=foreign)
            problem(refused, 403, "foreign_page")

    talk_as(tmp_path, work)


def test_a_revoked_key_is_out_at_once_and_only_hashes_are_kept(tmp_path: Path) -> None:
    async def work(client: httpx.AsyncClient, state: State) -> None:
        key, secret = state.keys.create("a", "read")
        assert (await client.post("/v1/answers", json=ASK, headers=bearer(secret))).status_code == 200
        state.keys.revoke(key.id)
        problem(await client.post("/v1/answers", json=ASK, headers=bearer(secret)), 401, "key_invalid")
        stored = b"".join(file.read_bytes() for file in tmp_path.glob("service*"))
        assert secret.removeprefix(f"xw_{key.id}_").encode() not in stored

    talk_as(tmp_path, work)


def test_conversations_are_their_owners(tmp_path: Path) -> None:
    async def work(client: httpx.AsyncClient, state: State) -> None:
        mine, other = (bearer(state.keys.create(name, "admin")[1]) for name in "ab")
        begun = (await client.post("/v1/conversations", json={"title": "我的"}, headers=mine)).json()
        asked = {**ASK, "conversation_id": begun["id"]}
        answer = (await client.post("/v1/answers", json=asked, headers=mine)).json()
        address = f"/v1/conversations/{begun['id']}"
        assert (await client.get("/v1/conversations", headers=other)).json()["items"] == []
        for method, path in [("GET", address), ("DELETE", address), ("GET", f"{address}/export")]:
            problem(await client.request(method, path, headers=other), 404, "unknown_conversation")
        problem(await client.patch(address, json={"title": "x"}, headers=other), 404, "unknown_conversation")
        problem(await client.post("/v1/answers", json=asked, headers=other), 404, "unknown_conversation")
        problem(await client.delete(f"/v1/answers/{answer['id']}", headers=other), 404, "unknown_answer")
        assert (await client.get(f"/v1/answers/{answer['id']}", headers=other)).status_code == 200  # a shared link

    talk_as(tmp_path, work)


def test_who_asks_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    async def work(client: httpx.AsyncClient, state: State) -> None:
        one, two = (bearer(state.keys.create(name, "read")[1]) for name in "ab")
        for _ in range(3):
            assert (await client.post("/v1/answers", json=ASK, headers=one)).status_code == 200
        refused = await client.post("/v1/answers", json=ASK, headers=one)
        problem(refused, 429, "too_many_requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (await client.post("/v1/answers", json=ASK, headers=two)).status_code == 200
        assert (await client.get("/v1/reports", headers=one)).status_code == 200

    talk_as(tmp_path, work, Door(keys_required=True, rate="3/minute"))


def test_messages_come_in_the_language_asked_for(tmp_path: Path) -> None:
    async def work(client: httpx.AsyncClient, _: State) -> None:
        for accepted, lang in {
            "en": "en",
            "zh-TW,zh;q=0.9,en;q=0.1": "zh",
            "fr": "zh",
            "en;q=0.2,zh;q=0.1": "en",
        }.items():
            reply = await client.get("/v1/reports", headers={"Accept-Language": accepted})
            assert reply.headers["content-language"] == lang
            assert reply.json()["detail"] == reply.json()[lang]

    talk_as(tmp_path, work)


def test_keys_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str) -> dict:
        assert cli.run(["keys", *words, "--json", "--data", str(tmp_path)]) == 0
        return json.loads(capsys.readouterr().out)

    made = run("create", "--name", "网站", "--scope", "ingest")
    assert made["secret"].startswith(f"xw_{made['id']}_")
    assert len(made["secret"].removeprefix(f"xw_{made['id']}_")) == 43
    listed = run("list")["items"]
    assert [(key["id"], key["name"], key["scope"], key["revoked_at"]) for key in listed] == [
        (made["id"], "网站", "ingest", None)
    ]
    assert "secret" not in listed[0]
    assert run("revoke", made["id"])["revoked_at"]
    assert cli.run(["keys", "revoke", "none", "--data", str(tmp_path)]) == 2


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--host", "::"), ("--require-keys",)])
def test_it_does_not_serve_others_without_keys(tmp_path: Path, options: tuple[str, ...], capsys) -> None:
    assert cli.run(["serve", "--port", "0", "--data", str(tmp_path), *options]) == 2
    assert "xiangwen keys create" in capsys.readouterr().err


def test_a_wrong_origin_or_rate_is_told(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket():
        assert cli.run(["serve", "--data", str(tmp_path), "--embed-origin", "example.cn/path"]) == 2
    assert "https://www.example.cn" in capsys.readouterr().err
    monkeypatch.setenv("XIANGWEN_RATE", "fast")
    assert cli.run(["serve", "--data", str(tmp_path)]) == 2
    assert "120/minute" in capsys.readouterr().err
