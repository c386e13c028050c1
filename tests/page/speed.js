// What speed.py asks of the page it measures: times by the page's own clock, up to the frame in which a thing is painted.

globalThis.speed = (() => {
  const LONGEST = 20_000; // ms waited for anything
  const STEP = 240; // px scrolled a frame: a fast wheel
  const SMOOTH = 34; // ms: two frames of a 60 Hz screen; a longer one is a visible stutter
  const ROW = ".listing tbody tr";

  const round = (ms) => Math.round(ms * 10) / 10;
  const frame = () => new Promise(requestAnimationFrame);

  /** The time at the end of the first frame in which `there()` is so. */
  async function painted(there) {
    const since = performance.now();
    while (!there()) {
      if (performance.now() - since > LONGEST) throw new Error(`not painted within ${LONGEST} ms`);
      await frame();
    }
    await frame();
    await new Promise((resolve) => setTimeout(resolve)); // after the frame's own work
    return performance.now();
  }

  // When the first rows of a list are painted; noted as it happens, for whoever asks later.
  const rows = painted(() => document.querySelector(ROW)).catch(() => null);

  return {
    firstPaint: () => round(performance.getEntriesByName("first-contentful-paint")[0].startTime),

    /** The numbers of the chips that are each the first of their report. */
    chipsOfReports: () => {
      const chips = [...document.querySelectorAll(".turn button.chip")];
      const labels = chips.map((chip) => chip.textContent);
      return labels.flatMap((label, at) => (labels.indexOf(label) === at ? [at] : []));
    },

    /** Opens the chip of this number, waits for its marked sentence, closes again. */
    open: async (at) => {
      const chip = document.querySelectorAll(".turn button.chip")[at];
      const since = performance.now();
      chip.click();
      const until = await painted(() => document.querySelector("mark.here"));
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      await painted(() => !document.querySelector(".panel"));
      return round(until - since);
    },

    /** From the last byte of the answer until its first rows are painted. */
    shown: async () => {
      const replies = performance.getEntriesByType("resource").filter((each) => each.name.endsWith("/v1/answers"));
      return round((await rows) - replies.at(-1).responseEnd);
    },

    sort: async (head) => {
      const since = performance.now();
      document.querySelector(`${head} button`).click();
      return round((await painted(() => document.querySelector(head).ariaSort === "ascending")) - since);
    },

    /** Scrolls the page from end to end, a step a frame; the time each frame took. */
    scroll: async () => {
      const frames = [];
      scrollTo(0, 0);
      let last = await painted(() => scrollY === 0);
      for (let at = 0; at < document.documentElement.scrollHeight - innerHeight; at += STEP) {
        scrollTo(0, at);
        await frame();
        const now = performance.now();
        frames.push(now - last);
        last = now;
      }
      frames.sort((a, b) => a - b);
      const share = (part) => round(frames[Math.floor((frames.length - 1) * part)]);
      const late = frames.filter((ms) => ms > SMOOTH).length;
      return { frames: frames.length, ms_p50: share(0.5), ms_p95: share(0.95), ms_max: share(1), over_34_ms: late };
    },
  };
})();
