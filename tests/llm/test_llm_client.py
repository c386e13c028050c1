"""The client to a language model's server, over real loopback connections: whole replies, and every way to fail."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest

from rag.assemble import make_llm
from rag.errors import BadSetting
from rag.llm.base import ModelUnavailable
from rag.llm.breaker import FAILURES, PAUSE_S, Breaker
from rag.llm.client import OpenAICompatible, Patience
from rag.llm.scripted import ScriptedModel
from rag.llm.wire import endpoint
from rag.settings import Settings
from tests.fake_llm import FakeModel, closed_port, serving

TEXT = "神河镇种植烟草6028亩[1]。截至8月底，生猪存栏3.45万头[2]。𠮷"
ASKED = [("system", "规则"), ("user", "问题")]
HURRIED = Patience(connect=1, first=0.6, between=0.4, total=1.5, retries=1, longest_wait=0.2)
KEY = "sk-canary-8f2e"

FAILURES_OF_A_SERVER = {
    "401": "model_unauthorized",
    "404": "model_unknown",
    "429": "model_busy",
    "500": "model_failed",
    "503": "model_busy",
    "silence": "model_timeout",
    "one token": "model_timeout",
    "kept alive": "model_timeout",
    "invalid json": "model_garbled",
    "not utf-8": "model_garbled",
    "html": "model_garbled",
    "no done": "model_incomplete",
    "no finish_reason": "model_incomplete",
    "closed": "model_incomplete",
    "closed in a character": "model_incomplete",
    "length": "model_incomplete",
    "error event": "model_error",
    "100 MB": "model_too_long",
    "empty": "model_empty",
}


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with serving(TEXT) as server:
        yield server


def ask(fake: FakeModel, patience: Patience = HURRIED) -> str:
    return "".join(OpenAICompatible(fake.url, "qwen", KEY, patience).write(ASKED))


@pytest.mark.parametrize("mode", ["truthful", "split", "whole", "busy once"])
def test_a_whole_reply_is_read_to_the_letter(fake: FakeModel, mode: str) -> None:
    fake.mode = mode
    assert ask(fake) == TEXT
    sent = fake.requests[-1]
    assert (sent["path"], sent["model"], sent["stream"]) == ("/v1/chat/completions", "qwen", True)
    assert [(item["role"], item["content"]) for item in sent["messages"]] == ASKED
    assert fake.headers[-1]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(("mode", "code"), FAILURES_OF_A_SERVER.items())
def test_no_failure_passes_for_a_reply(fake: FakeModel, mode: str, code: str, caplog: pytest.LogCaptureFixture) -> None:
    fake.mode = mode
    caplog.set_level(logging.DEBUG)
    began = time.monotonic()
    with pytest.raises(ModelUnavailable) as failed:
        ask(fake)
    assert failed.value.code == code
    assert time.monotonic() - began < HURRIED.total + 1
    assert KEY not in f"{failed.value!r} {failed.value.zh} {failed.value.en} {caplog.text}"
    assert len(fake.requests) == (2 if code == "model_busy" else 1)


def test_a_trickle_does_not_move_the_end_of_patience(fake: FakeModel) -> None:
    fake.delay = 0.3
    with pytest.raises(ModelUnavailable, match="took too long"):
        ask(fake)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (f"http://127.0.0.1:{closed_port()}/v1", "model_unreachable"),
        ("http://no-such-host.invalid/v1", "model_unknown_host"),
    ],
)
def test_a_server_that_is_not_there(url: str, code: str) -> None:
    with pytest.raises(ModelUnavailable) as failed:
        list(OpenAICompatible(url, "qwen", KEY).write(ASKED))
    assert failed.value.code == code


def test_a_server_that_speaks_no_tls(fake: FakeModel) -> None:
    fake.url = fake.url.replace("http:", "https:")
    with pytest.raises(ModelUnavailable) as failed:
        ask(fake)
    assert failed.value.code == "model_tls"


def test_a_redirect_is_not_followed_and_a_long_pause_not_waited_for(fake: FakeModel) -> None:
    fake.mode = "429"
    began = time.monotonic()
    with pytest.raises(ModelUnavailable):
        ask(fake, Patience(retries=5, longest_wait=-1))
    assert len(fake.requests) == 1
    assert time.monotonic() - began < 2


def test_a_reader_who_leaves_stops_the_server(fake: FakeModel) -> None:
    fake.mode, fake.fails_after = "kept alive", 4
    reply = OpenAICompatible(fake.url, "qwen", KEY).write(ASKED)
    assert next(reply)
    reply.close()
    assert fake.cut_off.wait(3), "the server went on writing"


def test_a_server_that_keeps_failing_is_left_alone_for_a_while(fake: FakeModel) -> None:
    fake.mode = "500"
    model, codes = OpenAICompatible(fake.url, "qwen", KEY), []
    for _ in range(FAILURES + 2):
        with pytest.raises(ModelUnavailable) as failed:
            list(model.write(ASKED))
        codes.append(failed.value.code)
    assert codes == ["model_failed"] * FAILURES + ["model_paused"] * 2
    assert len(fake.requests) == FAILURES


def test_the_breaker_lets_questions_through_again() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    for _ in range(FAILURES):
        breaker.failed()
    with pytest.raises(ModelUnavailable):
        breaker.check()
    now = PAUSE_S
    breaker.check()
    breaker.failed()  # still down: closed anew at the first failure
    with pytest.raises(ModelUnavailable):
        breaker.check()
    now = 2 * PAUSE_S
    breaker.worked()
    breaker.failed()
    breaker.check()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://[::1]:8000/v1/", "http://[::1]:8000/v1/chat/completions"),
        ("https://api.example.invalid/api/paas/v4", "https://api.example.invalid/api/paas/v4/chat/completions"),
        ("https://x.invalid/v1/chat/completions", "https://x.invalid/v1/chat/completions"),
    ],
)
def test_addresses_as_manuals_give_them(url: str, address: str) -> None:
    assert endpoint(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:11434", "ftp://x.invalid", "http://", "http://me:pw@x.invalid/v1", "http://x.invalid:port/v1"],
)
def test_an_address_that_cannot_be_one_says_how_to_write_it(url: str) -> None:
    with pytest.raises(BadSetting, match="11434"):
        endpoint(url)


def test_half_a_setting_is_refused_and_the_key_is_never_shown() -> None:
    assert make_llm(Settings(llm_url=None, llm_model=None)) is None
    with pytest.raises(BadSetting, match="XIANGWEN_LLM_MODEL"):
        make_llm(Settings(llm_url="http://127.0.0.1:1/v1", llm_model=None))
    with pytest.raises(BadSetting, match="XIANGWEN_LLM_KEY"):
        make_llm(Settings(llm_url="http://127.0.0.1:1/v1", llm_model="m", llm_key="密钥"))
    assert KEY not in repr(Settings(llm_key=KEY))


def test_the_double_keeps_the_seam() -> None:
    model = ScriptedModel(TEXT, piece=3)
    assert "".join(model.write(ASKED)) == TEXT
    assert model.asked == [tuple(ASKED)]
    failing = ScriptedModel(TEXT, failure=ModelUnavailable("model_timeout", "慢", "slow"), fails_after=2)
    reply = failing.write(ASKED)
    assert [next(reply), next(reply)] == [TEXT[:7], TEXT[7:14]]
    with pytest.raises(ModelUnavailable):
        next(reply)
