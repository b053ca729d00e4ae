// The page: one person's view of the sandbox, kept fresh by its stream.
import { $, alertBox, el, openMenu, toast } from "./dom.js";
import { Composer } from "./compose.js";
import { Log } from "./log.js";
import { get, listen, post } from "./net.js";
import { Side } from "./side.js";

let world;
let me;
let chat;
let hangUp = () => {};
const pressed = new Map(); // press id -> its button, until it is answered

// Which person and chat this tab shows stands in its address, so that several
// tabs can be several people.
const place = () => new URLSearchParams(location.hash.slice(1));
function go(as, chatID) {
  const at = new URLSearchParams({ as, ...(chatID ? { chat: chatID } : {}) });
  history.replaceState(null, "", `#${at}`);
}

const wish = (m, more) => ({ as: me.id, chat: chat.id, message: m.id, ...more });
const attempt = (promise) => promise.catch(() => toast("操作未成功，请稍后再试。"));

const act = {
  reply: (m) => composer.reply(m),
  edit: (m) => composer.edit(m),
  command: (text) => composer.fill(`${text} `),
  jump: (id) => { if (!log.jump(id)) toast("这条消息较早，请向上翻看。"); },
  react: (m, emoji) => attempt(post("react", wish(m, { emoji }))),
  press,
  menu(m, x, y) {
    const own = m.mine && !m.origin;
    const items = [{ label: "回复", act: () => act.reply(m) }];
    if (m.text) items.push({ label: "复制", act: () => copy(m.text) });
    if (own) items.push({ label: "编辑", act: () => act.edit(m) }, { label: "删除", act: () => attempt(post("delete", wish(m))) });
    openMenu(x, y, ["👍", "🙏", "🎉", "🤔"].map((e) => ({ label: e, act: () => act.react(m, [e]) })), items);
  },
};

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("已复制。");
  } catch {
    toast("浏览器不允许复制，请手动选取。");
  }
}

async function press(m, row, column, button) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    const { press: id } = await post("press", wish(m, { row, column }));
    if (early.delete(id)) return release(button);
    pressed.set(id, button);
    setTimeout(() => { if (pressed.delete(id)) { release(button); toast("暂时没有回应，请稍后再试。"); } }, 15000);
  } catch {
    release(button);
    toast("操作未成功，请稍后再试。");
  }
}

const early = new Set(); // answers that came before their press's own answer

function release(button) {
  button.disabled = false;
  button.removeAttribute("aria-busy");
}

const log = new Log(act, async (before) => {
  const { messages, more } = await get("messages", { as: me.id, chat: chat.id, before });
  log.prepend(messages, more);
});

const composer = new Composer(async (text, { reply, edit, names }) => {
  if (edit) await post("edit", wish(edit, { text }));
  else await post("say", { as: me.id, chat: chat.id, text, reply_to: reply?.id ?? 0, names });
});
composer.lastMine = () => log.lastMine();

const side = new Side((id) => start(id), (id) => openChat(id));

// start becomes a person.
async function start(id, chatID) {
  hangUp();
  world = await get("world", { as: id || 0 });
  document.title = world.title || world.bot.name;
  $("brand").textContent = world.bot.name;
  $("banner").textContent = world.banner;
  $("banner").hidden = !world.banner;
  me = world.people.find((p) => p.id === id);
  side.people(world, me);
  if (!me) return;
  side.unread.clear();
  hangUp = listen(me.id, world.at, handlers);
  await openChat(world.chats.some((c) => c.id === chatID) ? chatID : world.chats[0]?.id);
}

let opening = 0;
async function openChat(id) {
  chat = world.chats.find((c) => c.id === id);
  if (!chat) return;
  const turn = ++opening;
  go(me.id, id);
  side.chats(world, id);
  head();
  composer.open(me, chat, world.bot);
  const { messages, more } = await get("messages", { as: me.id, chat: id });
  if (turn !== opening) return; // another chat was opened meanwhile
  log.show(me, messages, more);
  busy(chat.draft, chat.typing);
  if (!matchMedia("(pointer: coarse)").matches) $("input").focus(); // no keyboard pops up on a phone
}

function head() {
  $("title").textContent = chat.title;
  const people = chat.members.filter((p) => !p.bot).length;
  $("subtitle").textContent = chat.kind === "private" ? "机器人 · 每条消息都会处理" : `${people} 位成员 · 提到 @${world.bot.username} 或回复它时应答`;
}

let quiet;
// busy shows that the bot is writing, or what it has written so far.
function busy(draft, typing) {
  clearTimeout(quiet);
  const node = $("busy");
  node.hidden = !draft && !typing;
  if (node.hidden) return;
  node.replaceChildren(el("i"), el("i"), el("i"), draft || `${world.bot.name}正在输入`);
  if (log.following) log.toEnd();
  if (!draft) quiet = setTimeout(() => busy(), 5000);
}

const handlers = {
  message(m) {
    const c = world.chats.find((x) => x.id === m.chat);
    if (c && !m.gone && (!c.last || m.id >= c.last.id)) {
      if (m.chat !== chat?.id && !m.mine && m.id > (c.last?.id ?? 0)) side.unread.set(c.id, (side.unread.get(c.id) ?? 0) + 1);
      c.last = m;
      world.now = Math.max(world.now, m.at);
    }
    if (m.gone && c?.last?.id === m.id) handlers.world();
    side.chats(world, chat?.id);
    if (m.chat !== chat?.id) return;
    if (m.from.bot) busy();
    log.put(m);
  },
  answer(a) {
    const button = pressed.get(a.press);
    pressed.delete(a.press);
    if (button) release(button);
    else early.add(a.press);
    if (a.text) (a.alert ? alertBox : toast)(a.text);
  },
  typing(t) { if (t.chat === chat?.id) busy("", true); },
  draft(d) { if (d.chat === chat?.id) busy(d.text, true); },
  async world() {
    const fresh = await get("world", { as: me.id });
    world = fresh;
    me = world.people.find((p) => p.id === me.id) ?? me;
    side.people(world, me);
    const now = world.chats.find((c) => c.id === chat?.id);
    if (!now) return openChat(world.chats[0]?.id);
    chat = now;
    side.chats(world, chat.id);
    head();
    composer.open(me, chat, world.bot);
  },
  reset() { start(me.id, chat?.id).catch(() => handlers.line(false)); },
  line(up) { $("offline").hidden = up; },
};

// A long press opens the menu where there is no mouse.
let held;
$("log").addEventListener("touchstart", (e) => {
  const node = e.target.closest(".msg");
  if (!node || e.target.closest("button, a")) return;
  const { clientX, clientY } = e.touches[0];
  held = setTimeout(() => {
    const m = log.messages.get(Number(node.dataset.id));
    if (m && !String(getSelection())) act.menu(m, clientX, clientY);
  }, 480);
}, { passive: true });
for (const kind of ["touchend", "touchmove", "touchcancel"]) {
  $("log").addEventListener(kind, () => clearTimeout(held), { passive: true });
}

addEventListener("hashchange", () => {
  const at = place();
  const as = Number(at.get("as"));
  if (as !== me?.id) start(as, Number(at.get("chat"))).catch(failed);
  else if (Number(at.get("chat")) !== chat?.id) openChat(Number(at.get("chat")));
});

function failed() {
  $("offline").hidden = false;
  setTimeout(() => boot(), 1500);
}

function boot() {
  const at = place();
  start(Number(at.get("as")), Number(at.get("chat"))).then(() => { $("offline").hidden = true; }).catch(failed);
}
boot();
