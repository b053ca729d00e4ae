package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"liangshan/bot"
)

// webhook is where Telegram is to bring events; zero for polling. Its secret is
// made once and kept in the data folder.
func (o *office) webhook() (bot.Webhook, error) {
	if o.settings.webhook == "" {
		return bot.Webhook{}, nil
	}
	secret, err := keptSecret(filepath.Join(o.settings.data, "webhook.secret"))
	if err != nil {
		return bot.Webhook{}, fmt.Errorf("the webhook's secret: %w", err)
	}
	return bot.Webhook{URL: o.settings.webhook, Secret: secret}, nil
}

func keptSecret(file string) (string, error) {
	b, err := os.ReadFile(filepath.Clean(file))
	if err == nil && len(strings.TrimSpace(string(b))) >= 20 {
		return strings.TrimSpace(string(b)), nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	secret := rand.Text()
	return secret, os.WriteFile(file, []byte(secret+"\n"), 0o600)
}

// listen serves health, metrics and the webhook beside the bot, when it is asked to.
func (o *office) listen(h http.Handler) (stop func() error, err error) {
	if o.settings.listen == "" {
		return func() error { return nil }, nil
	}
	l, err := net.Listen("tcp", o.settings.listen)
	if err != nil {
		return nil, fmt.Errorf("LIANGSHAN_LISTEN: %w", err)
	}
	web := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute, IdleTimeout: 5 * time.Minute,
		MaxHeaderBytes: 64 << 10,
	}
	served := make(chan error, 1)
	go func() { served <- web.Serve(l) }()
	o.log.Info("listening", "address", l.Addr().String())
	if a, ok := l.Addr().(*net.TCPAddr); ok && !a.IP.IsLoopback() {
		o.log.Warn("health and metrics can be read by whoever reaches this address; they hold numbers only")
	}
	return func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		err := web.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) {
			err = web.Close()
		}
		if serr := <-served; !errors.Is(serr, http.ErrServerClosed) {
			err = errors.Join(err, serr)
		}
		return err
	}, nil
}
