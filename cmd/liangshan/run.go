package main

import (
	"context"
	"errors"
	"flag"

	"liangshan/bot"
	"liangshan/knowledge/llm"
)

func runBot(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("run", flag.ContinueOnError)
	config := configFlag(f, c)
	if err := parseBare(f, c, args); err != nil {
		return err
	}
	s, err := readSettings(c, *config)
	if err = allFaults(err, s.forRun()); err != nil {
		return err
	}
	release, err := lock(s.data)
	if err != nil {
		return err
	}
	o, err := open(ctx, c, s)
	if err != nil {
		return errors.Join(err, release())
	}
	return errors.Join(o.serve(ctx), o.close(), release())
}

// serve runs the bot until ctx ends and what it began is finished.
func (o *office) serve(ctx context.Context) error {
	if err := o.lib.Warm(ctx); err != nil {
		return err
	}
	hook, err := o.webhook()
	if err != nil {
		return err
	}
	b, err := bot.New(bot.Config{
		Token: o.settings.token, API: o.settings.api, DB: o.db, Evidence: o.settings.evidence(), Library: o.lib, Coordinators: o.settings.coordinators,
		Chats: o.settings.chats, Now: o.now, AsOf: !o.settings.asOf.IsZero(), Log: o.log,
		Webhook: hook, Meter: o.meter, Rate: bot.Rate{Person: o.settings.perMinute, Chat: 3 * o.settings.perMinute},
		ModelHost: o.settings.modelHost(), JournalDays: o.settings.journalDays, Quota: int64(o.settings.evidenceGB) << 30,
	})
	if err != nil {
		return err
	}
	if llm.Public(o.settings.api) { // not where it is rehearsed on this machine
		o.log.Warn("Telegram carries content abroad: for public material only")
	}
	if (o.lib.HasModel() || o.settings.embedding != "") && llm.Public(o.settings.modelBase()) {
		o.log.Warn("the model's server is not on this machine or a private network: questions and passages go there, masked", "host", o.settings.modelHost())
	}
	stop, err := o.listen(b.Handler())
	if err != nil {
		return err
	}
	return errors.Join(b.Run(ctx), stop())
}
