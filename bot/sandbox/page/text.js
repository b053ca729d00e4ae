// A text with its entities, as elements. Offsets count UTF-16 units, which is
// how JavaScript counts too.
import { el } from "./dom.js";

const simple = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

// render nests the entities; they are sorted, and never cross.
export function render(text, entities, context) {
  const root = document.createDocumentFragment();
  fill(root, text, 0, text.length, [...(entities ?? [])], context);
  return root;
}

function fill(into, text, from, to, entities, context) {
  let at = from;
  while (entities.length) {
    const e = entities.shift();
    const end = Math.min(e.offset + e.length, to);
    if (e.offset < at || e.offset >= to) continue;
    if (at < e.offset) into.append(text.slice(at, e.offset));
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    const { node, inside } = shape(e, text.slice(e.offset, end), context);
    fill(inside, text, e.offset, end, inner, context);
    into.append(node);
    at = end;
    // A block already ends its line.
    if (/^(PRE|BLOCKQUOTE)$/.test(node.tagName) && text[at] === "\n") at += 1;
  }
  if (at < to) into.append(text.slice(at, to));
}

function shape(e, said, context) {
  if (simple[e.type]) return whole(el(simple[e.type]));
  switch (e.type) {
    case "pre": return whole(el("pre", { tabIndex: 0 }));
    case "blockquote": return whole(el("blockquote"));
    case "expandable_blockquote": return fold();
    case "spoiler": return whole(spoiler());
    case "text_link": return whole(link(e.url));
    case "url": return whole(link(/^[a-z]+:\/\//i.test(said) ? said : `http://${said}`));
    case "email": return whole(link(`mailto:${said}`));
    case "mention": return whole(mention(said.slice(1).toLowerCase() === context.me.username?.toLowerCase()));
    case "text_mention": return whole(mention(e.user.id === context.me.id));
    case "bot_command": return whole(el("button", { type: "button", className: "command", onclick: () => context.command(said) }));
    default: return whole(el("span"));
  }
}

const whole = (node) => ({ node, inside: node });

const mention = (me) => el("span", { className: me ? "mention me-too" : "mention" });

function link(url) {
  const safe = /^(https?|mailto):/i.test(url) ? url : undefined;
  return el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" });
}

function spoiler() {
  const node = el("span", { className: "spoiler", role: "button", tabIndex: 0, "aria-label": "显示隐藏内容" });
  const show = () => { node.classList.add("open"); node.removeAttribute("role"); node.removeAttribute("aria-label"); };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); e.stopPropagation(); show(); } });
  return node;
}

// fold is an expandable quotation: three lines, and a key for the rest, which
// settle() takes away where there is no rest.
function fold() {
  const words = el("div", { className: "fold-words" });
  const key = el("button", { type: "button", className: "fold-key", "aria-expanded": "false" }, "展开全文");
  const node = el("blockquote", { className: "fold" }, words, key);
  key.addEventListener("click", () => {
    const open = node.classList.toggle("open");
    key.textContent = open ? "收起" : "展开全文";
    key.setAttribute("aria-expanded", String(open));
  });
  return { node, inside: words };
}

export function settle(root) {
  for (const node of root.querySelectorAll("blockquote.fold:not(.open)")) {
    const words = node.querySelector(".fold-words");
    node.querySelector(".fold-key").hidden = words.scrollHeight <= words.clientHeight + 2;
  }
}
