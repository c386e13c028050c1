// The page's top: its name, a new question, the history, the language; in a frame of another site no history, but ways
// into a window of its own and out of the frame.

import { History } from "./history/History";
import { Icon } from "./shared/Icon";
import { startOver } from "./state/asking";
import { closeFrame, embedded } from "./state/embedded";
import { historyOpen } from "./state/history";
import { addressOf, route } from "./state/route";
import { turns } from "./state/thread";
import { language, LANGUAGES, speak, WORDS, words, type Language } from "./words";

export function Header() {
  const say = words.value;
  return (
    <header class="bar">
      <a class="skip" href="#question">
        {say.skip}
      </a>
      <h1>
        <a href={addressOf({})} onClick={home}>
          <span class="seal" aria-hidden="true">
            乡
          </span>
          {say.brand}
        </a>
        <small>{say.subtitle}</small>
      </h1>
      <nav>
        {turns.value.length > 0 && (
          <button type="button" class="tool" aria-label={say.newThread} title={say.newThread} onClick={startOver}>
            <Icon name="add" />
            <span class="wide">{say.newThread}</span>
          </button>
        )}
        {!embedded && (
          <button type="button" class="tool" aria-label={say.history} title={say.history} onClick={() => (historyOpen.value = true)}>
            <Icon name="history" />
            <span class="wide">{say.history}</span>
          </button>
        )}
        <select id="language" aria-label={say.language} value={language.value} onChange={(event) => speak(event.currentTarget.value as Language)}>
          {LANGUAGES.map((each) => (
            <option value={each} lang={WORDS[each].htmlLang}>
              {WORDS[each].languageName}
            </option>
          ))}
        </select>
        {embedded && <OutOfFrame />}
      </nav>
      {historyOpen.value && <History />}
    </header>
  );
}

function OutOfFrame() {
  const say = words.value;
  return (
    <>
      <a class="tool icon-only" href={addressOf(route.value, false)} target="_blank" rel="noopener" aria-label={say.wholePage} title={say.wholePage}>
        <Icon name="external" />
      </a>
      <button type="button" class="tool icon-only" aria-label={say.close} title={say.close} onClick={closeFrame}>
        <Icon name="close" />
      </button>
    </>
  );
}

function home(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  startOver();
}
