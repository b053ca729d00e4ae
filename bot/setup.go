package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"liangshan/store"
)

// fatal reports an error that trying again cannot mend.
func fatal(err error) bool {
	return errors.Is(err, tg.ErrorUnauthorized) || errors.Is(err, tg.ErrorNotFound)
}

// menu is which commands each kind of person is shown; their descriptions are words.
var menu = map[role][]string{
	member:      {"ask", "tasks", "deadlines", "docs", "bind", "help"},
	reporter:    {"report", "ask", "tasks", "deadlines", "docs", "bind", "help"},
	coordinator: {"summary", "missing", "unanswered", "register", "roster", "rules", "ask", "tasks", "deadlines", "docs", "report", "bind", "help"},
}

func commandsFor(r role) []models.BotCommand {
	var out []models.BotCommand
	for _, name := range menu[r] {
		out = append(out, models.BotCommand{Command: name, Description: mustLine("menu." + name)})
	}
	return out
}

// setMenus shows members their commands everywhere, and reporters and
// coordinators theirs in private. A refusal is logged: menus are a convenience.
func (b *Bot) setMenus(ctx context.Context) {
	set := func(scope models.BotCommandScope, r role) {
		if err := b.client.Commands(ctx, scope, commandsFor(r)); err != nil {
			b.log.Warn("a command menu was not set", "err", b.redact(err))
		}
	}
	set(&models.BotCommandScopeDefault{}, member)
	set(&models.BotCommandScopeAllGroupChats{}, member)
	var reporters []store.Binding
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		reporters, err = v.Reporters()
		return err
	})
	if err != nil {
		b.log.Error("reporters could not be read", "err", err)
	}
	for _, r := range reporters {
		if !b.coordinators[r.Member.ID] {
			set(&models.BotCommandScopeChat{ChatID: r.Member.ID}, reporter)
		}
	}
	for id := range b.coordinators {
		set(&models.BotCommandScopeChat{ChatID: id}, coordinator)
	}
}

// greeting is what /help and /start tell a person.
type greeting struct {
	Role        string
	Department  string
	Private     bool
	Coordinator bool
	Reports     bool
	Name        string
}

func (b *Bot) help(_ context.Context, m Message, s standing) (work, error) {
	return b.words(m, "help", greeting{
		Department: s.department.Name, Private: m.Chat.Kind == "private", Coordinator: s.role == coordinator, Reports: s.reports(), Name: b.me.Username,
	}), nil
}

// bind asks to report for a department, or for a coordinator: does it.
func (b *Bot) bind(ctx context.Context, m Message, s standing) (work, error) {
	name := bare(m.Text)
	if said := unitSaid(m.Text); said != "" {
		name = said
	}
	if name == "" {
		return func(tx *store.Tx) error {
			return b.say(tx, m, note{words: "bind.which", key: fmt.Sprintf("%s%d", whichUnit, m.Event)})
		}, nil
	}
	unit, ok := b.unit(ctx, name)
	if !ok {
		return b.bindUnlisted(m, s, name), nil
	}
	if s.department.Name == unit.Name {
		return b.words(m, "bind.already", unit.Name), nil
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		return b.askToBind(tx, m, s, unit.Name, false)
	}, nil
}

// whichUnit begins the key of the question for which unit somebody reports.
const whichUnit = "bind/which/"

// bindUnlisted asks for a unit that a document names and the roster does not have
// yet: it is entered with the request. What no document names is declined.
func (b *Bot) bindUnlisted(m Message, s standing, name string) work {
	return func(tx *store.Tx) error {
		names, err := unlisted(&tx.View, 0)
		if err != nil {
			return err
		}
		if !slices.Contains(names, name) {
			return b.say(tx, m, note{words: "bind.unknown", data: unknownUnit{name, s.role == coordinator}})
		}
		if _, err := enterUnits(tx, m, []string{name}); err != nil {
			return err
		}
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		return b.askToBind(tx, m, s, name, true)
	}
}

// unknownUnit is a name that nobody goes by.
type unknownUnit struct {
	Name        string
	Coordinator bool
}

// askToBind puts a request to report for a unit; fresh for one that came into the roster with it.
func (b *Bot) askToBind(tx *store.Tx, m Message, s standing, name string, fresh bool) error {
	dep, err := tx.Department(name)
	if err != nil {
		return err
	}
	if s.role == coordinator {
		return b.bindSelf(tx, m, dep)
	}
	id, err := tx.AskBinding(m.From.ID, dep.ID, m.Chat.ID, m.ID)
	if errors.Is(err, store.ErrConflict) {
		return b.say(tx, m, note{words: "bind.pending", data: dep.Name})
	}
	if err != nil {
		return err
	}
	return b.askCoordinators(tx, m, id, dep, fresh)
}

