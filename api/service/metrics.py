"""What Prometheus may read: requests by route, answers by kind and outcome, the time of each stage, work under way."""

from __future__ import annotations

import time
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from rag.types import Answer

if TYPE_CHECKING:
    from api.edge.gate import Asgi, Message, Receive, Send

_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 90.0)
_UNROUTED = "other"  # addresses that lead nowhere are one line, whatever a scanner asks for


class Metrics:
    """Counters and times of one application. Nothing in them comes from questions or reports."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "xiangwen_requests", "Requests by route", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "xiangwen_request_seconds",
            "From the request to the end of its reply",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._under_way = Gauge("xiangwen_requests_under_way", "Requests being answered", registry=self._registry)
        self._answers = Counter(
            "xiangwen_answers", "Answers by kind and outcome", ("kind", "status", "mode"), registry=self._registry
        )
        self._stages = Histogram(
            "xiangwen_stage_seconds",
            "Time of each stage of an answer",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def answered(self, answer: Answer) -> None:
        self._answers.labels(answer.kind.value, answer.status.value, answer.mode).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def text(self) -> bytes:
        """All of it in the text format of Prometheus."""
        return generate_latest(self._registry)

    def begin(self) -> float:
        self._under_way.inc()
        return time.perf_counter()

    def end(self, begun: float, method: str, route: str, status: int) -> None:
        self._under_way.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(time.perf_counter() - begun)


class Measured:
    """ASGI middleware: notes each request with its route, its status and its time."""

    def __init__(self, app: Asgi, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begun = self._metrics.begin()
        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", _UNROUTED)
            method = scope["method"] if route != _UNROUTED else _UNROUTED
            self._metrics.end(begun, method, route, status)
