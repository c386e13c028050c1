// What the article says of itself, and the ways out of it: the original page, the original file.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../shared/Icon";
import type { Opened } from "../state/opened";
import { reportOf } from "../state/texts";
import { originalLink } from "../text/links";
import type { Report } from "../wire/types";
import { words } from "../words";

interface Given {
  opened: Opened;
  titleRef: RefObject<HTMLHeadingElement | null>;
}

export function ArticleHead({ opened, titleRef }: Given) {
  const say = words.value;
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    reportOf(opened.report).then(setReport, () => setReport(null)); // the text's failure is told below
  }, [opened.report]);
  const source = opened.answer?.sources.find((each) => each.report_id === opened.report);
  const quote = opened.cite === null ? null : (opened.answer?.citations[opened.cite]?.quote ?? null);
  const link = originalLink(report?.url ?? source?.url ?? null, quote);
  const title = report?.title || source?.title || report?.page || source?.page || say.untitled;
  return (
    <header class="article-head">
      <h2 tabIndex={-1} ref={titleRef}>
        {title}
      </h2>
      <dl class="about">
        {factsOf(opened, report).map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {source && report && source.text_sha256 !== report.text_sha256 && <p class="note partial">{say.changed}</p>}
      {source?.withdrawn && <p class="note partial">{say.gone}</p>}
      <p class="article-links">
        {link && (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {say.originalPage} <Icon name="external" />
          </a>
        )}
        {report && (
          <a href={`/v1/reports/${encodeURIComponent(report.id)}/original`} download>
            {say.download} <Icon name="download" />
          </a>
        )}
      </p>
    </header>
  );
}

function factsOf(opened: Opened, report: Report | null): [string, string][] {
  const say = words.value;
  const source = opened.answer?.sources.find((each) => each.report_id === opened.report);
  const places = report?.places.map((place) => place.name) ?? source?.places ?? [];
  const facts: [string, string | null | undefined][] = [
    [say.publisher, report?.publisher ?? source?.publisher],
    [say.author, report?.authors.join(say.comma) || source?.author],
    [say.editor, report?.editor],
    [say.published, report?.published ?? source?.published ?? say.undated],
    [say.place, places.join(" ")],
    [say.also, source?.also_reported_by.join(say.comma)],
    [say.page, report?.page ?? source?.page],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
