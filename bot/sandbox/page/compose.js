// What one writes: the field, replies and edits, files, and completion.
import { $, el, face, toast } from "./dom.js";
import { summary } from "./message.js";
import { upload } from "./net.js";

const most = 4096;

export class Composer {
  constructor(send) {
    this.send = send;
    this.input = $("input");
    this.drafts = new Map(); // by person and chat
    this.names = [];
    $("form").addEventListener("submit", (e) => { e.preventDefault(); this.submit(); });
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (e) => this.key(e));
    this.input.addEventListener("blur", () => setTimeout(() => {
      if (document.activeElement !== this.input) this.closePicks();
    }, 150));
    $("context-off").addEventListener("click", () => { this.clear(); this.input.focus(); });
    $("attach").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", () => { this.files([...$("file").files]); $("file").value = ""; });
    this.drop(document.querySelector(".main"));
  }

  open(me, chat, bot) {
    const key = `${me.id}/${chat.id}`;
    if (this.key_ === key) { this.chat = chat; this.tries(); return; }
    if (this.key_) this.drafts.set(this.key_, this.input.value);
    Object.assign(this, { me, chat, bot, key_: key, replying: null, editing: null, names: [] });
    $("context").hidden = true;
    this.input.value = this.drafts.get(key) ?? "";
    this.input.placeholder = chat.kind === "private" ? "输入消息" : "输入消息，用 @ 提问";
    this.tries();
    this.changed();
  }

  tries() {
    const called = `@${this.bot.username} `; // said in full, shown without
    $("try").replaceChildren(...this.chat.try.map((text) =>
      el("button", { type: "button", title: text, onclick: () => this.fill(text) }, text.startsWith(called) ? text.slice(called.length) : text)));
  }

  fill(text) {
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.changed();
    this.closePicks();
  }

  reply(m) {
    this.editing = null;
    this.replying = m;
    this.context(`回复 ${m.from.name}`, summary(m));
  }

  edit(m) {
    this.replying = null;
    this.editing = m;
    this.context("编辑消息", summary(m));
    this.fill(m.text ?? "");
  }

  context(what, text) {
    $("context-what").textContent = what;
    $("context-text").textContent = text;
    $("context").hidden = false;
    this.input.focus();
  }

  clear() {
    if (this.editing) { this.input.value = ""; this.changed(); }
    this.replying = this.editing = null;
    $("context").hidden = true;
  }

  changed() {
    const { input } = this;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
    $("send").disabled = !input.value.trim();
    this.complete();
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text || this.busy) return;
    if (text.length > most) { toast(`一条消息最多 ${most} 字，现有 ${text.length} 字。`); return; }
    const names = this.names.filter((n) => text.includes(n.name));
    this.busy = true;
    try {
      await this.send(text, { reply: this.replying, edit: this.editing, names });
      this.input.value = "";
      this.names = [];
      this.clear();
      this.changed();
    } catch {
      toast("未能发出，请稍后再试。");
    } finally {
      this.busy = false;
      this.input.focus();
    }
  }

  key(e) {
    if (e.isComposing || e.keyCode === 229) return; // the input method is still at work
    if (this.picks?.length && this.pickKey(e)) return;
    if (e.key === "Enter" && !e.shiftKey) { e.preventDefault(); this.submit(); }
    if (e.key === "Escape") this.clear();
    if (e.key === "ArrowUp" && !this.input.value) {
      const m = this.lastMine?.();
      if (m) { e.preventDefault(); this.edit(m); }
    }
  }

  // Completion of @ and /.
  complete() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    const at = before.match(/(?:^|\s)([@/])([^\s@/]*)$/);
    if (!at) return this.closePicks();
    const found = at[1] === "@" ? this.people(at[2]) : this.commands(at[2]);
    if (!found.length) return this.closePicks();
    this.word = at[2].length + 1;
    this.picks = found;
    this.picked = 0;
    this.showPicks();
  }

  people(start) {
    const low = start.toLowerCase();
    return this.chat.members
      .filter((p) => p.id !== this.me.id && (p.name.includes(start) || p.username?.toLowerCase().startsWith(low)))
      .sort((a, b) => Number(Boolean(b.bot)) - Number(Boolean(a.bot)))
      .map((p) => ({
        node: [face(p), el("b", {}, p.name), el("span", {}, p.username ? `@${p.username}` : p.role ?? "")],
        text: p.username ? `@${p.username} ` : `${p.name} `,
        name: p.username ? null : { id: p.id, name: p.name },
      }));
  }

  commands(start) {
    const suffix = this.chat.kind === "private" ? "" : `@${this.bot.username}`;
    return this.chat.commands.filter((c) => c.command.startsWith(start.toLowerCase())).map((c) => ({
      node: [el("b", {}, `/${c.command}`), el("span", {}, c.description)],
      text: `/${c.command}${suffix} `,
    }));
  }

  showPicks() {
    $("picks").replaceChildren(...this.picks.map((p, i) => {
      const row = el("li", { id: `pick-${i}`, role: "option", "aria-selected": String(i === this.picked) }, ...p.node);
      row.addEventListener("pointerdown", (e) => { e.preventDefault(); this.take(p); });
      return row;
    }));
    $("picks").hidden = false;
    this.input.setAttribute("aria-activedescendant", `pick-${this.picked}`);
    $(`pick-${this.picked}`).scrollIntoView({ block: "nearest" });
  }

  closePicks() {
    this.picks = null;
    $("picks").hidden = true;
    this.input.removeAttribute("aria-activedescendant");
  }

  pickKey(e) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) {
      this.picked = (this.picked + step + this.picks.length) % this.picks.length;
      this.showPicks();
    } else if (e.key === "Enter" || e.key === "Tab") this.take(this.picks[this.picked]);
    else if (e.key === "Escape") this.closePicks();
    else return false;
    e.preventDefault();
    return true;
  }

  take(pick) {
    const to = this.input.selectionStart;
    this.input.setRangeText(pick.text, to - this.word, to, "end");
    if (pick.name) this.names.push(pick.name);
    this.closePicks();
    this.input.focus();
    this.changed();
  }

  // Files go one by one; words in the field become the first one's caption.
  async files(list) {
    let caption = this.input.value.trim();
    for (const file of list) {
      if (file.size > 50_000_000 || file.size === 0) { toast(`“${file.name}”${file.size ? "超过 50 MB，未发送。" : "是空文件，未发送。"}`); continue; }
      try {
        const photo = /^image\/(png|jpeg|gif)$/.test(file.type) ? "1" : "";
        await upload({ as: this.me.id, chat: this.chat.id, caption, photo, reply_to: this.replying?.id ?? 0 }, file);
        if (caption) { this.input.value = ""; caption = ""; }
        this.clear();
        this.changed();
      } catch {
        toast(`“${file.name}”未能发出。`);
      }
    }
  }

  drop(area) {
    const over = (on) => document.body.classList.toggle("drop", on);
    area.addEventListener("dragover", (e) => { if (e.dataTransfer.types.includes("Files")) { e.preventDefault(); over(true); } });
    area.addEventListener("dragleave", () => over(false));
    area.addEventListener("drop", (e) => { e.preventDefault(); over(false); this.files([...e.dataTransfer.files]); });
    this.input.addEventListener("paste", (e) => {
      const files = [...(e.clipboardData?.files ?? [])];
      if (files.length) { e.preventDefault(); this.files(files); }
    });
  }
}
