"""The chat format that most clients speak (OpenAI's `chat/completions`). Members we do not know are ignored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.answers import AnswerOut
from api.schemas.base import Out

MODEL = "xiangwen"
_MAX_MESSAGES = 500  # a long chat; the last turns are read
_MAX_CONTENT = 200_000  # code points of one message; prompts of clients carry whole transcripts
_MAX_PARTS = 100  # of one message


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class PartIn(_Loose):
    """A piece of a message; only text is read."""

    type: Annotated[str, Field(max_length=50)]
    text: Annotated[str | None, Field(max_length=_MAX_CONTENT)] = None


class MessageIn(_Loose):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: (
        Annotated[str, Field(max_length=_MAX_CONTENT)]
        | Annotated[tuple[PartIn, ...], Field(max_length=_MAX_PARTS)]
        | None
    ) = None

    def text(self) -> str:
        if isinstance(self.content, tuple):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class StreamOptionsIn(_Loose):
    include_usage: bool | None = None


class ChatIn(_Loose):
    """A chat. The last message of the user is the question; any `model` will do."""

    model: Annotated[str, Field(max_length=200)] = MODEL
    messages: Annotated[tuple[MessageIn, ...], Field(min_length=1, max_length=_MAX_MESSAGES)]
    stream: bool | None = None
    stream_options: StreamOptionsIn | None = None

    def wants_usage(self) -> bool:
        return bool(self.stream_options and self.stream_options.include_usage)


class ModelOut(Out):
    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelsOut(Out):
    object: Literal["list"] = "list"
    data: list[ModelOut]


class UrlCitationOut(Out):
    """`content[start_index:end_index]` is the statement with its marker, in code points."""

    start_index: int
    end_index: int
    url: str
    title: str


class AnnotationOut(Out):
    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitationOut


class SearchResultOut(Out):
    """One source with the first sentence quoted from it."""

    title: str
    url: str
    date: str | None
    snippet: str


class UsageOut(Out):
    """Counted in code points: there may be no model, and no tokens, behind an answer."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class MessageOut(Out):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[AnnotationOut]


class ChoiceOut(Out):
    index: int = 0
    message: MessageOut
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class ChatOut(Out):
    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[ChoiceOut]
    usage: UsageOut
    search_results: list[SearchResultOut]


def url_citations(answer: AnswerOut, base: str) -> list[AnnotationOut]:
    """Each citation of an answer as an annotation. `base` is the address of this service, ending in a slash."""
    sources = {source.n: source for source in answer.sources}
    return [
        AnnotationOut(
            url_citation=UrlCitationOut(
                start_index=cite.answer_span[0],
                end_index=cite.answer_span[1],
                url=_url(sources[cite.n].url, sources[cite.n].report_id, base),
                title=sources[cite.n].title or sources[cite.n].page,
            )
        )
        for cite in answer.citations
    ]


def search_results(answer: AnswerOut, base: str) -> list[SearchResultOut]:
    quotes = {cite.n: cite.quote for cite in reversed(answer.citations)}
    return [
        SearchResultOut(
            title=source.title or source.page,
            url=_url(source.url, source.report_id, base),
            date=source.published.isoformat() if source.published else None,
            snippet=quotes.get(source.n, ""),
        )
        for source in answer.sources
    ]


def usage(asked: ChatIn, told: str) -> UsageOut:
    prompt = sum(len(message.text()) for message in asked.messages)
    return UsageOut(prompt_tokens=prompt, completion_tokens=len(told), total_tokens=prompt + len(told))


def chunk(
    answer_id: str, created: int, delta: dict[str, Any], finish: str | None = None, **more: object
) -> dict[str, Any]:
    """One `chat.completion.chunk`."""
    choices = [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
    head = {"id": answer_id, "object": "chat.completion.chunk", "created": created, "model": MODEL}
    return {**head, "choices": choices, **more}


def _url(url: str | None, report_id: str, base: str) -> str:
    """The page's own address, or where this service shows the text."""
    return url if url and url.startswith(("http://", "https://")) else f"{base}v1/reports/{report_id}/text"
