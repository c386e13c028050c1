// The chat for pages of another site: <script src="https://…/embed.js" data-label="问乡问" async></script>
// A button in the corner opens the chat in a frame from this service. Nothing is read from the page around it, and
// nothing is told to it but that the frame is to be closed.

(() => {
  const script = document.currentScript;
  const service = new URL(script.src).origin;
  const label = script.dataset.label || "乡问";
  const place = "position:fixed;right:1rem;bottom:1rem;z-index:2147483000;";

  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-expanded", "false");
  button.style.cssText = `${place}padding:.8rem 1.2rem;border:0;border-radius:2rem;background:#a2311f;color:#fff;font:600 1rem system-ui,sans-serif;cursor:pointer;box-shadow:0 2px 12px #0004`;

  const frame = document.createElement("iframe");
  frame.title = label;
  frame.hidden = true;
  frame.referrerPolicy = "no-referrer";
  frame.allow = "clipboard-write";
  // An original page that opens in a window of its own is not under the frame's restrictions.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads");
  frame.style.cssText = `${place}bottom:4.5rem;width:min(27rem,calc(100vw - 2rem));height:min(42rem,calc(100vh - 6rem));border:0;border-radius:.9rem;background:#f7f4ee;box-shadow:0 4px 24px #0005`;

  const toggle = (open) => {
    if (open && !frame.src) frame.src = `${service}/?embed=1`;
    frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    (open ? frame : button).focus();
  };
  button.addEventListener("click", () => toggle(frame.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !frame.hidden) toggle(false);
  });
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === service && event.data?.xiangwen === "close") toggle(false);
  });

  const show = () => document.body.append(frame, button);
  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show);
})();
