// The chat for pages of another site: <script src="https://…/embed.js" data-label="问乡问" async></script>
// A button in the corner opens the chat in a frame from this service. Nothing is read from the page around it.

(() => {
  const script = document.currentScript;
  const service = new URL(script.src).origin;
  const label = script.dataset.label || "乡问";
  const place = "position:fixed;right:1rem;bottom:1rem;z-index:2147483000;";

  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-expanded", "false");
  button.style.cssText = `${place}padding:.7rem 1.1rem;border:0;border-radius:2rem;background:#1f5f4a;color:#fff;font:600 1rem system-ui,sans-serif;cursor:pointer;box-shadow:0 2px 12px #0004`;

  const frame = document.createElement("iframe");
  frame.title = label;
  frame.hidden = true;
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads");
  frame.style.cssText = `${place}bottom:4.5rem;width:min(26rem,calc(100vw - 2rem));height:min(40rem,calc(100vh - 6rem));border:0;border-radius:.8rem;background:#fff;box-shadow:0 4px 24px #0005`;

  const toggle = (open) => {
    if (open && !frame.src) frame.src = `${service}/?embed=1`;
    frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) frame.focus();
  };
  button.addEventListener("click", () => toggle(frame.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !frame.hidden) {
      toggle(false);
      button.focus();
    }
  });

  const show = () => document.body.append(frame, button);
  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show);
})();
