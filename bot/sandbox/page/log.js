// The list of messages of the open chat.
import { $, day, el } from "./dom.js";
import { build } from "./message.js";
import { settle } from "./text.js";

const near = 120; // pixels from the end that still count as the end
const together = 5 * 60 * 1000; // messages of one person within this are one turn

export class Log {
  constructor(act, older) {
    this.list = $("log");
    this.box = $("scroll");
    this.act = act;
    this.older = older;
    this.messages = new Map();
    this.unseen = 0;
    this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    $("down").addEventListener("click", () => this.toEnd(true));
    this.following = true;
    const settled = new ResizeObserver(() => { settle(this.list); if (this.following) this.toEnd(); });
    settled.observe(this.box);
    settled.observe(this.list);
    // Who unfolds a quotation wants to read it from its beginning.
    this.list.addEventListener("click", (e) => { if (e.target.closest(".fold-key")) this.following = false; }, { capture: true });
  }

  show(me, messages, more) {
    this.me = me;
    this.more = more;
    this.messages = new Map(messages.map((m) => [m.id, m]));
    this.list.setAttribute("aria-live", "off"); // a chat that opens is not read out whole
    this.list.replaceChildren(...messages.map((m) => build(m, me, this.act)));
    this.tidy();
    this.toEnd();
    requestAnimationFrame(() => { this.toEnd(); this.list.setAttribute("aria-live", "polite"); });
  }

  prepend(messages, more) {
    this.more = more;
    const height = this.box.scrollHeight;
    for (const m of messages) this.messages.set(m.id, m);
    this.list.prepend(...messages.map((m) => build(m, this.me, this.act)));
    this.tidy();
    this.box.scrollTop += this.box.scrollHeight - height;
  }

  // put adds a message, or shows a changed one in its place.
  put(m) {
    const old = this.find(m.id);
    if (m.gone) {
      this.messages.delete(m.id);
      old?.remove();
      return this.tidy();
    }
    const follow = this.following || m.mine;
    const known = this.messages.has(m.id);
    this.messages.set(m.id, m);
    const fresh = build(m, this.me, this.act);
    if (old) this.replace(old, fresh);
    else this.insert(fresh, m.id);
    this.tidy();
    if (!follow && !known) this.missed();
    if (follow) this.toEnd();
    if (follow && !known && fresh.offsetHeight > this.box.clientHeight) {
      this.following = false; // too long for the screen: its beginning first
      fresh.scrollIntoView({ block: "start" });
    }
  }

  replace(old, fresh) {
    const open = [...old.querySelectorAll("blockquote.fold")].map((n) => n.classList.contains("open"));
    const focused = old.contains(document.activeElement);
    old.replaceWith(fresh);
    [...fresh.querySelectorAll("blockquote.fold")].forEach((n, i) => { if (open[i]) n.querySelector(".fold-key").click(); });
    if (focused) fresh.focus({ preventScroll: true });
  }

  insert(node, id) {
    const after = [...this.list.querySelectorAll("[data-id]")].findLast((n) => Number(n.dataset.id) < id);
    if (after) after.after(node);
    else this.list.prepend(node);
  }

  // tidy puts the days between the messages and joins turns.
  tidy() {
    this.list.querySelectorAll(".day, .empty").forEach((n) => n.remove());
    let last = null;
    for (const node of [...this.list.children]) {
      const at = Number(node.dataset.at);
      if (!last || day(Number(last.dataset.at)) !== day(at)) {
        node.before(el("li", { className: "day" }, day(at)));
        last = null;
      }
      const joined = last?.classList.contains("msg") && last.dataset.from === node.dataset.from &&
        at - Number(last.dataset.at) < together;
      node.classList.toggle("next", Boolean(joined));
      last = node;
    }
    if (!this.list.children.length) this.list.append(empty());
  }

  find(id) { return this.list.querySelector(`[data-id="${id}"]`); }

  jump(id) {
    const node = this.find(id);
    if (!node) return false;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
    node.focus({ preventScroll: true });
    return true;
  }

  lastMine() {
    return [...this.messages.values()].filter((m) => m.mine && !m.service && !m.origin).sort((a, b) => a.id - b.id).at(-1);
  }

  get atEnd() { return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < near; }

  get shape() { return `${this.box.clientWidth}/${this.box.clientHeight}/${this.box.scrollHeight}`; }

  toEnd(smooth = false) {
    this.following = true;
    this.box.scrollTo({ top: this.box.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.seen();
  }

  missed() {
    this.unseen += 1;
    $("down-count").textContent = `${this.unseen} 条新消息`;
    $("down").hidden = false;
  }

  seen() { this.unseen = 0; $("down-count").textContent = "回到最新"; $("down").hidden = true; }

  scrolled() {
    // A scroll that comes of a new size is not the reader's will.
    if (this.shape === this.known) this.following = this.atEnd;
    this.known = this.shape;
    if (this.following) this.seen();
    else $("down").hidden = false;
    if (this.box.scrollTop < 80 && this.more && !this.loading) {
      this.loading = true;
      this.older(Math.min(...this.messages.keys())).finally(() => { this.loading = false; });
    }
  }
}

function empty() {
  return el("li", { className: "empty" }, el("img", { src: "/sandbox/assets/icon.svg", alt: "" }),
    el("p", {}, "还没有消息。可以直接提问、报送进展，也可以从下方示例开始。"));
}
