// One message as an element.
import { el, face, size, time } from "./dom.js";
import { fileURL } from "./net.js";
import { render, settle } from "./text.js";

// build makes the element of a message. act holds what can be done with it:
// reply, jump, press, react, menu, edit, command.
export function build(m, me, act) {
  if (m.service) return el("li", { className: "service", "data-id": m.id, "data-at": m.at }, service(m.service));
  const node = el("li", {
    className: `msg${m.mine ? " mine" : ""}`, tabIndex: 0, "data-id": m.id, "data-at": m.at, "data-from": m.from.id,
    "aria-label": `${m.from.name}，${time(m.at)}`,
  });
  node.append(face(m.from), whoLine(m), body(m, me, act));
  if (m.buttons) node.append(keys(m, act));
  if (m.reactions) node.append(marks(m, act));
  node.append(tools(m, act));
  node.addEventListener("contextmenu", (e) => {
    if (e.target.closest("a, img") || String(getSelection())) return;
    e.preventDefault();
    act.menu(m, e.clientX, e.clientY);
  });
  node.addEventListener("keydown", (e) => {
    if (e.target !== node || e.key !== "Enter") return;
    e.preventDefault();
    const box = node.getBoundingClientRect();
    act.menu(m, box.left + 60, Math.min(box.bottom, innerHeight - 120));
  });
  requestAnimationFrame(() => settle(node));
  return node;
}

function service(s) {
  if (s.moved) return "本群已升级为超级群";
  if (s.title) return `${s.by} 将群名改为“${s.title}”`;
  if (s.topic) return `${s.by} 新建了话题“${s.topic}”`;
  if (s.left) return s.left === s.by ? `${s.left} 退出了群聊` : `${s.by} 将 ${s.left} 移出了群聊`;
  if (s.joined) return s.joined[0] === s.by ? `${s.by} 加入了群聊` : `${s.by} 邀请 ${s.joined.join("、")} 加入了群聊`;
  return "群信息有变更";
}

function whoLine(m) {
  const role = m.from.bot ? "机器人" : m.from.role;
  return el("div", { className: "who-line" }, el("b", {}, m.from.name), role ? el("span", {}, role) : null);
}

function body(m, me, act) {
  const node = el("div", { className: "body" });
  if (m.origin) node.append(el("div", { className: "origin" }, `转发自 ${m.origin}`));
  if (m.reply) node.append(reply(m, act));
  if (m.file) node.append(m.file.width ? photo(m.file) : paper(m.file));
  const stamp = (m.edited ? "已编辑 " : "") + time(m.at);
  const meta = el("time", { className: "meta", dateTime: new Date(m.at).toISOString() }, stamp);
  // The time floats into the last line of the words where it has room.
  if (!m.text) { node.append(meta); return node; }
  const words = el("div", { className: "text" }, render(m.text, m.entities, { me, command: act.command }));
  meta.classList.toggle("below", /^(PRE|BLOCKQUOTE)$/.test(words.lastChild?.tagName ?? ""));
  words.append(meta);
  node.append(words);
  return node;
}

function reply(m, act) {
  const r = m.reply;
  if (r.gone) return el("div", { className: "reply" }, el("span", {}, "原消息已删除"));
  return el("button", { type: "button", className: "reply", "aria-label": `查看被回复的消息：${r.name}`, onclick: () => act.jump(r.id) },
    el("b", {}, r.name), el("span", {}, r.text));
}

function photo(f) {
  return el("a", { className: "photo", href: fileURL(f.id), target: "_blank", rel: "noopener" },
    el("img", { src: fileURL(f.id), alt: "图片", width: f.width, height: f.height, loading: "lazy" }));
}

function paper(f) {
  const kind = (f.name.match(/\.([a-z0-9]{1,5})$/i)?.[1] ?? "文件").toUpperCase();
  return el("a", { className: "paper", href: fileURL(f.id), download: f.name },
    el("span", { className: "kind", "data-kind": kind, "aria-hidden": "true" }, kind),
    el("span", {}, el("b", {}, f.name), el("small", {}, size(f.size))));
}

function keys(m, act) {
  const rows = m.buttons.map((row, r) => el("div", {}, ...row.map((b, c) => (b.url
    ? el("a", { href: /^https?:/i.test(b.url) ? b.url : undefined, target: "_blank", rel: "noopener noreferrer" }, b.text)
    : el("button", { type: "button", onclick: (e) => act.press(m, r, c, e.currentTarget) }, b.text)))));
  return el("div", { className: "keys", role: "group", "aria-label": "操作" }, ...rows);
}

function marks(m, act) {
  return el("div", { className: "marks" }, ...m.reactions.map((r) =>
    el("button", { type: "button", "aria-pressed": String(!!r.mine), onclick: () => act.react(m, r.mine ? [] : [r.emoji]) },
      r.count > 1 ? `${r.emoji} ${r.count}` : r.emoji)));
}

function tools(m, act) {
  const own = m.mine && !m.origin;
  return el("div", { className: "tools" },
    el("button", { type: "button", tabIndex: -1, onclick: () => act.reply(m) }, "回复"),
    own ? el("button", { type: "button", tabIndex: -1, onclick: () => act.edit(m) }, "编辑") : null,
    el("button", { type: "button", tabIndex: -1, "aria-label": "更多", onclick: (e) => act.menu(m, e.clientX, e.clientY) }, "⋯"));
}

// summary is a message in one line.
export function summary(m) {
  if (!m) return "";
  if (m.service) return service(m.service);
  const words = m.text || (m.file?.width ? "［图片］" : m.file ? `［文件］${m.file.name}` : "");
  return words.replace(/\s+/g, " ");
}
