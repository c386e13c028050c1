// The source panel: beside the thread, or a sheet from below on a narrow screen. Escape and Back close it.

import { useLayoutEffect } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { opened, type Opened } from "../state/opened";
import { closePanel, go, panelOpen, route } from "../state/route";
import type { Answer } from "../wire/types";
import { words } from "../words";
import { Article } from "./Article";
import { Unsupported } from "./Unsupported";

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