func (b *Bot) bindSelf(tx *store.Tx, m Message, dep store.Department) error {
	if err := tx.GrantBinding(m.From.ID, dep.ID, m.From.ID); err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "bind", fmt.Sprintf("member/%d", m.From.ID), map[string]string{"department": dep.Name}); err != nil {
		return err
	}
	return b.say(tx, m, note{words: "bind.granted", data: bindingWords{Person: m.From.Name, Department: dep.Name}})
}

// showMenu gives a new reporter the reporters' commands in private.
func (b *Bot) showMenu(tx *store.Tx, m Message, person int64) error {
	if b.coordinators[person] {
		return nil
	}
	return b.queue(tx, m.Event, "", person, methodMenu, payload{Menu: reporter})
}

type bindingWords struct {
	Person, Department, By string
	Username               string // with the number: a name alone can be anybody's
	ID                     int64
	Fresh                  bool // the unit came into the roster with the request
}

func bindKey(id int64) string { return fmt.Sprintf("bind/%d", id) }

// askCoordinators puts a request to report for a department to them.
func (b *Bot) askCoordinators(tx *store.Tx, m Message, id int64, dep store.Department, fresh bool) error {
	return b.putToCoordinators(tx, m, request{
		key: bindKey(id), words: "bind.request", asked: "bind.asked", data: bindingWords{Person: m.From.Name, Department: dep.Name, Username: m.From.Username, ID: m.From.ID, Fresh: fresh},
		buttons: []button{
			{Text: mustLine("button.agree"), Data: fmt.Sprintf("let:%d", id)},
			{Text: mustLine("button.refuse"), Data: fmt.Sprintf("deny:%d", id)},
		},
	})
}

func (b *Bot) decideBinding(ctx context.Context, m Message, s standing, arg string, grant bool) (work, error) {
	var earlier work
	if grant && s.role >= coordinator {
		var err error
		if earlier, err = b.earlierWords(ctx, arg); err != nil {
			return nil, err
		}
	}
	return b.decide(m, s, arg, func(tx *store.Tx, id int64) error {
		was, err := tx.DecideBinding(id, m.From.ID, grant)
		if err != nil {
			return err
		}
		name, data := "bind.refused", bindingWords{Person: was.Member.Name, Department: was.Department.Name, By: m.From.Name}
		if grant {
			name = "bind.granted"
			known := was.Member
			known.Known = true
			if err := errors.Join(tx.SeeMember(known), b.showMenu(tx, m, known.ID)); err != nil {
				return err
			}
		}
		if err := tx.Log(m.From.ID, strings.TrimPrefix(name, "bind."), fmt.Sprintf("binding/%d", id), map[string]any{"member": was.Member.ID, "department": was.Department.Name}); err != nil {
			return err
		}
		if err := b.tellDecision(tx, m, note{words: name, data: data}, bindKey(id), was.ChatID); err != nil || !grant {
			return err
		}
		return earlier(tx)
	})
}

// earlierWords is what becomes of what a person said before the binding that a button decides about.
func (b *Bot) earlierWords(ctx context.Context, arg string) (work, error) {
	none := func(*store.Tx) error { return nil }
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return none, nil
	}
	var asked store.Binding
	err = b.db.Read(ctx, func(v *store.View) (err error) {
		asked, err = v.Binding(id)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return none, nil
	}
	if err != nil {
		return nil, err
	}
	return b.takeUp(ctx, asked.Member.ID, asked.Department)
}

// openChat lets the bot work in a group: a coordinator's word.
func (b *Bot) openChat(_ context.Context, m Message, _ standing) (work, error) {
	return func(tx *store.Tx) error {
		if err := b.setChat(tx, m.From.ID, m.Chat.ID, store.ChatOpen); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "chat.opened"})
	}, nil
}

