// Files sent to the pile, one request each, so that every file has a result of its own as soon as it has one.

import { signal } from "@preact/signals";
import { asProblem, json } from "../wire/client";
import type { Problem } from "../wire/types";
import { readPile } from "./pile";

export type Stage = "waiting" | "reading" | "added" | "updated" | "unchanged" | "failed";

export interface Upload {
  key: number;
  name: string;
  stage: Stage;
  reports: string[];
  /** Why it was not read, of a file that failed; `again` sends it once more, where that may help. */
  problem: { zh: string; en: string } | null;
  again: (() => void) | null;
}

interface Added {
  pages: { path: string; status: Stage; reason: string | null; reports: string[] }[];
}

export const uploads = signal<Upload[]>([]);

let lastKey = 0;
let queue: Promise<void> = Promise.resolve();

export function add(files: Iterable<File>): void {
  for (const file of files) {
    const key = ++lastKey;
    uploads.value = [...uploads.value, { key, name: file.name, stage: "waiting", reports: [], problem: null, again: null }];
    queue = queue.then(() => send(key, file));
  }
  queue = queue.then(readPile);
}

function change(key: number, part: Partial<Upload>): void {
  uploads.value = uploads.value.map((upload) => (upload.key === key ? { ...upload, ...part } : upload));
}

async function send(key: number, file: File): Promise<void> {
  change(key, { stage: "reading", problem: null, again: null });
  const body = new FormData();
  body.append("files", file, file.name);
  try {
    const { pages } = await json<Added>("/v1/reports", { method: "POST", body });
    const failed = pages.find((page) => page.status === "failed");
    const stage = failed?.status ?? pages[0]?.status ?? "failed";
    change(key, { stage, reports: pages.flatMap((page) => page.reports), problem: failed ? inTwo(failed.reason ?? "") : null });
  } catch (error) {
    const problem = asProblem(error);
    // A file that was read and refused is refused again; one that did not arrive may arrive next time.
    const again = problem.errors ? null : () => (queue = queue.then(() => send(key, file)).then(readPile));
    change(key, { stage: "failed", problem: whatFailed(problem), again });
  }
}

/** A refusal of all files names each one's reason in `errors`. */
const whatFailed = (problem: Problem) => (problem.errors ? inTwo(problem.errors.map((error) => error.en).join(" ")) : problem);

/** A reason comes as “中文 / English”. */
function inTwo(reason: string): { zh: string; en: string } {
  const [zh = reason, en = zh] = reason.split(" / ");
  return { zh, en };
}
