package progress

// Flags of a Reading: what somebody should know or settle before the record counts.
const (
	FlagApprox             = "approx"              // 七成, 过半, 两千多: a figure is approximate
	FlagCumulative         = "cumulative"          // 累计, 1-8月: counted from the beginning
	FlagDerivedPercent     = "derived_percent"     // worked out from two figures of the message
	FlagAmbiguousFraction  = "ambiguous_fraction"  // 8/11 may be a day or 8 of 11
	FlagLate               = "late"                // 补报, or after the day that was set
	FlagMilestone          = "milestone"           // a body has approved or issued something: the day matters
	FlagPromise            = "promise"             // the department binds itself to a day
	FlagTargetNotActual    = "target_not_actual"   // a percentage that is wanted, not reached
	FlagTargetChange       = "target_change"       // the target itself was moved: for the coordinator
	FlagContainsQuestion   = "contains_question"   // Question holds what was asked beside the report
	FlagAddresseeConfusion = "addressee_confusion" // another unit stands before the colon: it is spoken to
	FlagOnBehalf           = "on_behalf"           // reported for another unit
	FlagForwarded          = "forwarded"           // passed on
	FlagWrongDepartment    = "wrong_department"    // another unit's task, or the unit itself was given wrong
	FlagNews               = "news"                // news passed on: not recorded
	FlagNotice             = "notice"              // an instruction to others: not recorded
	FlagHearsay            = "hearsay"             // what is supposed of another unit: not recorded
	FlagSecretWarning      = "secret_warning"      // says that it is secret: not recorded, not stored
	FlagInjection          = "injection"           // tells the reader what to do; the rest is read as usual
	FlagUnregisteredSender = "unregistered_sender" // no unit is bound to the sender: nothing is recorded
	FlagNeedsDepartment    = "needs_department"    // and the words name none
	FlagNeedsTask          = "needs_task"          // nothing says which task
	FlagNeedsConfirm       = "needs_confirm"       // pending until somebody confirms
	FlagCorrection         = "correction"          // corrects an earlier message that was not given; with Previous see Corrects
	FlagRetract            = "retract"             // withdraws an earlier message; with Previous see Corrects
	FlagAttachment         = "attachment"          // the report is in a file that is not read: not recorded
	FlagNilReport          = "nil_report"          // nothing new, and said so
)
