package extract

import (
	"context"
	"strconv"
	"time"
)

// Limits bound what one file may cost.
type Limits struct {
	FileBytes     int64         // of the file as it came
	InflatedBytes int64         // of everything unpacked from it
	Ratio         int64         // unpacked to packed, of one entry above a megabyte
	Entries       int           // in an archive
	Depth         int           // nesting of XML, HTML, PDF objects
	Blocks        int           // paragraphs and tables
	Cells         int           // of all tables, merged cells expanded
	Pages         int           // of a PDF or OFD
	Operations    int           // drawing operations and glyphs of a PDF
	Time          time.Duration // for the whole file
}

// DefaultLimits suit office documents: a 300-page plan stays far below each.
func DefaultLimits() Limits {
	return Limits{
		FileBytes:     20 << 20,
		InflatedBytes: 200 << 20,
		Ratio:         400,
		Entries:       5000,
		Depth:         256,
		Blocks:        200_000,
		Cells:         500_000,
		Pages:         2000,
		Operations:    20_000_000,
		Time:          60 * time.Second,
	}
}

// budget counts what one reading has used; the first excess is a Refusal.
type budget struct {
	ctx      context.Context
	lim      Limits
	inflated int64
	blocks   int
	cells    int
	ops      int
	ticks    int
}

// alive says whether there is time left. It is cheap enough for inner loops.
func (b *budget) alive() error {
	if b.ticks++; b.ticks%256 != 1 {
		return nil
	}
	return b.ctx.Err()
}

func (b *budget) addInflated(n int64) error {
	b.inflated += n
	if b.inflated > b.lim.InflatedBytes {
		return &Refusal{Reason: Bomb, Detail: megabytes(b.lim.InflatedBytes)}
	}
	return b.alive()
}

func (b *budget) addBlock() error {
	if b.blocks++; b.blocks > b.lim.Blocks {
		return tooMany("blocks", b.lim.Blocks)
	}
	return b.alive()
}

func (b *budget) addCells(n int) error {
	if b.cells += n; b.cells > b.lim.Cells || n < 0 {
		return tooMany("cells", b.lim.Cells)
	}
	return b.alive()
}

func (b *budget) addOps(n int) error {
	if b.ops += n; b.ops > b.lim.Operations {
		return tooMany("operations", b.lim.Operations)
	}
	return b.alive()
}

func tooMany(what string, n int) *Refusal {
	return &Refusal{Reason: Bomb, Detail: what + " > " + strconv.Itoa(n)}
}

func (b *budget) tooDeep() *Refusal { return tooMany("depth", b.lim.Depth) }
