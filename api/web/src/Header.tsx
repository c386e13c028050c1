// The page's top: its name, a new question, the language.

import { Icon } from "./shared/Icon";
import { startOver } from "./state/asking";
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
          <button type="button" class="tool" onClick={startOver}>
            <Icon name="add" />
            <span class="wide">{say.newThread}</span>
          </button>
        )}
        <select id="language" aria-label={say.language} value={language.value} onChange={(event) => speak(event.currentTarget.value as Language)}>
          {LANGUAGES.map((each) => (
            <option value={each} lang={WORDS[each].htmlLang}>
              {WORDS[each].languageName}
            </option>
          ))}
        </select>
      </nav>
    </header>
  );
}

function home(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  startOver();
}
