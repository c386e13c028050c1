// The page's language: chosen here, else kept from last time, else the browser's.

import { computed, effect, signal } from "@preact/signals";
import { kept, keep } from "../state/kept";
import { en } from "./en";
import { zh, type Words } from "./zh";
import { zhHant } from "./zh-hant";

export type Language = "zh" | "zh-Hant" | "en";

export const WORDS: Record<Language, Words> = { zh, "zh-Hant": zhHant, en };
export const LANGUAGES = Object.keys(WORDS) as Language[];

function preferred(): Language {
  const asked = kept("language");
  if (asked && asked in WORDS) return asked as Language;
  const browser = navigator.language.toLowerCase();
  if (!browser.startsWith("zh")) return "en";
  return /hant|tw|hk|mo/.test(browser) ? "zh-Hant" : "zh";
}

export const language = signal<Language>(preferred());
export const words = computed<Words>(() => WORDS[language.value]);

export function speak(chosen: Language): void {
  language.value = chosen;
  keep("language", chosen);
}

effect(() => {
  document.documentElement.lang = words.value.htmlLang;
});

/** A problem in the words of the page's language; servers tell it in Simplified Chinese and English. */
export const problemIn = ({ zh: chinese, en: english }: { zh: string; en: string }): string =>
  language.value === "en" ? english : chinese;
