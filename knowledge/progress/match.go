package progress

// Match finds the open task that a report speaks of. Where two are alike it returns choices, best first, and no task.
func Match(hint, text string, open []Open) (task int64, choices []int64) { return 0, nil }
