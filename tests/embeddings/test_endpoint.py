"""A model behind an OpenAI-compatible endpoint, asked over loopback: batches, retries, errors, identity, the key."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.base import EmbeddingError, same_model, sketch, unit_rows
from embeddings.endpoint import Address, EndpointEmbedder
from embeddings.prefixes import Prefixes
from embeddings.remote import Remote
from rag.assemble import make_embedder, open_library
from rag.errors import BadSetting, EmbeddingFailed, EmbeddingMismatch
from rag.settings import Settings
from tests.embedding_server import EmbeddingServer, Reply, given_vectors, json_reply, serving

PAGE = sorted((Path(__file__).parents[2] / "eval/samples/reports").iterdir())[0]
KEY = "sk-secret-0123456789"
TEXTS = [f"第{number}篇报道说青禾镇修路" for number in range(70)]


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with serving() as running:
        yield running


class Clock:
    """Keeps what was slept instead of sleeping."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


def embedder(
    server: EmbeddingServer, prefixes: Prefixes = Prefixes(), key: str | None = None, clock: Clock | None = None
) -> EndpointEmbedder:
    address = Address(server.url, "tiny")
    return EndpointEmbedder(Remote(f"{server.url}/embeddings", "tiny", key, clock or Clock()), address, prefixes)


def said(exc: BaseException) -> str:
    assert isinstance(exc, EmbeddingError)
    assert exc.zh != exc.en
    return f"{exc.zh} {exc.en}"


def test_texts_go_in_batches_and_come_back_in_order(server: EmbeddingServer) -> None:
    rows = embedder(server).embed_documents(TEXTS)
    assert [len(request["input"]) for request in server.requests] == [2, 32, 32, 6]
    alone = np.vstack([embedder(server).embed_documents([text]) for text in TEXTS[::30]])
    np.testing.assert_allclose(rows[::30], alone, atol=1e-6)


def test_questions_and_documents_carry_their_prefixes(server: EmbeddingServer) -> None:
    model = embedder(server, Prefixes("问：", "文："))
    model.embed_queries(["修路"])
    model.embed_documents(["修路", "——！？"])
    assert server.texts[2:] == ["问：修路", "文：修路"]
    assert not np.allclose(model.embed_queries(["修路"]), model.embed_documents(["修路"]), atol=1e-3)


def test_nothing_is_asked_before_the_first_use(server: EmbeddingServer) -> None:
    assert embedder(server).name == f"{server.url}#tiny"
    assert not server.requests


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_tried_again_when_it_says(server: EmbeddingServer, status: int) -> None:
    clock = Clock()
    server.replies = [Reply(status, headers={"Retry-After": "3"}), Reply(status), Reply(0)]
    model = embedder(server, clock=clock)
    with pytest.raises(EmbeddingError):
        model.embed_queries(["修路"])
    assert clock.pauses == [3.0, 1.0]
    assert model.embed_queries(["修路"]).any()


def test_tries_and_pauses_are_bounded(server: EmbeddingServer) -> None:
    clock = Clock()
    model = embedder(server, clock=clock)
    model.embed_queries(["先通一次"])
    server.replies = [Reply(503) for _ in range(9)]
    with pytest.raises(EmbeddingError, match="HTTP 503"):
        model.embed_documents(["修路"])
    assert clock.pauses == [0.5, 1.0, 2.0, 4.0]
    server.replies = [Reply(429, headers={"Retry-After": "86400"})]
    with pytest.raises(EmbeddingError, match="HTTP 429"):
        model.embed_documents(["修路"])
    assert len(clock.pauses) == 4


