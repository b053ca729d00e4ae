package store

import (
	"encoding/json"
	"fmt"
	"time"

	"liangshan/store/day"
)

const instant = "2006-01-02T15:04:05.000Z"

// stamp is how an instant is written: UTC, sortable as text.
func stamp(t time.Time) string { return t.UTC().Format(instant) }

// scanTime reads a stamp, or NULL as the zero time.
type scanTime struct{ t *time.Time }

func (s scanTime) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*s.t = time.Time{}
		return nil
	case string:
		t, err := time.Parse(instant, v)
		*s.t = t
		return err
	}
	return fmt.Errorf("an instant is text, not %T", v)
}

// scanDay reads a day, ” as none.
type scanDay struct{ d *day.Date }

func (s scanDay) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("a day is text, not %T", v)
	}
	return s.d.UnmarshalText([]byte(text))
}

// scanJSON reads a JSON column into a value.
type scanJSON struct{ to any }

func (s scanJSON) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("JSON is text, not %T", v)
	}
	if text == "[]" { // most lists of most records
		switch to := s.to.(type) {
		case *[]string:
			*to = []string{}
			return nil
		case *[]int64:
			*to = []int64{}
			return nil
		case *[]Metric:
			*to = []Metric{}
			return nil
		}
	}
	return json.Unmarshal([]byte(text), s.to)
}

// jsonText writes a value into a JSON column; nil lists become [].
func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("store: encode: %w", err)
	}
	if string(b) == "null" {
		return "[]", nil
	}
	return string(b), nil
}

func nullID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func idOrZero(p *int64) int64 {
	if p == nil {
		return 0
	}
	return *p
}