// chatAdded greets an open group, and asks the coordinators about any other.
func (b *Bot) chatAdded(_ context.Context, m Message, s standing) (work, error) {
	if m.Chat.Kind == "private" { // let in again by a person who had shut us out
		return func(tx *store.Tx) error { return b.setChat(tx, m.From.ID, m.Chat.ID, store.ChatClosed) }, nil
	}
	return func(tx *store.Tx) error {
		if s.open {
			return b.say(tx, m, note{words: "chat.opened", quiet: true})
		}
		if s.role == coordinator {
			if err := b.setChat(tx, m.From.ID, m.Chat.ID, store.ChatOpen); err != nil {
				return err
			}
			return b.say(tx, m, note{words: "chat.opened", quiet: true})
		}
		if err := tx.Log(m.From.ID, "added", fmt.Sprintf("chat/%d", m.Chat.ID), nil); err != nil {
			return err
		}
		for c := range b.coordinators {
			n := note{words: "chat.request", data: m.Chat, to: c, buttons: [][]button{{
				{Text: mustLine("button.open"), Data: fmt.Sprintf("open:%d", m.Chat.ID)},
				{Text: mustLine("button.shut"), Data: fmt.Sprintf("shut:%d", m.Chat.ID)},
			}}}
			if err := b.say(tx, m, n); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func (b *Bot) decideChat(_ context.Context, m Message, s standing, arg string, open bool) (work, error) {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil || s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	return func(tx *store.Tx) error {
		state, name := store.ChatClosed, "chat.shut"
		if open {
			state, name = store.ChatOpen, "chat.opened"
		}
		err := b.setChat(tx, m.From.ID, id, state)
		if errors.Is(err, store.ErrNotFound) {
			return b.toast(tx, m, "toast.gone", nil)
		}
		if err != nil {
			return err
		}
		if err := errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: name, at: m.ID})); err != nil || !open {
			return err
		}
		return b.say(tx, m, note{words: "chat.opened", to: id})
	}, nil
}

func (b *Bot) chatRemoved(_ context.Context, m Message, _ standing) (work, error) {
	return func(tx *store.Tx) error { return b.setChat(tx, m.From.ID, m.Chat.ID, store.ChatLeft) }, nil
}

// setChat opens or closes a chat, or notes that the bot is out of it, and what it was before.
func (b *Bot) setChat(tx *store.Tx, by, id int64, to store.ChatState) error {
	was, err := tx.Chat(id)
	if err != nil {
		return err
	}
	if err := tx.SetChat(id, to); err != nil {
		return err
	}
	return tx.Log(by, "chat", fmt.Sprintf("chat/%d", id), map[string]store.ChatState{"old": was.State, "new": to})
}

// moveChat follows a group that became a supergroup.
func (b *Bot) moveChat(tx *store.Tx, from, to int64) error {
	if err := tx.MoveChat(from, to); err != nil {
		return err
	}
	return tx.Log(0, "moved", fmt.Sprintf("chat/%d", from), map[string]int64{"to": to})
}

func (b *Bot) chatMoved(_ context.Context, m Message, _ standing) (work, error) {
	return func(tx *store.Tx) error { return b.moveChat(tx, m.Chat.ID, m.MovedTo) }, nil
}

// closedChat says one neutral sentence, once, when it is spoken to.
func (b *Bot) closedChat(_ context.Context, m Message, _ standing) (work, error) {
	if !m.Addressed || m.Robot || m.What == pressed {
		return nil, nil
	}
	return b.onceOnly(m, "chat.closed"), nil
}

// unknownPerson gets the same, in private.
func (b *Bot) unknownPerson(_ context.Context, m Message, _ standing) (work, error) {
	return b.onceOnly(m, "person.unknown"), nil
}

func (b *Bot) onceOnly(m Message, name string) work {
	return func(tx *store.Tx) error {
		first, err := tx.TellChat(m.Chat.ID)
		if err != nil || !first {
			return err
		}
		if err := b.refused(tx, m, name); err != nil {
			return err
		}
		return b.say(tx, m, note{words: name, data: m.From})
	}
}

func (b *Bot) notYours(_ context.Context, m Message, _ standing) (work, error) {
	return b.refuses(m, "coordinators.only", nil), nil
}

// refuses is the simplest refusal: one message, and a line in the journal.
func (b *Bot) refuses(m Message, name string, data any) work {
	return func(tx *store.Tx) error {
		return errors.Join(b.refused(tx, m, name), b.say(tx, m, note{words: name, data: data}))
	}
}

// refused notes in the journal that somebody was turned away, and with which words.
func (b *Bot) refused(tx *store.Tx, m Message, words string) error {
	return tx.Log(m.From.ID, "refuse", fmt.Sprintf("event/%d", m.Event), map[string]any{"chat": m.Chat.ID, "words": words})
}
