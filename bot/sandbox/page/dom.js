// Small pieces that everything on the page is made of.

export const $ = (id) => document.getElementById(id);

// el makes an element: properties that exist are set, all else are attributes.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return node;
}

export function face(person, extra = "") {
  const node = el("span", { className: `face ${extra}`, "aria-hidden": "true" });
  if (person.bot) {
    node.append(el("img", { src: "/sandbox/assets/icon.svg", alt: "" }));
    return node;
  }
  node.dataset.hue = String(Math.abs(person.id) % 6);
  node.textContent = initials(person.name);
  return node;
}

// initials: a Chinese name is known by its family name, any other by its
// first letter.
function initials(name) {
  return [...(name || "·")][0].toUpperCase();
}

const zone = { timeZone: "Asia/Shanghai" };
const clock = new Intl.DateTimeFormat("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit", hour12: false });
const dayOf = new Intl.DateTimeFormat("zh-CN", { ...zone, year: "numeric", month: "long", day: "numeric", weekday: "long" });
const shortDay = new Intl.DateTimeFormat("zh-CN", { ...zone, month: "numeric", day: "numeric" });

export const time = (ms) => clock.format(ms);
export const day = (ms) => dayOf.format(ms).replace(/(日)(星期)/, "$1 $2");
export const when = (ms, now) => (day(ms) === day(now) ? time(ms) : shortDay.format(ms));

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

let fading;
export function toast(text) {
  const node = $("toast");
  clearTimeout(fading);
  node.hidden = true;
  node.textContent = text;
  requestAnimationFrame(() => { node.hidden = false; });
  fading = setTimeout(() => { node.hidden = true; }, Math.min(2500 + text.length * 90, 9000));
}

export function alertBox(text) {
  $("alert-text").textContent = text;
  $("alert").showModal();
}

// openMenu shows a list of {label, act} near a point, and gives the focus
// back when it closes.
export function openMenu(x, y, faces, items) {
  const menu = $("menu");
  const before = document.activeElement;
  const row = faces.length ? el("div", { className: "faces", role: "group", "aria-label": "表情回应" }, ...faces.map((f) =>
    el("button", { type: "button", role: "menuitem", "aria-label": `回应 ${f.label}`, onclick: () => done(f.act) }, f.label))) : null;
  menu.replaceChildren(...(row ? [row] : []), ...items.map((i) =>
    el("button", { type: "button", role: "menuitem", onclick: () => done(i.act) }, i.label)));
  menu.hidden = false;
  const box = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - box.width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - box.height - 8))}px`;
  const buttons = [...menu.querySelectorAll("button")];
  buttons.at(row ? faces.length : 0).focus();

  const away = new AbortController();
  const close = () => { away.abort(); menu.hidden = true; };
  function done(act) { close(); before?.focus?.(); act(); }
  const listen = (target, kind, handle) => target.addEventListener(kind, handle, { signal: away.signal, capture: true });
  listen(document, "pointerdown", (e) => { if (!menu.contains(e.target)) close(); });
  listen(window, "blur", close);
  listen(menu, "keydown", (e) => {
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key];
    if (step) { e.preventDefault(); buttons.at((at + step) % buttons.length).focus(); }
    if (e.key === "Escape" || e.key === "Tab") { e.preventDefault(); close(); before?.focus?.(); }
  });
}
