"""The chat on pages of other sites: off by default; then for listed origins only."""

from __future__ import annotations

import asyncio

import httpx

from api.app import create_app
from api.edge.door import Door
from tests.fakes import FakeLibrary
from tests.wire import call, problem

LISTED, OTHER = "https://www.yunxi.example", "https://evil.example"
ASK = {"question": "四帮四促？"}


def ask_as(origin: str, method: str, path: str, **options: object) -> httpx.Response:
    """One request with an Origin, to a server that knows the listed one."""

    async def main() -> httpx.Response:
        app = create_app(FakeLibrary(), Door(embed_origins=(LISTED,)))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            reply = await client.request(
                method, path, headers={"Origin": origin, **options.pop("headers", {})}, **options
            )
        app.state.desk.close()
        return reply

    return asyncio.run(main())


def test_it_is_off_by_default() -> None:
    problem(call("GET", "/embed.js"), 404, "not_found")
    preflight = {"Origin": LISTED, "Access-Control-Request-Method": "POST"}
    assert call("OPTIONS", "/v1/answers", headers=preflight).status_code == 405


def test_a_listed_site_may_frame_the_page_and_load_the_script() -> None:
    page = ask_as(LISTED, "GET", "/?embed=1")
    assert f"frame-ancestors {LISTED}" in page.headers["content-security-policy"]
    script = ask_as(LISTED, "GET", "/embed.js")
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "/?embed=1" in script.text
    for path in ("/v1/reports", "/docs", "/static/icon.svg"):
        assert "frame-ancestors 'none'" in ask_as(LISTED, "GET", path).headers["content-security-policy"]


def test_only_listed_origins_are_answered() -> None:
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert ask_as(LISTED, "OPTIONS", "/v1/answers", headers=preflight).status_code == 200
    assert ask_as(LISTED, "POST", "/v1/answers", json=ASK).headers["access-control-allow-origin"] == LISTED
    assert ask_as(OTHER, "OPTIONS", "/v1/answers", headers=preflight).status_code == 400
    for origin in (OTHER, "null", f"{LISTED}.evil.example", LISTED.replace("https", "http")):
        reply = ask_as(origin, "POST", "/v1/answers", json=ASK)
        assert "access-control-allow-origin" not in reply.headers
    assert "access-control-allow-credentials" not in ask_as(LISTED, "POST", "/v1/answers", json=ASK).headers
