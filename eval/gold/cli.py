"""Commands about gold questions: check a file, draft and confirm one, and see that the gate is not blind."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from eval import faults
from eval.console import FAILED, GATE, OK, check_outputs, print_json, tell
from eval.drafting import draft
from eval.gold import check as gold_check
from eval.gold import confirm
from eval.gold.questions import read_gold
from eval.importing import beir_folder, crud, dragonball, rgb, squad
from eval.importing.imported import write
from eval.piles import opened
from eval.run import NoPile, asked_pile
from rag.settings import PILE_FILE, Settings


def _check(options: argparse.Namespace) -> int:
    questions, _ = read_gold(options.gold)
    with asked_pile(options.gold, questions, (options.data, options.reports), opened) as (library, _):
        found = gold_check.check(options.gold, library.reports())
    if options.json:
        print_json({"gold": options.gold.name, "questions": len(questions), "faults": found})
    else:
        print("\n".join(found) or f"{options.gold.name}: {len(questions)} 题，没有问题 / questions, no fault")
    return FAILED if found else OK


def _draft(options: argparse.Namespace) -> int:
    check_outputs(options.out)
    made = draft.from_feedback(options.feedback) if options.feedback else []
    with opened(_held(options.data or Settings().data)) as library:
        made += draft.draft(library, max(options.number - len(made), 0), options.seed)
    if not made:
        raise NoPile("资料库里拟不出题", "no question can be proposed from this pile")
    draft.write(made, options.out)
    if len(made) < options.number:
        told = (
            f"要 {options.number} 题，只拟出 {len(made)} 题 / only {len(made)} of {options.number} questions proposed"
        )
        print(told, file=sys.stderr)
    kinds = Counter(one["kind"] for one in made)
    if options.json:
        print_json({"out": options.out.name, "asked": options.number, "drafts": len(made), "kinds": kinds})
    else:
        told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
        print(f"{options.out}: {len(made)} ({told})\n逐题确认 / confirm them: xiangwen eval confirm {options.out}")
    return OK


def _held(data: Path) -> Path:
    """A data folder with a pile in it: opening another would make one. Raises `NoPile`."""
    if not (data / PILE_FILE).is_file():
        raise NoPile(
            f"{data} 里没有资料库：请先用 xiangwen ingest 读入", f"no pile in {data}: run xiangwen ingest first"
        )
    return data


def _confirm(options: argparse.Namespace) -> int:
    done = confirm.confirm(options.gold, sys.stdin, sys.stderr)
    if options.json:
        print_json(asdict(done))
    else:
        print(f"\n保留 {done.kept}，不要 {done.rejected}，剩 {done.left} / kept, rejected, left")
    return OK


def _faults(options: argparse.Namespace) -> int:
    seen = faults.run()
    if options.html:
        faults.write_pages(seen, options.html)
    tell(options.json, faults.document(seen), partial(faults.show, seen))
    return OK if all(one.caught for one in seen) else GATE


# Layout → reader of a path.
_LAYOUTS = {
    "squad": squad.read,
    "crud": crud.read,
    "rgb": rgb.read,
    "rgb-refusals": rgb.read_refusals,
    "dragonball": dragonball.read,
    "beir": beir_folder.read,
}


def _import(options: argparse.Namespace) -> int:
    imported = _LAYOUTS[options.layout](options.source)
    write(imported, options.out)
    told = {"pages": len(imported.pages), "questions": len(imported.items), "gold": str(options.out / "gold.jsonl")}
    told |= {"left_out_as_empty": imported.empty, "not_taken": imported.not_taken}
    if options.json:
        print_json(told)
    else:
        print(f"{told['gold']}: {told['questions']} 题 questions, {told['pages']} 页 pages", end="")
        print(f"，{imported.empty} 题空缺，未收 left out as empty" if imported.empty else "")
        for line in imported.not_taken:
            print(f"未收 not taken: {line}", file=sys.stderr)
    return OK


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Adds the commands to those of `python -m eval`."""
    one = commands.add_parser("check", help="a gold file against its pile: sources, evidence, duplicates, all at once")
    one.add_argument("gold", type=Path)
    one.add_argument("--data", type=Path, help="data folder that holds the pages (default: XIANGWEN_DATA)")
    one.add_argument("--reports", type=Path, help="pages to ingest into a temporary data folder")
    one.set_defaults(do=_check)

    one = commands.add_parser("draft", help="propose gold questions from a pile, with evidence, to be confirmed")
    one.add_argument("out", type=Path, metavar="OUT.jsonl")
    one.add_argument("--data", type=Path, help="data folder to ask about (default: XIANGWEN_DATA)")
    one.add_argument("-n", dest="number", type=int, default=draft.QUESTIONS, help="questions (default %(default)s)")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--feedback", type=Path, help="what GET /v1/feedback gave, to be confirmed before the rest")
    one.set_defaults(do=_draft)

    one = commands.add_parser("confirm", help="drafts one by one: keep, edit, reject; can be stopped and gone on with")
    one.add_argument("gold", type=Path)
    one.set_defaults(do=_confirm)

    one = commands.add_parser("import", help="another set's layout into gold questions with pages, and BEIR layout")
    one.add_argument("layout", choices=_LAYOUTS)
    one.add_argument("source", type=Path, help="the set's file, or its folder (dragonball, beir)")
    one.add_argument("out", type=Path, metavar="OUT_DIR", help="gets gold.jsonl, reports/ and beir/")
    one.set_defaults(do=_import)

    one = commands.add_parser("faults", help="plant a fault in each stage: exit 3 where the gate does not see one")
    one.add_argument("--html", type=Path, metavar="DIR", help="write the page of each spoiled run here")
    one.set_defaults(do=_faults)
