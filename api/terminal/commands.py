"""What all commands share: their options, and how a function of a `Session` becomes a command of the program.

Left out: the commands themselves (cli.py).
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.terminal.session import Session

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)

Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="资料库目录 data folder [env XIANGWEN_DATA]")]
AsJson = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档 one JSON document on stdout")]
Place = Annotated[str | None, typer.Option("--place", help="只看这个地方 only this place")]
Since = Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="起始日期 from this day")]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="截止日期 to this day")]
SourceName = Annotated[str | None, typer.Option("--source", help="发布者、网站或页名 publisher, site or page name")]
LlmUrl = Annotated[
    str | None,
    typer.Option("--llm-url", metavar="URL", help="语言模型服务 an OpenAI-compatible server [env XIANGWEN_LLM_URL]"),
]
LlmModel = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", help="模型名 the model's name [env XIANGWEN_LLM_MODEL]")
]
Question = Annotated[str, typer.Argument(metavar="QUESTION", help="问题 the question")]

_COMMON: dict[str, tuple[Any, object]] = {"data": (Data, None), "as_json": (AsJson, False)}
_FILTERS: dict[str, tuple[Any, object]] = {
    "place": (Place, None),
    "since": (Since, None),
    "until": (Until, None),
    "source": (SourceName, None),
}
_MODEL: dict[str, tuple[Any, object]] = {"llm_url": (LlmUrl, None), "llm_model": (LlmModel, None)}


def command(
    name: str, *, filtered: bool = False, answers: bool = False, passes_on: bool = False
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a function of a Session a command: its own parameters, the common options, the filters if it has any,
    and the language model where it answers. One that passes on takes options it does not know as words of its argument.
    """
    shared = _COMMON | (_FILTERS if filtered else {}) | (_MODEL if answers else {})

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

        @functools.wraps(function)
        def run(ctx: typer.Context, **values: Any) -> int:  # noqa: ANN401  (typer checks them)
            given = {key: values.pop(key) for key in shared}
            return function(Session.of({**given, **_overlay(ctx.obj, given)}), **values)

        kind = inspect.Parameter.KEYWORD_ONLY
        context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
        options = [inspect.Parameter(k, kind, annotation=a, default=d) for k, (a, d) in shared.items()]
        parameters = [context, *(p.replace(kind=kind) for p in own), *options]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return app.command(name, context_settings={"ignore_unknown_options": passes_on})(run)

    return decorate


def _overlay(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The options written before the command's name, where they are not written again after it."""
    return {key: value for key, value in before.items() if value and not given[key]}


@app.callback()
def _before(ctx: typer.Context, data: Data = None, as_json: AsJson = False) -> None:
    """乡问：向一堆地方报道提问，每句话都指到原文。Ask a pile of local-government reports; every statement is cited."""
    ctx.obj = {"data": data, "as_json": as_json}
