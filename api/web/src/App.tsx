// The whole page: top, thread (or the page of a place or programme), source panel.

import { useEffect } from "preact/hooks";
import { Header } from "./Header";
import { Panel } from "./panel/Panel";
import { Told } from "./shared/Told";
import { closeFrame, embedded } from "./state/embedded";
import { opened } from "./state/opened";
import { hidePreview, preview } from "./state/preview";
import { closePanel, panelOpen, route } from "./state/route";
import { Preview } from "./thread/Preview";
import { Thread } from "./thread/Thread";
import { DropTarget } from "./first/DropTarget";
import { PlaceView } from "./pages/PlaceView";
import { ProgrammeView } from "./pages/ProgrammeView";

export function App() {
  const reading = panelOpen(route.value) && opened(route.value) !== null;
  useEffect(() => {
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, []);
  return (
    <div class={reading ? "page reading" : "page"}>
      <Header />
      <main>
        <Main />
        <Panel />
      </main>
      <Preview />
      <Told inDialog={false} />
      {!embedded && <DropTarget />}
    </div>
  );
}

function Main() {
  const { place, programme } = route.value;
  if (place) return <PlaceView id={place} />;
  return programme ? <ProgrammeView id={programme} /> : <Thread />;
}

// Escape closes one thing at a time: the preview first, then the panel, then the frame on another site.
function escape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing) return;
  if (preview.value) hidePreview(true);
  else if (panelOpen(route.value)) closePanel();
  else if (embedded) closeFrame();
}
