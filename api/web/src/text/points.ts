// Spans count Unicode code points; JavaScript's indexes count UTF-16 units. Every cut goes through here.

export const points = (text: string): string[] => Array.from(text);

export const cut = (all: string[], start: number, end: number): string => all.slice(start, end).join("");
