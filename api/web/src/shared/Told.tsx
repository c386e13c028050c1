// A notice of what did not work. In a dialog it stands inside it: what lies behind a dialog is out of reach.

import { notice } from "../state/notice";
import { historyOpen } from "../state/history";
import { problemIn, words } from "../words";
import { Icon } from "./Icon";

export function Told({ inDialog }: { inDialog: boolean }) {
  const told = notice.value;
  if (!told || inDialog !== historyOpen.value) return null;
  const say = words.value;
  const dismiss = () => (notice.value = null);
  return (
    <div class="note failed told" role="alert">
      <p>
        <strong>{say.notDone[told.what]}</strong> {problemIn(told.problem)}
      </p>
      <button type="button" class="tool" onClick={told.again}>
        {say.retry}
      </button>
      <button type="button" class="tool icon-only" aria-label={say.close} title={say.close} onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
