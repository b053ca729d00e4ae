package duty

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// sideBySide calls f for 0 to n-1 on all processors and waits. A panic of any is
// the caller's, whose own recover would not see it in another goroutine.
func sideBySide(n int, f func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	var fault atomic.Pointer[any]
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			defer func() {
				if p := recover(); p != nil {
					fault.CompareAndSwap(nil, &p)
				}
			}()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		}()
	}
	wait.Wait()
	if p := fault.Load(); p != nil {
		panic(*p)
	}
}
