// A button that copies, and says that it has.

import { useState } from "preact/hooks";
import { words } from "../words";
import { copyText } from "./save";

const SAID_FOR = 1600; // ms

export function CopyButton({ label, content }: { label: string; content: () => string }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    setSaid((await copyText(content())) ? words.value.copied : words.value.failed);
    setTimeout(() => setSaid(""), SAID_FOR);
  };
  return (
    <button type="button" class="tool" onClick={copy}>
      <span role="status">{said || label}</span>
    </button>
  );
}
