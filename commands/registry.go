package commands

import "paidup/domain"

// Commands is the table of all commands in the order help shows them, most used first.
func (a *App) Commands() []*Command { return a.table }

func (a *App) registry() []*Command {
	return []*Command{
		a.payCommand(),
		a.fileCommand(),
		a.newFileCommand(),
		a.editCommand(),
		a.myCommand(),
		a.noteCommand(),
		a.logCommand(),
		a.nextCommand(),
		a.promiseCommand(),
		a.submitCommand(),
		a.rejectCommand(),
		a.approveCommand(),
		a.invoiceCommand(),
		a.applyCommand(),
		a.adjustCommand(),
		a.disputeCommand(),
		a.settleCommand(),
		a.stageCommand(),
		a.assignCommand(),
		a.assignAllCommand(),
		a.escalateCommand(),
		a.waitingCommand(),
		a.holdCommand(),
		a.resumeCommand(),
		a.undoCommand(),
		a.cancelCommand(),
		a.reopenCommand(),
		a.reverseCommand(),
		a.voidCommand(),
		a.digestCommand(),
		a.kpiCommand(),
		a.marketCommand(),
		a.marketAddCommand(),
		a.marketSetCommand(),
		a.memberCommand(),
		a.memberAddCommand(),
		a.memberRemoveCommand(),
		a.doctorCommand(),
		a.helpCommand(),
		a.takeCommand(),
		a.settleEscalationCommand(),
		a.laterCommand(),
		a.reassignCommand(),
		a.questionCommand(),
		a.directCommand(),
		a.withdrawCommand(),
		a.allowCommand(),
		a.refuseCommand(),
		a.turnAwayCommand(),
		a.recallCommand(),
		a.pasteCommand(),
		a.homeCommand(),
	}
}

// Arguments that several verbs share.

func fileArg() Arg {
	return Arg{Name: "file", Kind: KindFile, Asks: "File", Hint: "FM-1042", Required: true, Form: true}
}

func amountArg(asks string) Arg {
	return Arg{Name: "amount", Kind: KindAmount, Asks: asks, Hint: "12,400.00", Form: true}
}

func onArg() Arg {
	return Arg{Name: "on", Kind: KindDate, Label: "on", Asks: "Date", Hint: "today", Form: true}
}

func becauseArg(asks string) Arg {
	return Arg{Name: "because", Kind: KindText, Label: "because", Asks: asks, Form: true}
}

func entryArg() Arg {
	return Arg{Name: "entry", Kind: KindEntry, Asks: "Entry", Hint: "e9", Form: true}
}

func methodArgs() []Arg {
	methods := make([]string, 0, len(domain.Methods()))
	for _, m := range domain.Methods() {
		methods = append(methods, string(m))
	}
	return []Arg{
		{Name: "method", Kind: KindChoice, Asks: "Method", Choices: methods, Form: true},
		{Name: "reference", Kind: KindNumber, Label: "ref", Asks: "Check or trace number", Hint: "881", Form: true},
	}
}
