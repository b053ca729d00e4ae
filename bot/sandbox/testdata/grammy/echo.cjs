// An echo bot on grammY, which shares no code with the bot of production.
// Arguments: the folder with node_modules, the sandbox's address, the token.
// It prints one line of JSON for each thing that it heard.
const { createRequire } = require("node:module");
const [folder, apiRoot, token] = process.argv.slice(2);
const { Bot, GrammyError, InlineKeyboard, InputFile } = createRequire(`${folder}/`)("grammy");

const bot = new Bot(token, { client: { apiRoot } });
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

bot.command("help", async (ctx) => {
  tell({ command: ctx.match, me: ctx.me.username });
  await ctx.reply("<b>帮助</b>", { parse_mode: "HTML", reply_parameters: { message_id: ctx.msgId } });
});

bot.on("message:document", async (ctx) => {
  const file = await ctx.getFile();
  const answer = await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`);
  const content = Buffer.from(await answer.arrayBuffer());
  tell({ file: ctx.msg.document.file_name, size: content.length, caption: ctx.msg.caption });
  await ctx.replyWithDocument(new InputFile(content, `回${ctx.msg.document.file_name}`), { caption: "收到" });
});

bot.on("message:text", async (ctx) => {
  tell({ text: ctx.msg.text, mentions: ctx.entities("mention").map((e) => e.text) });
  try {
    await ctx.reply("坏<b>", { parse_mode: "HTML" });
  } catch (error) {
    tell({ refused: error instanceof GrammyError, code: error.error_code, description: error.description });
  }
  await ctx.reply(ctx.msg.text, { reply_markup: new InlineKeyboard().text("确认", "ok") });
});

bot.on("callback_query:data", async (ctx) => {
  tell({ pressed: ctx.callbackQuery.data, by: ctx.from.first_name });
  await ctx.answerCallbackQuery({ text: "已确认" });
  await ctx.editMessageText("完成");
});

bot.on("edited_message", (ctx) => tell({ edited: ctx.editedMessage.text }));
bot.on("my_chat_member", (ctx) => tell({ now: ctx.myChatMember.new_chat_member.status }));

bot.catch((error) => { tell({ error: String(error.error) }); process.exitCode = 1; });
process.stdin.on("end", () => bot.stop()).resume(); // the test closes our input when it is done
bot.start({ onStart: (me) => tell({ started: me.id }) });
