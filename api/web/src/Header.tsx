// The page's top: its name, a new question, the language.

import { useState } from "preact/hooks";
import { History } from "./history/History";
import { Icon } from "./shared/Icon";
import { startOver } from "./state/asking";
import { turns } from "./state/thread";
import { language, LANGUAGES, speak, WORDS, words, type Language } from "./words";

export function Header() {
  const say = words.value;
  const [history, setHistory] = useState(false);
  return (
    <header class="bar">
      <a class="skip" href="#question">
        {say.skip}
      </a>
      <h1>
        <a href="/" onClick={home}>
          <span class="seal" aria-hidden="true">
            乡
          </span>
          {say.brand}
        </a>
        <small>{say.subtitle}</small>
      </h1>
      <nav>
        {turns.value.length > 0 && (
          <button type="button" class="tool" aria-label={say.newThread} onClick={startOver}>
            <Icon name="add" />
            <span class="wide">{say.newThread}</span>
          </button>
        )}
        <button type="button" class="tool" aria-label={say.history} onClick={() => setHistory(true)}>
          <Icon name="history" />
          <span class="wide">{say.history}</span>
        </button>
        <select id="language" aria-label={say.language} value={language.value} onChange={(event) => speak(event.currentTarget.value as Language)}>
          {LANGUAGES.map((each) => (
            <option value={each} lang={WORDS[each].htmlLang}>
              {WORDS[each].languageName}
            </option>
          ))}
        </select>
      </nav>
      {history && <History close={() => setHistory(false)} />}
    </header>
  );
}

function home(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  startOver();
}