def test_a_date_to_try_again_after_is_understood(server: EmbeddingServer) -> None:
    clock = Clock()
    server.replies = [Reply(503, headers={"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"})]
    embedder(server, clock=clock).embed_queries(["修路"])
    assert clock.pauses == [0.0]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (json_reply({"error": "no"}, 401), "XIANGWEN_EMBED_KEY"),
        (json_reply({"error": "no"}, 404), "https://host/v1#model-name"),
        (json_reply({"error": "max batch 10"}, 422), "XIANGWEN_EMBED_BATCH.*max batch 10"),
        (Reply(302, headers={"Location": "http://127.0.0.1:1/"}), "points to another address"),
        (
            Reply(200, b"<html><body>Sign in</body></html>", {"Content-Type": "text/html"}),
            "no list of vectors.*Sign in",
        ),
        (json_reply({"error": {"message": "model is loading"}}), "no list of vectors.*loading"),
        (json_reply([1, 2]), "no list of vectors"),
        (given_vectors(["AACA", "Pw=="], ["AACA", "Pw=="]), "no list of vectors"),
        (given_vectors([1.0, 2.0], [1.0]), "no list of vectors, of one length each"),
        (given_vectors([1.0, 2.0]), "sent 2 texts.*got 1"),
        (json_reply({"data": []}), "sent 2 texts.*got 0"),
        (json_reply({"data": [{"index": 1, "embedding": [1.0]}] * 2}), "numbered 0 to 1"),
        (given_vectors([float("nan"), 1.0], [1.0, 1.0]), "NaN"),
        (given_vectors([None, 1.0], [1.0, 1.0]), "NaN|no list"),
        (given_vectors([0.0, 0.0], [1.0, 1.0]), "all zeros"),
        (given_vectors([], []), "empty"),
    ],
)
def test_a_wrong_reply_is_told_and_not_tried_again(server: EmbeddingServer, reply: Reply, told: str) -> None:
    server.replies = [reply]
    with pytest.raises(EmbeddingError, match=told) as caught:
        embedder(server).embed_documents(["修路"])
    assert server.url in said(caught.value)
    assert len(server.requests) == 1


def test_another_dimension_than_before_is_refused(server: EmbeddingServer) -> None:
    model = embedder(server)
    model.embed_documents(["修路"])
    server.dimension = 32
    with pytest.raises(EmbeddingError, match=r"expected vectors of 64 numbers, got 32.*xiangwen rebuild"):
        model.embed_documents(["修路"])


def test_nobody_listening_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    clock = Clock()
    remote = Remote(f"http://127.0.0.1:{port}/v1/embeddings", "tiny", None, clock)
    with pytest.raises(EmbeddingError, match="is the server running"):
        EndpointEmbedder(remote, Address(f"http://127.0.0.1:{port}/v1", "tiny"), Prefixes()).embed_queries(["修路"])
    assert not clock.pauses


