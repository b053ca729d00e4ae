package main

import (
	"log/slog"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/llm"
)

// modelOf builds the language model, or nil where none is set.
func modelOf(s settings, now func() time.Time, log *slog.Logger) (knowledge.Model, error) {
	if s.model == "" {
		return nil, nil
	}
	if s.base == "" {
		s.base = "https://api.openai.com/v1"
	}
	c, err := llm.New(llm.Config{
		BaseURL: s.base, APIKey: s.key, Model: s.model, EmbeddingModel: s.embedding, AllowPublic: s.publicModel, Now: now, Log: log,
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}
