// The page: ask, show the answer with its citations, open the article at the quoted sentence.
//
// Everything that comes from a report or from the server is put in with textContent, never as markup. Spans count
// Unicode code points, so strings are cut as arrays of code points, not by JavaScript's UTF-16 indexes.

import { WORDS } from "./words.js";

const at = (id) => document.getElementById(id);
const points = (text) => Array.from(text);

let language = (navigator.language || "zh").startsWith("zh") ? "zh" : "en";
let shown = null; // what the result area shows: {answer}, {problem} or null
let pile = null;
let opener = null; // the chip that opened the article, to go back to
let turn = 0; // a reply to an older question, or an older click, must not overwrite a newer one

const say = (key) => WORDS[language][key];

function make(name, options = {}, ...children) {
  const element = document.createElement(name);
  const { text, ...rest } = options;
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

function showLanguage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  at("language").textContent = say("other");
  at("language").lang = language === "zh" ? "en" : "zh-CN";
  at("question").placeholder = say("placeholder");
  at("pile").textContent = pile ? say("pile")(pile) + (pile.pending ? say("behind")(pile) : "") : "";
  showResult();
}

// ---- asking

async function ask(event) {
  event.preventDefault();
  const question = at("question").value.trim();
  if (!question) return at("question").focus();
  const filters = {};
  for (const name of ["place", "since", "until", "source"]) if (at(name).value.trim()) filters[name] = at(name).value.trim();
  const mine = ++turn;
  closeArticle();
  at("result").setAttribute("aria-busy", "true");
  shown = null;
  at("result").replaceChildren(make("p", { class: "quiet waiting", text: say("asking") }));
  const reply = await send(question, filters);
  if (mine !== turn) return;
  shown = reply;
  at("result").setAttribute("aria-busy", "false");
  showResult();
}

async function send(question, filters) {
  try {
    const response = await fetch("/v1/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question, filters }),
    });
    const body = await response.json();
    return response.ok ? { answer: body } : { problem: body };
  } catch {
    return { problem: { zh: WORDS.zh.offline, en: WORDS.en.offline } };
  }
}

// ---- the answer

function showResult() {
  if (!shown) return;
  at("result").replaceChildren(shown.problem ? problemBox(shown.problem) : answerBox(shown.answer));
}

function problemBox(problem) {
  return make("div", { class: "note failed", role: "alert" }, make("strong", { text: say("failed") }), make("p", { text: problem[language] || "" }));
}

function answerBox(answer) {
  const box = make("article", { class: "answer" });
  if (answer.status === "not_found") {
    const help = make("p", { class: "quiet", text: say("notFoundHelp") });
    box.append(make("div", { class: "note missing", "data-status": "not_found" }, make("strong", { text: say("notFound") }), make("p", { text: answer.reason || answer.text }), help));
    return box;
  }
  if (answer.status === "partial") box.append(make("p", { class: "note partial", text: `${say("partial")}${answer.reason ? `: ${answer.reason}` : ""}` }));
  if (answer.listing?.items.length) box.append(listingTable(answer));
  else box.append(answerText(answer));
  box.append(make("h2", { text: say("sources") }), sourceList(answer));
  return box;
}

// The text cut at its markers; each becomes a chip that opens the sentence it stands for.
function answerText(answer) {
  const box = make("div", { class: "text" });
  const text = points(answer.text);
  let line = make("p");
  let plain = "";
  const flush = () => { if (plain) line.append(plain); plain = ""; };
  const endLine = () => { flush(); if (line.childNodes.length) box.append(line); line = make("p"); };
  for (let index = 0; index < text.length; index++) {
    const marker = text[index] === "[" ? text.slice(index, index + 8).join("").match(/^\[([0-9]+)\]/) : null;
    const cite = marker && citedAt(answer, Number(marker[1]), index);
    if (cite) { flush(); line.append(chip(answer, cite)); index += marker[0].length - 1; }
    else if (text[index] === "\n") endLine();
    else plain += text[index];
  }
  endLine();
  return box;
}

// The citation a marker stands for: among those of its number, the one whose statement ends last before it.
function citedAt(answer, n, position) {
  const same = answer.citations.filter((cite) => cite.n === n);
  const before = same.filter((cite) => cite.answer_span[0] <= position);
  return before.sort((a, b) => b.answer_span[1] - a.answer_span[1] || b.answer_span[0] - a.answer_span[0])[0] || same[0];
}

function chip(answer, cite) {
  const source = answer.sources.find((each) => each.n === cite.n);
  const label = `${say("openArticle")} ${cite.n}: ${source.title}`;
  return make("button", { type: "button", class: "chip", text: String(cite.n), title: cite.quote, "aria-label": label, onclick: (event) => openArticle(source, cite, answer, event.currentTarget) });
}

