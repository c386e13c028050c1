// Above the list table: narrow it, copy it, save it. What is taken away is what is shown, in the order shown.

import { CopyButton } from "../shared/CopyButton";
import { saveFile } from "../shared/save";
import { different, type Narrowed, type Row } from "../text/rows";
import { toCsv, toMarkdown } from "../text/tables";
import type { Words } from "../words/zh";
import { words } from "../words";

interface Given {
  all: Row[];
  shown: Row[];
  by: Narrowed;
  setBy: (by: Narrowed) => void;
  question: string;
}

const MOST_NAME = 40; // characters of the question in a file name

export function ListTools({ all, shown, by, setBy, question }: Given) {
  const say = words.value;
  const name = question.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, MOST_NAME);
  const choices: [keyof Narrowed, string, string[]][] = [
    ["parent", say.allParents, different(all.map((row) => row.parent))],
    ["year", say.allYears, different(all.map((row) => row.date.slice(0, 4)))],
    ["verdict", say.allVerdicts, different(all.map((row) => row.verdict))],
  ];
  const label = (key: keyof Narrowed, value: string) => (key === "verdict" ? say.verdicts[value as Row["verdict"]] : value);
  return (
    <div class="list-tools">
      {choices.map(
        ([key, every, values]) =>
          values.length > 1 && (
            <select aria-label={every} value={by[key]} onChange={(event) => setBy({ ...by, [key]: event.currentTarget.value })}>
              <option value="">{every}</option>
              {values.map((value) => (
                <option value={value}>{label(key, value)}</option>
              ))}
            </select>
          ),
      )}
      <span class="quiet count" role="status">
        {say.rowsShown(shown.length, all.length)}
      </span>
      <span class="spring" />
      <CopyButton label={say.copyTable} content={() => toMarkdown(tableOf(shown, say))} />
      <button type="button" class="tool" onClick={() => saveFile(`${name}.csv`, "text/csv", toCsv(tableOf(shown, say)))}>
        {say.saveCsv}
      </button>
      <button
        type="button"
        class="tool"
        onClick={() => saveFile(`${name}.md`, "text/markdown", toMarkdown(tableOf(shown, say)))}
      >
        {say.saveMarkdown}
      </button>
    </div>
  );
}

function tableOf(rows: Row[], say: Words): string[][] {
  const head = [say.columnPlace, say.columnParent, say.columnVerdict, say.columnDate, say.columnSentence, say.sources];
  const line = (row: Row) => [
    row.name,
    row.parent,
    say.verdicts[row.verdict],
    row.date,
    row.proofs.map((proof) => proof.quote).join("\n"),
    [...new Set(row.proofs.map((proof) => `[${proof.n}]`))].join(" "),
  ];
  return [head, ...rows.map(line)];
}
