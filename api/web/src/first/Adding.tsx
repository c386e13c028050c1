// Add reports: choose files, or drop them anywhere on the page; a line with the result for each.

import { useRef } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { openPanel } from "../state/route";
import { add, uploads, type Upload } from "../state/uploads";
import { problemIn, words } from "../words";

const READABLE = ".html,.htm,.txt,.md,.jsonl,.zip"; // as `POST /v1/reports` takes them

export function Adding() {
  const input = useRef<HTMLInputElement>(null);
  const say = words.value;
  const choose = (event: Event & { currentTarget: HTMLInputElement }) => {
    add(event.currentTarget.files ?? []);
    event.currentTarget.value = "";
  };
  return (
    <div class="adding">
      <p class="quiet">
        {say.addHelp}{" "}
        <button type="button" class="as-link" onClick={() => input.current?.click()}>
          {say.chooseFiles}
        </button>
      </p>
      <input ref={input} type="file" multiple class="unseen" tabIndex={-1} aria-label={say.add} accept={READABLE} onChange={choose} />
      <Uploads />
    </div>
  );
}

export function Uploads() {
  if (!uploads.value.length) return null;
  const say = words.value;
  const done = uploads.value.filter((upload) => upload.stage !== "waiting" && upload.stage !== "reading").length;
  const failed = uploads.value.filter((upload) => upload.stage === "failed").length;
  return (
    <section class="uploads" aria-label={say.add}>
      <p class="quiet" role="status">
        {done < uploads.value.length ? say.uploading(done, uploads.value.length) : say.uploadedAll(done - failed, failed)}
      </p>
      <progress max={uploads.value.length} value={done} aria-label={say.add} />
      <ul>
        {uploads.value.map((upload) => (
          <Line key={upload.key} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

function Line({ upload }: { upload: Upload }) {
  const say = words.value;
  const { problem, again } = upload;
  return (
    <li data-stage={upload.stage}>
      <span class="upload-name">{upload.name}</span>
      <span class="upload-stage">{say.upload[upload.stage]}</span>
      {upload.reports.map((report, at) => (
        <button type="button" class="tool" onClick={() => openPanel({ report })}>
          <Icon name="next" />
          {say.article} {upload.reports.length > 1 && at + 1}
        </button>
      ))}
      {again && (
        <button type="button" class="tool" onClick={again}>
          {say.retry}
        </button>
      )}
      {problem && <p class="quiet">{problemIn(problem)}</p>}
    </li>
  );
}