function listingTable(answer) {
  const { listing } = answer;
  const head = ["listPlace", "listParent", "listVerdict", "listSentence"].map((key) => make("th", { scope: "col", text: say(key) }));
  const rows = listing.items.map((item) => {
    const mark = make("span", { class: `verdict ${item.verdict}`, text: say("verdicts")[item.verdict] });
    const sentences = citationsOf(answer, item).map((cite) => make("p", {}, cite.quote, chip(answer, cite)));
    const cell = (key, ...children) => make("td", { "data-label": say(key) }, ...children);
    return make("tr", {}, make("th", { scope: "row", text: item.name }), cell("listParent", item.parent || "—"), cell("listVerdict", mark), cell("listSentence", ...sentences));
  });
  const count = `${say("scanned")(listing)}${listing.complete ? "" : ` · ${say("incomplete")}`}`;
  return make("div", {}, make("p", { class: "count", text: count }), make("table", { class: "listing" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)));
}

// A source may speak of several places: prefer the citations whose statement names this one.
function citationsOf(answer, item) {
  const text = points(answer.text);
  const cites = answer.citations.filter((cite) => item.citations.includes(cite.n));
  const naming = cites.filter((cite) => text.slice(...cite.answer_span).join("").includes(item.name));
  return naming.length ? naming : cites;
}

function sourceList(answer) {
  const rows = answer.sources.map((source) => {
    const cite = answer.citations.find((each) => each.n === source.n);
    const title = make("button", { type: "button", class: "title", text: source.title || source.page, onclick: (event) => openArticle(source, cite, answer, event.currentTarget) });
    const about = make("p", { class: "quiet", text: aboutSource(source) });
    const also = source.also_reported_by.length ? make("p", { class: "quiet", text: say("also") + source.also_reported_by.join(language === "zh" ? "、" : ", ") }) : null;
    return make("li", { value: source.n }, title, about, also);
  });
  return make("ol", { class: "sources" }, ...rows);
}

const aboutSource = (source) => [source.publisher, source.author, source.published || say("undated"), source.places.join(" ")].filter(Boolean).join(" · ");

// ---- the article

async function openArticle(source, cite, answer, from) {
  const mine = ++turn;
  opener = from;
  const id = encodeURIComponent(source.report_id);
  let text;
  try {
    const response = await fetch(`/v1/reports/${id}/text`);
    if (!response.ok) throw new Error(String(response.status));
    // text() would drop a leading byte order mark and shift every span.
    text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
  } catch {
    text = null;
  }
  if (mine !== turn) return;
  at("article-title").textContent = source.title || source.page;
  // A kept text opens with its own headline and imprint: they are not shown twice.
  const opensWithTitle = text !== null && source.title !== "" && text.startsWith(`${source.title}\n`);
  at("article-title").classList.toggle("unseen", opensWithTitle);
  at("article-text").classList.toggle("titled", opensWithTitle);
  const about = opensWithTitle ? source.places.join(" ") : aboutSource(source);
  at("article-about").replaceChildren(about, originalLink(source) || "");
  if (text === null) at("article-text").replaceChildren(make("p", { class: "note failed", text: say("offline") }));
  else at("article-text").replaceChildren(...paragraphs(text, cite, answer.citations.filter((each) => each.n === source.n)));
  at("article").hidden = false;
  document.body.classList.add("reading");
  at("article-title").focus({ preventScroll: true });
  (at("article-text").querySelector("mark.here") || at("article-title")).scrollIntoView({ block: "center" });
}

function originalLink(source) {
  if (!/^https?:\/\//i.test(source.url || "")) return null;
  return make("a", { class: "original", href: source.url, target: "_blank", rel: "noopener noreferrer", text: `${say("original")} ↗` });
}

// One <p> a line; the opened quotation in <mark class="here">, other quotations of the article in <mark>.
function paragraphs(text, here, cites) {
  const all = points(text);
  const kind = new Uint8Array(all.length);
  for (const cite of cites) kind.fill(1, ...cite.report_span);
  if (here) kind.fill(2, ...here.report_span);
  const lines = [];
  let start = 0;
  for (let end = 0; end <= all.length; end++) {
    if (end < all.length && all[end] !== "\n") continue;
    if (end > start) lines.push(paragraph(all, kind, start, end));
    start = end + 1;
  }
  return lines;
}

function paragraph(all, kind, start, end) {
  const line = make("p");
  for (let from = start; from < end; ) {
    let to = from + 1;
    while (to < end && kind[to] === kind[from]) to++;
    const piece = all.slice(from, to).join("");
    line.append(kind[from] ? make("mark", { class: kind[from] === 2 ? "here" : "", text: piece }) : piece);
    from = to;
  }
  return line;
}

function closeArticle() {
  if (at("article").hidden) return;
  at("article").hidden = true;
  document.body.classList.remove("reading");
  if (opener && opener.isConnected) opener.focus();
}

// ---- start

at("ask").addEventListener("submit", ask);
at("question").addEventListener("keydown", (event) => {
  // Enter asks; Shift+Enter is a new line; Enter that ends an input method's word does neither.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); at("ask").requestSubmit(); }
});
at("close").addEventListener("click", closeArticle);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeArticle(); });
at("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; showLanguage(); });
showLanguage();
fetch("/readyz").then((response) => (response.ok ? response.json() : null)).then((state) => { pile = state; showLanguage(); }, () => {});
