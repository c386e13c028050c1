// Text with a chip behind it. The chip stays on the line of the last character: alone on the next it would belong to none.

import type { ComponentChildren } from "preact";
import { points } from "../text/points";

export function Kept({ text, children }: { text: string; children: ComponentChildren }) {
  const last = points(text.slice(-2)).at(-1) ?? "";
  return (
    <>
      {text.slice(0, text.length - last.length)}
      <span class="kept">
        {last}
        {children}
      </span>
    </>
  );
}
