// One page of the archive, read when its address is opened. undefined: being read; null: this pile has no such thing.

import { useEffect, useState } from "preact/hooks";
import { asProblem, optional } from "../wire/client";
import type { Problem } from "../wire/types";

export function usePage<T>(path: string): { page: T | null | undefined; problem: Problem | null } {
  const [page, setPage] = useState<T | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    setPage(undefined);
    setProblem(null);
    optional<T>(path).then(
      (read) => wanted && setPage(read),
      (error: unknown) => wanted && setProblem(asProblem(error)),
    );
    return () => {
      wanted = false;
    };
  }, [path]);
  return { page, problem };
}
