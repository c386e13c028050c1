// The source panel: beside the thread, or a sheet from below on a narrow screen. Escape and Back close it.

import { useLayoutEffect } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { closePanel, go, panelOpen, route, type Route } from "../state/route";
import { turns } from "../state/thread";
import type { Answer, Span } from "../wire/types";
import { words } from "../words";
import { Article } from "./Article";
import { Unsupported } from "./Unsupported";

export interface Opened {
  report: string;
  here: Span | null;
  cite: number | null;
  answer: Answer | null;
}

/** What the address says is open. Null: nothing, or an answer that this thread does not have. */
export function opened(at: Route): Opened | null {
  if (at.report) return { report: at.report, here: spanOf(at.at), cite: null, answer: null };
  const answer = turns.value.find((turn) => turn.answer?.id === at.a)?.answer;
  const cite = answer?.citations[Number(at.cite)];
  const source = answer?.sources.find((each) => each.n === cite?.n);
  if (!answer || !cite || !source) return null;
  return { report: source.report_id, here: cite.report_span, cite: Number(at.cite), answer };
}

function spanOf(text: string | undefined): Span | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}

export function Panel() {
  const open = panelOpen(route.value) ? opened(route.value) : null;
  const isOpen = open !== null;
  useLayoutEffect(() => (isOpen ? returnFocusTo(document.activeElement) : undefined), [isOpen]);
  if (!open) return null;
  const say = words.value;
  return (
    <aside class="panel" aria-label={say.article}>
      <div class="panel-bar">
        {open.answer && open.cite !== null ? <Steps answer={open.answer} cite={open.cite} /> : <span>{say.article}</span>}
        <span class="spring" />
        {open.answer && open.cite !== null && <Unsupported answer={open.answer} n={open.answer.citations[open.cite]?.n ?? 0} />}
        <button type="button" class="tool icon-only" aria-label={say.close} title={say.close} onClick={closePanel}>
          <Icon name="close" />
        </button>
        <Named opened={open} />
      </div>
      <Article opened={open} key={open.report} />
    </aside>
  );
}

/** Which article it is stays in sight: it opens at its cited sentence, far below its head. */
function Named({ opened: { answer, report } }: { opened: Opened }) {
  const source = answer?.sources.find((each) => each.report_id === report);
  if (!source) return null;
  const parts = [source.title || source.page, source.publisher, source.published];
  return <p class="panel-named">{parts.filter(Boolean).join(" · ")}</p>;
}

function Steps({ answer, cite }: { answer: Answer; cite: number }) {
  const say = words.value;
  const last = answer.citations.length - 1;
  const step = (to: number) => go({ ...route.value, cite: String(to) }, "replace");
  return (
    <span class="steps">
      <button type="button" class="tool icon-only" aria-label={say.previous} title={say.previous} disabled={cite <= 0} onClick={() => step(cite - 1)}>
        <Icon name="previous" />
      </button>
      <span class="quiet">
        <span class="unseen">{say.ofAll(cite + 1, last + 1)}</span>
        <span aria-hidden="true">
          {cite + 1} / {last + 1}
        </span>
      </span>
      <button type="button" class="tool icon-only" aria-label={say.next} title={say.next} disabled={cite >= last} onClick={() => step(cite + 1)}>
        <Icon name="next" />
      </button>
    </span>
  );
}

/** When the panel closes, focus goes back to what opened it (or to the chip of the citation that a link opened). */
function returnFocusTo(opener: Element | null): () => void {
  const { a, cite } = route.value;
  return () => {
    const chip = document.querySelector<HTMLElement>(`[data-chip="${CSS.escape(`${a} ${cite}`)}"]`);
    const back = opener instanceof HTMLElement && opener !== document.body && opener.isConnected ? opener : chip;
    back?.focus({ preventScroll: true });
  };
}
