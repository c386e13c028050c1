// The whole article, with the open citation marked strongly and the answer's others palely.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Opened } from "../state/opened";
import { textOf } from "../state/texts";
import { paragraphsOf } from "../text/marked";
import { asProblem } from "../wire/client";
import type { Problem, Span } from "../wire/types";
import { problemIn, words } from "../words";
import { ArticleHead } from "./ArticleHead";

export function Article({ opened }: { opened: Opened }) {
  const body = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    textOf(opened.report).then(setText, (error: unknown) => setProblem(asProblem(error)));
  }, [opened.report]);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => show(body.current), [text, opened.here?.[0], opened.here?.[1]]);
  return (
    <div class="article">
      <ArticleHead opened={opened} titleRef={title} />
      {problem && <p class="note failed">{told(problem)}</p>}
      {!problem && text === null && <p class="quiet waiting">{words.value.loading}</p>}
      {text !== null && (
        <div class="article-text" ref={body}>
          {paragraphsOf(text, marked(opened), opened.here).map((runs) => (
            <p>{runs.map(({ mark, text: run }) => (mark === "plain" ? run : <mark class={mark}>{run}</mark>))}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function told(problem: Problem): string {
  if (problem.code === "unknown_report" || problem.code === "not_found") return words.value.gone;
  return problemIn(problem);
}

function marked({ answer, report }: Opened): Span[] {
  if (!answer) return [];
  const numbers = new Set(answer.sources.filter((source) => source.report_id === report).map((source) => source.n));
  return answer.citations.filter((cite) => numbers.has(cite.n)).map((cite) => cite.report_span);
}

function show(body: HTMLElement | null): void {
  body?.querySelector("mark.here")?.scrollIntoView({ block: "center" });
}
