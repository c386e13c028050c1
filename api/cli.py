"""The command line `xiangwen`: one JSON document or text for people on stdout; progress, warnings, errors on stderr.

Every command takes `--data` and `--json`, before or after its name. A command is a function of a `Session` and of its
own arguments, and returns the exit code: 0 ok, 1 failed, 2 usage, 3 gate failed. Nothing heavy is imported at start.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from api.asking import checked_question
from api.terminal.commands import Question, app, command
from api.terminal.session import Session, err, error_document, out, print_json, progress, warn_if_behind
from rag.errors import BadSetting, CallerError, UnreadablePage, XiangwenError
from rag.types import Inferable, PageResult, PageStatus

OK, FAILED, USAGE = 0, 1, 2
_INTERRUPTED = 130  # what shells expect after Ctrl-C


class KeyAction(StrEnum):
    CREATE = "create"
    LIST = "list"
    REVOKE = "revoke"


class KeyScope(StrEnum):
    READ = "read"
    INGEST = "ingest"
    ADMIN = "admin"


@command("ingest")
def ingest(
    session: Session,
    targets: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="文件、文件夹、网址 files, folders, URLs")
    ],
    restore: Annotated[bool, typer.Option("--restore", help="已删除的报道也读回来 bring deleted ones back")] = False,
) -> int:
    """读入网页文件 Read pages into the pile; what has not changed is left alone."""
    from api.schemas.reports import ingest_document
    from api.terminal import render

    if not all(target.strip() for target in targets):
        raise BadSetting("有一个路径是空的", "one of the paths is empty")
    done: list[PageResult] = []  # kept as they come: a disk that fills half-way does not take their results with it
    failure: XiangwenError | None = None
    with session.library() as library, progress() as advance:

        def keep(page: PageResult) -> None:
            done.append(page)
            advance(page)

        try:
            library.ingest(targets, keep, restore=restore)
        except XiangwenError as exc:
            if not done:
                raise
            failure = exc
    cause = {"error": error_document(failure)} if failure else {}
    session.show(lambda: ingest_document(done) | cause, lambda: render.ingested(out, done))
    if failure:
        return _tell(failure)
    return FAILED if any(page.status is PageStatus.FAILED for page in done) else OK


@command("reports", filtered=True)
def reports(session: Session) -> int:
    """列出报道 List the reports."""
    from api.schemas.reports import ReportOut
    from api.terminal import render

    with session.library() as library:
        items = library.reports(session.filters)
    session.show(
        lambda: {"items": [ReportOut.of(item).model_dump(mode="json") for item in items]},
        lambda: render.reports(out, items),
    )
    return OK


@command("ask", filtered=True, answers=True)
def ask(
    session: Session,
    question: Question,
    hits: Annotated[bool, typer.Option("--hits", help="附上检索到的段落 with the passages found")] = False,
    ignore_inferred: Annotated[
        list[Inferable] | None,
        typer.Option("--ignore-inferred", help="不按问句里说的地方或时间筛选 do not narrow to what the question names"),
    ] = None,
) -> int:
    """提问 Ask a question; every statement of the answer is cited."""
    from api.schemas.answers import AnswerOut, describe_hits
    from api.terminal import render

    asked = checked_question(question)
    with session.library() as library:
        given = library.ask(asked, (), session.filters, hits, ignore_inferred or ())
        warn_if_behind(library)
        found = describe_hits(library.report, given.hits) if hits else None
    session.show(
        lambda: AnswerOut.of(given, found).model_dump(mode="json"),
        lambda: render.answer(out, given, found or ()),
    )
    return OK


@command("search", filtered=True)
def search(
    session: Session,
    question: Question,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="段落数 how many passages")] = 10,
) -> int:
    """检索段落 The passages nearest to a question."""
    from api.schemas.answers import SearchOut, describe_hits
    from api.terminal import render

    asked = checked_question(question)
    with session.library() as library:
        found = describe_hits(library.report, library.search(asked, k, session.filters))
        warn_if_behind(library)
    session.show(
        lambda: SearchOut(question=asked, items=found).model_dump(mode="json"), lambda: render.search(out, found)
    )
    return OK


@command("serve", answers=True)
def serve(
    session: Session,
    host: Annotated[str | None, typer.Option("--host", help="地址，本机之外要先有密钥 off loopback needs keys")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="端口，0 为任选 0 picks a free one")
    ] = None,
    require_keys: Annotated[bool, typer.Option("--require-keys", help="在本机也要密钥 ask for keys always")] = False,
    embed_origin: Annotated[
        list[str] | None, typer.Option("--embed-origin", metavar="ORIGIN", help="可嵌入的网站 a site that may embed it")
    ] = None,
) -> int:
    """启动网页和 HTTP 接口 Serve the page and the HTTP API."""
    from api.server import serve as run_server
    from api.server import wanted_door

    where, wanted = host or session.settings.host, session.settings.port if port is None else port
    door = wanted_door(session.settings, where, require_keys, embed_origin or ())
    run_server(session, (where, wanted), door)
    return OK


@command("keys")
def keys(
    session: Session,
    action: Annotated[KeyAction, typer.Argument(help="create、list、revoke")],
    key_id: Annotated[str | None, typer.Argument(metavar="ID", help="要作废的密钥 which key to revoke")] = None,
    name: Annotated[str, typer.Option("--name", help="给谁用的 whom it is for")] = "",
    scope: Annotated[KeyScope, typer.Option("--scope", help="权限 what it is for")] = KeyScope.READ,
) -> int:
    """管理访问密钥 The access keys of the HTTP API: create, list, revoke."""
    from api.terminal.keys import manage

    manage(session, action, key_id, name, scope)
    return OK


@command("eval", passes_on=True)
def evaluate(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="GOLD.jsonl [--reports --min --html --markdown --gate] | compare | draft | confirm | check"
        ),
    ],
) -> int:
    """用标准问题评测 Answer gold questions and say how right they are; options as in `python -m eval run --help`."""
    from eval.cli import mounted

    return mounted(words, session.data, session.as_json)


@command("rebuild")
def rebuild(session: Session) -> int:
    """从库中重建索引 Build the indexes again from the store."""
    from api.schemas.reports import StateOut
    from api.terminal import render

    with session.library() as library:
        held = library.rebuild()
    session.show(lambda: StateOut.of(held).model_dump(mode="json"), lambda: render.state(out, held))
    return OK


@command("tune")
def tune(
    session: Session,
    seed: Annotated[int, typer.Option("--seed", min=0, help="随机种子 random seed")] = 1,
    undo: Annotated[bool, typer.Option("--undo", help="换回自带的模型 back to the built-in model")] = False,
) -> int:
    """用库里的报道继续训练自带的模型，变好才留用 Train the built-in model on the pile; kept only if it finds more."""
    from api.terminal import tuning

    if undo:
        tuning.undo(session)
    else:
        tuning.tune(session, seed)
    return OK


@command("doctor")
def doctor(session: Session) -> int:
    """检查资料库 Check the data folder and say what to do."""
    from api.terminal import render

    with session.library() as library:
        found = library.doctor()
    well = all(check.ok for check in found)
    listed = [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in found]
    session.show(lambda: {"ok": well, "checks": listed}, lambda: render.checks(out, found))
    return OK if well else FAILED


@command("export", filtered=True)
def export(session: Session) -> int:
    """导出报道全文 Every report with its text: JSON lines, or with --json one document."""
    from api.schemas.reports import ReportOut

    with session.library() as library:
        items = [
            {**ReportOut.of(item).model_dump(mode="json"), "text": item.text}
            for item in library.reports(session.filters)
        ]
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    session.show(lambda: {"items": items}, lambda: print(lines, end=""))
    return OK


def _tell(exc: XiangwenError) -> int:
    """The error for people, and its exit code."""
    err.print(f"错误：{exc.zh}\nerror: {exc.en}", style="red")
    return USAGE if isinstance(exc, CallerError) and not isinstance(exc, UnreadablePage) else FAILED


def run(arguments: Sequence[str]) -> int:
    """One command line, to its exit code. Errors of ours are two lines on stderr and, with `--json`, a document."""
    as_json = "--json" in itertools.takewhile(lambda word: word != "--", arguments)
    try:
        return int(app(list(arguments), prog_name="xiangwen", standalone_mode=False) or OK)
    except XiangwenError as exc:
        if as_json:
            print_json({"error": error_document(exc)})
        return _tell(exc)
    except typer.TyperException as exc:
        told = getattr(exc, "format_message", exc.__str__)()
        if as_json:
            print_json({"error": {"code": "usage", "zh": "用法不对，见 xiangwen --help", "en": told}})
        err.print(f"用法不对，见 xiangwen --help\nusage: {told}", style="red")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        err.print("已中止 · interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted; give Python somewhere to flush to at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def main() -> None:
    """The entry point. Output is UTF-8 whatever the locale; bytes of a file name that are no text come out escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
