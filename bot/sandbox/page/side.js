// Who one is, and the chats that this person is in.
import { $, el, face, when } from "./dom.js";
import { summary } from "./message.js";

export class Side {
  constructor(choosePerson, chooseChat) {
    this.chooseChat = chooseChat;
    this.choosePerson = choosePerson;
    this.unread = new Map();
    $("me").addEventListener("click", () => { this.close(); $("who").showModal(); });
    $("side-open").addEventListener("click", () => this.open());
    $("side-close").addEventListener("click", () => this.close(true));
    $("veil").addEventListener("click", () => this.close());
    $("side").addEventListener("keydown", (e) => { if (e.key === "Escape") this.close(true); });
    $("who").addEventListener("cancel", (e) => { if (!this.me) e.preventDefault(); });
  }

  open() {
    $("side").classList.add("open");
    $("veil").hidden = false;
    $("side-open").setAttribute("aria-expanded", "true");
    $("me").focus();
  }

  close(back = false) {
    $("side").classList.remove("open");
    $("veil").hidden = true;
    $("side-open").setAttribute("aria-expanded", "false");
    if (back) $("side-open").focus();
  }

  people(world, me) {
    this.me = me;
    $("who-list").replaceChildren(...world.people.map((p) => el("li", {},
      el("button", { type: "button", "data-person": p.id, "aria-current": p.id === me?.id ? "true" : null, onclick: () => { $("who").close(); this.choosePerson(p.id); } },
        face(p), el("span", {}, el("b", {}, p.name), " ", el("small", {}, p.role ?? ""), p.note ? el("span", { className: "note" }, p.note) : null)))));
    if (!me) { if (!$("who").open) $("who").showModal(); return; }
    $("me-face").replaceWith(Object.assign(face(me), { id: "me-face" }));
    $("me-name").textContent = me.name;
    $("me-role").textContent = me.role ?? "";
  }

  chats(world, openID) {
    this.unread.delete(openID);
    $("chats").replaceChildren(...world.chats.map((c) => {
      const last = c.last;
      const who = last && !last.service && c.kind !== "private" ? `${last.mine ? "我" : last.from.name}：` : "";
      const icon = c.kind === "private" ? face(world.bot) : el("span", { className: "face group", "aria-hidden": "true" }, "群");
      const count = this.unread.get(c.id);
      return el("li", {}, el("button", {
        type: "button", "data-chat": c.id, "aria-current": c.id === openID ? "true" : null,
        onclick: () => { this.close(); this.chooseChat(c.id); },
      }, icon, el("span", { className: "name" }, c.title), el("time", {}, last ? when(last.at, world.now) : ""),
      el("span", { className: "last" }, who + (summary(last) || (c.kind === "private" ? "与机器人私聊" : "还没有消息"))),
      count ? el("span", { className: "count", "aria-label": `${count} 条未读` }, String(count)) : null));
    }));
  }
}
