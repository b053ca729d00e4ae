package main

import (
	"cmp"
	"log/slog"
	"net/url"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/llm"
)

// modelOf builds the language model, or nil where none is set.
func modelOf(s settings, now func() time.Time, log *slog.Logger) (knowledge.Model, error) {
	if s.model == "" {
		return nil, nil
	}
	c, err := llm.New(llmConfig(s, now, log))
	if err != nil {
		return nil, err
	}
	return c, nil
}

// embedderOf builds what turns texts into vectors, or nil where none is set. It is
// a client of its own: its faults must not rest the model.
func embedderOf(s settings, now func() time.Time, log *slog.Logger) (knowledge.Embedder, error) {
	if s.embedding == "" {
		return nil, nil
	}
	c, err := llm.New(llmConfig(s, now, log))
	if err != nil {
		return nil, err
	}
	return c, nil
}

const officialModel = "https://api.openai.com/v1"

// modelHost is where a model is asked, by host and port: an address may bear a
// password or a key. Empty where none is set.
func (s settings) modelHost() string {
	if s.model == "" && s.embedding == "" {
		return ""
	}
	u, err := url.Parse(s.modelBase())
	if err != nil {
		return ""
	}
	return u.Host
}

func (s settings) modelBase() string { return cmp.Or(s.base, officialModel) }

func llmConfig(s settings, now func() time.Time, log *slog.Logger) llm.Config {
	return llm.Config{
		BaseURL: s.modelBase(), APIKey: s.key, Model: s.model, EmbeddingModel: s.embedding,
		AllowPublic: s.publicModel, Now: now, Log: log,
	}
}
