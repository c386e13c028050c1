// The quote behind a chip, with its title, publisher and date, beside the chip and inside the window.

import { useLayoutEffect, useRef } from "preact/hooks";
import { describe } from "../shared/describe";
import { hidePreview, keepPreview, preview } from "../state/preview";
import { words } from "../words";

const GAP = 8; // px between chip and preview, and to the window's edges

export function Preview() {
  const box = useRef<HTMLDivElement>(null);
  const shown = preview.value;
  useLayoutEffect(() => {
    if (box.current && shown) place(box.current, shown.chip);
  }, [shown]);
  if (!shown?.chip.isConnected) return null;
  const { source, quote } = shown;
  return (
    <div ref={box} id="preview" class="preview" role="tooltip" onMouseEnter={keepPreview} onMouseLeave={() => hidePreview()}>
      {quote && <blockquote>{quote}</blockquote>}
      <p class="preview-title">{source.title || source.page}</p>
      <p class="quiet">{describe({ publisher: source.publisher, published: source.published }, words.value)}</p>
    </div>
  );
}

function place(box: HTMLElement, chip: HTMLElement): void {
  const at = chip.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.min(Math.max(GAP, at.left + at.width / 2 - width / 2), innerWidth - width - GAP);
  const above = at.top - height - GAP;
  box.style.left = `${left}px`;
  box.style.top = `${above >= GAP ? above : Math.min(at.bottom + GAP, innerHeight - height - GAP)}px`;
}
