package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"liangshan/bot/sandbox"
	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

// The demonstration's people and group.
const (
	official    = 101
	forester    = 102
	townReport  = 103
	coordinates = 104
	demoGroup   = -1001000000001
	demoBot     = "liangshan_bot"
)

// demo runs the same bot against a sandbox in this process, and serves a page on
// which a visitor plays the people of a group.
func demo(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("demo", flag.ContinueOnError)
	listen := f.String("listen", "127.0.0.1:8080", "`address` of the page")
	data := f.String("data", "", "a `folder` that is kept; a passing one when empty")
	config := configFlag(f, c)
	if err := parseBare(f, c, args); err != nil {
		return err
	}
	s, err := readSettings(c, *config)
	if err != nil {
		return err
	}
	if s.data = *data; s.data == "" {
		if s.data, err = os.MkdirTemp("", "liangshan-demo-"); err != nil {
			return err
		}
		defer os.RemoveAll(s.data) //nolint:errcheck // a passing folder
	}
	if s.asOf.IsZero() {
		s.asOf = demoStarts.Start().Add(officeOpens)
	}
	release, err := lock(s.data)
	if err != nil {
		return err
	}
	return errors.Join(stage(ctx, c, s, *listen), release())
}

// demoStarts is when the demonstration plays: after the sample plan was issued, before its deadlines.
var demoStarts = day.Must("2022-10-10")

// stage sets everything up, serves until ctx ends, and takes it down in reverse.
func stage(ctx context.Context, c console, s settings, listen string) error {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("demo: the page cannot be served: %w", err)
	}
	s.api = "http://" + l.Addr().String()
	s.coordinators, s.chats = []int64{coordinates}, []int64{demoGroup}
	o, err := open(ctx, c, s)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	box, err := o.sandbox(c)
	if err != nil {
		return errors.Join(err, o.close(), l.Close())
	}
	o.settings.token = box.Token()
	web := &http.Server{Handler: box.Handler(), ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- web.Serve(l) }()
	fmt.Fprintf(c.out, "http://%s/\n", l.Addr())

	saving, stop := context.WithCancel(ctx)
	saved := make(chan struct{})
	go func() { defer close(saved); o.keepSandbox(saving, box) }()
	err = o.rehearse(ctx)
	if err == nil {
		err = o.serve(ctx)
	}
	stop()
	<-saved
	err = errors.Join(err, box.SaveFile(o.sandboxFile()), box.Close(), web.Close(), o.close())
	if serr := <-served; !errors.Is(serr, http.ErrServerClosed) {
		err = errors.Join(err, serr)
	}
	return err
}

// rehearse enters the sample plan and two reporters who are already bound.
func (o *office) rehearse(ctx context.Context) error {
	if err := o.lib.ImportEmbedded(ctx, true); err != nil {
		return err
	}
	bound := map[int64]string{forester: "区林业局", townReport: "万灵镇"}
	return o.db.Write(ctx, func(tx *store.Tx) error {
		for _, p := range demoPeople() {
			if err := tx.SeeMember(store.Member{ID: p.ID, Name: p.name, Known: true}); err != nil {
				return err
			}
			name := bound[p.ID]
			if name == "" {
				continue
			}
			if _, err := tx.ReportsFor(p.ID); err == nil {
				continue // kept from an earlier demonstration
			}
			dep, err := tx.Department(name)
			if err != nil {
				return err
			}
			if err := tx.GrantBinding(p.ID, dep.ID, 0); err != nil {
				return err
			}
		}
		return nil
	})
}

type demoPerson struct {
	sandbox.Person
	name string
}

// demoPeople are whom a visitor may be; what they say about themselves are words.
func demoPeople() []demoPerson {
	var out []demoPerson
	for id, key := range map[int64]string{official: "official", forester: "forester", townReport: "town", coordinates: "coordinator"} {
		p := demoPerson{name: demoLine(key + ".name")}
		p.ID, p.Role, p.Note = id, demoLine(key+".role"), demoLine(key+".note")
		for i := 1; words.Has(fmt.Sprintf("demo.%s.try%d", key, i)); i++ {
			text := demoLine(fmt.Sprintf("%s.try%d", key, i))
			p.Try = append(p.Try, sandbox.Example{Text: "@" + demoBot + " " + text, In: sandbox.Group}, sandbox.Example{Text: text, In: sandbox.Private})
		}
		out = append(out, p)
	}
	for i := range out { // by number: a map has no order
		for j := i + 1; j < len(out); j++ {
			if out[j].ID < out[i].ID {
				out[i], out[j] = out[j], out[i]
			}
		}
	}
	return out
}

func demoLine(name string) string {
	s, err := words.Line("demo."+name, nil)
	if err != nil {
		panic(err) // a template without data cannot fail once it is parsed
	}
	return s
}

// sandbox builds the local Bot API server with the people and the group in it.
func (o *office) sandbox(c console) (*sandbox.Server, error) {
	people := demoPeople()
	page := sandbox.Page{Title: demoLine("title"), Banner: demoLine("banner")}
	var ids []int64
	for _, p := range people {
		page.People = append(page.People, p.Person)
		ids = append(ids, p.ID)
	}
	box := sandbox.New(sandbox.Config{
		BotUsername: demoBot, Now: o.now, Log: o.log, Page: page, Pace: sandbox.TelegramPace(), Privacy: true,
		FirstEvent: c.now().Unix(), // after a lost state file, event numbers go on
	})
	if _, err := box.LoadFile(o.sandboxFile()); err != nil {
		return nil, err
	}
	for _, p := range people {
		box.AddUser(sandbox.User{ID: p.ID, Name: p.name})
		box.AddChat(sandbox.Chat{ID: p.ID, Kind: sandbox.Private})
	}
	box.AddChat(sandbox.Chat{ID: demoGroup, Kind: sandbox.Supergroup, Title: demoLine("group"), Members: ids, Admins: []int64{coordinates}})
	return box, nil
}

func (o *office) sandboxFile() string { return filepath.Join(o.settings.data, "sandbox.json") }

// keepSandbox saves what was said soon after it was said.
func (o *office) keepSandbox(ctx context.Context, box *sandbox.Server) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := box.SaveFile(o.sandboxFile()); err != nil {
				o.log.Error("the sandbox was not saved", "err", err)
			}
		}
	}
}
