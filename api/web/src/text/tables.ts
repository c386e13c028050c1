// Tables as CSV and as Markdown.

const FORMULA = /^[=+\-@\t\r]/; // a spreadsheet would run such a cell; an apostrophe makes it text

export function toCsv(table: string[][]): string {
  const cell = (value: string) => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
  // The byte order mark tells spreadsheets that this is UTF-8.
  return `\uFEFF${table.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function toMarkdown([head = [], ...rows]: string[][]): string {
  const cell = (value: string) => value.replace(/[\\`*_<>|[\]]/g, "\\$&").replace(/\s*\n\s*/g, " ");
  const line = (row: string[]) => `| ${row.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n") + "\n";
}
