// A link to another state of this page: an ordinary address, followed without loading the page again.

import type { ComponentChildren } from "preact";
import { addressOf, go, type Route } from "../state/route";

export function Link({ to, children }: { to: Route; children: ComponentChildren }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
    scrollTo(0, 0);
  };
  return (
    <a href={addressOf(to)} onClick={follow}>
      {children}
    </a>
  );
}