def test_the_key_is_sent_and_never_told(server: EmbeddingServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.key = KEY
    model = embedder(server, key=f" {KEY}\n")
    model.embed_documents(["修路"])
    server.key = "another"  # the double repeats the key it was given, as some servers do
    server.replies = [Reply(503, f"bad {KEY}".encode()), json_reply({"error": f"bad {KEY}"}, 401)]
    with pytest.raises(EmbeddingError, match=r"\*\*\*") as caught:
        model.embed_documents(["修路"])
    assert KEY not in said(caught.value) + caplog.text + repr(model) + model.name + model.fingerprint
    assert "trying again" in caplog.text


def test_no_proxy_of_the_machine_is_asked(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert embedder(server).embed_queries(["修路"]).any()


def test_a_key_that_no_header_can_carry_is_refused() -> None:
    for key in ("sk-一二三", "sk-1\nX-Other: 2"):
        with pytest.raises(EmbeddingError, match="XIANGWEN_EMBED_KEY"):
            Remote("http://127.0.0.1:9/v1/embeddings", "tiny", key)


@pytest.mark.parametrize(
    "given",
    ["https://host/v1", "https://host/v1#", "ftp://host/v1#m", "https://user:pw@host/v1#m", "https://host/v1?key=1#m"],
)
def test_an_address_that_says_too_little_or_too_much_is_refused(given: str) -> None:
    with pytest.raises(EmbeddingError) as caught:
        Address.parse(given)
    assert "pw" not in said(caught.value)


def test_an_address_may_name_the_whole_path() -> None:
    assert Address.parse("http://host:8080/v1/embeddings#org/m").url == "http://host:8080/v1"
    assert Address.parse("http://host:8080/v1/#org/m") == Address("http://host:8080/v1", "org/m")


class TestIdentity:
    def test_a_model_stays_itself_under_the_noise_of_half_precision(self, server: EmbeddingServer) -> None:
        first = embedder(server).fingerprint
        server.noise = 0.01 * 3 / 8  # vectors of length 3 in 64 dimensions, moved by about 1 %
        second = embedder(server).fingerprint
        assert first != second
        assert same_model(first, second)

    def test_another_model_of_equal_name_and_dimension_is_another(self, server: EmbeddingServer) -> None:
        first = embedder(server).fingerprint
        server.noise = 0.2 * 3 / 8
        assert not same_model(first, embedder(server).fingerprint)

    def test_name_prefix_and_dimension_count(self, server: EmbeddingServer) -> None:
        first = embedder(server).fingerprint
        assert not same_model(first, embedder(server, Prefixes("问：")).fingerprint)
        server.dimension = 128
        assert not same_model(first, embedder(server).fingerprint)

    def test_sketches_of_unrelated_models_never_agree(self) -> None:
        rng = np.random.default_rng(5)
        sketches = [sketch(unit_rows(rng.normal(size=(2, 384)))) for _ in range(60)]
        assert not any(same_model(a, b) for a in sketches for b in sketches if a is not b)

    def test_fingerprints_without_a_sketch_must_be_equal(self) -> None:
        assert same_model("static-1:ab", "static-1:ab")
        assert not same_model("static-1:ab", "static-1:ac")
        assert not same_model("endpoint-1:ab", f"endpoint-1:ab{sketch(np.eye(2, dtype=np.float32))}")


# -- in the product ---------------------------------------------------------------------------------------------------


def settings(folder: Path, model: str) -> Settings:
    return Settings(data=folder / "data", model=model, embed_key=KEY)


def test_a_pile_is_asked_through_an_endpoint_and_a_changed_model_refused(
    server: EmbeddingServer, tmp_path: Path
) -> None:
    server.key = KEY
    library = open_library(settings(tmp_path, f"{server.url}#tiny"))
    library.ingest([str(PAGE)])
    assert library.search("亮账日")
    library.close()
    server.noise = 1.0
    library = open_library(settings(tmp_path, f"{server.url}#tiny"))
    with pytest.raises(EmbeddingMismatch, match="xiangwen rebuild"):
        library.search("亮账日")
    server.noise = 0.0
    library.rebuild()
    assert library.search("亮账日")
    library.close()


def test_a_server_that_fails_leaves_the_reports_stored(server: EmbeddingServer, tmp_path: Path) -> None:
    library = open_library(settings(tmp_path, f"{server.url}#tiny"))
    library.state()
    server.replies = [json_reply({"error": "out of credit"}, 402)] * 2
    with pytest.raises(EmbeddingFailed, match="out of credit"):
        library.ingest([str(PAGE)])
    checks = {check.name: check for check in library.doctor()}
    library.close()
    server.replies = []
    library = open_library(settings(tmp_path, f"{server.url}#tiny"))
    library.ingest([str(PAGE)])
    assert library.search("亮账日")
    assert checks["store"].ok
    library.close()


def test_doctor_says_when_the_model_does_not_answer(server: EmbeddingServer, tmp_path: Path) -> None:
    library = open_library(settings(tmp_path, "hashed"))
    library.ingest([str(PAGE)])
    library.close()
    server.replies = [json_reply({"error": "no"}, 401)]
    library = open_library(settings(tmp_path, f"{server.url}#tiny"))
    failed = [check for check in library.doctor() if not check.ok]
    library.close()
    assert [check.name for check in failed] == ["model"]
    assert "XIANGWEN_EMBED_KEY" in failed[0].detail


def test_settings_give_prefixes_batch_and_key(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIANGWEN_MODEL", f"{server.url}#multilingual-e5-small")
    monkeypatch.setenv("XIANGWEN_EMBED_KEY", KEY)
    monkeypatch.setenv("XIANGWEN_EMBED_BATCH", "10")
    server.models, server.key = {"multilingual-e5-small"}, KEY
    make_embedder(Settings()).embed_documents(TEXTS[:11])
    assert [len(request["input"]) for request in server.requests] == [2, 10, 1]
    assert server.texts[-1].startswith("passage: ")
    monkeypatch.setenv("XIANGWEN_EMBED_QUERY_PREFIX", "")
    make_embedder(Settings()).embed_documents(TEXTS[:1])
    assert server.texts[-1] == TEXTS[0]
    assert KEY not in repr(Settings())


def test_a_bad_address_is_a_bad_setting() -> None:
    with pytest.raises(BadSetting, match="https://host/v1#model-name"):
        make_embedder(Settings(model="https://host/v1"))
