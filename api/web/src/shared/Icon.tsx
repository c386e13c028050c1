// The page's few icons, drawn as strokes on a 24-unit square; always beside or instead of a label that says it.

const PATHS = {
  add: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  history: "M4 12a8 8 0 1 0 2.6-5.9M4 4v4h4M12 8v4l3 2",
  filter: "M4 6h16M7 12h10M10 18h4",
  send: "M12 19V6M6 11l6-6 6 6",
  stop: "M8 8h8v8H8z",
  external: "M9 6H6v12h12v-3M13 5h6v6M19 5l-8 8",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  up: "M7 11v9H4v-9zM7 11l4-7c2 0 2.5 1.5 2 3l-.6 3H19a1.5 1.5 0 0 1 1.5 1.8l-1.3 6.500A2 2 0 0 1 17.3 20H7",
  down: "M17 13V4h3v9zM17 13l-4 7c-2 0-2.5-1.5-2-3l.6-3H5a1.5 1.5 0 0 1-1.5-1.8l1.3-6.500A2 2 0 0 1 6.700 4H17",
  sortUp: "M8 14l4-5 4 5",
  sortDown: "M8 10l4 5 4-5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
