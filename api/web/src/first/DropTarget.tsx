// The whole page takes files that are dropped on it.

import { useEffect, useState } from "preact/hooks";
import { add } from "../state/uploads";
import { words } from "../words";

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listen = new AbortController();
    const { signal } = listen;
    const hold = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      add(event.dataTransfer?.files ?? []);
    };
    addEventListener("dragover", hold, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", drop, { signal });
    return () => listen.abort();
  }, []);
  return over ? <div class="drop-here">{words.value.dropHere}</div> : null;
}
