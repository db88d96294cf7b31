package sample

import "paidup/domain"

// known are the files of Fort Myers that the documentation tells of. A digest counts days up to the evening before, so what
// it calls nineteen days ago is placed twenty days before today.
func known(s stage) []File {
	k := &teller{stage: s}
	return []File{
		k.file("FM-0988", "Nell Pruitt", 148, func(h *history) { k.billed(h, 22905_50, "5455") }),
		k.file("FM-1009", "Rosa Lopez", 90, func(h *history) {
			k.billed(h, 5800_00, "5471")
			h.day = s.today - 30
			h.does(Priya, k.check(4480_00, "7710"))
			h.day = s.cal.Add(s.today, -2)
			h.does(Priya, func(f *domain.File) error { return f.Reverse(5, "NSF", 0) })
		}),
		k.file("FM-1017", "Luz Delgado", 120, func(h *history) {
			k.billed(h, 31480_00, "5480")
		}),
		k.file("FM-1031", "Sue Bell", 75, func(h *history) { k.billed(h, 3_812_40, "5490") }),
		k.file("FM-1042", "Joan Harris", 102, func(h *history) {
			k.approved(h, 19300_00, 18640_00)
			h.day = s.today - 65
			h.does(Priya, func(f *domain.File) error {
				return f.Invoice(domain.Bill{Amount: 18640_00, Number: "5512", NetDays: 30})
			})
			h.day = s.today - 33
			h.does(Priya, k.check(6240_00, "771"))
		}),
		k.file("FM-1047", "Ida Cole", 60, func(h *history) { k.billed(h, 4_000_00, "5520") }),
		k.file("FM-1051", "Roy Hale", 55, func(h *history) { k.billed(h, 900_00, "5524") }),
		k.file("FM-1055", "Paul Whitaker", 26, func(h *history) {
			h.day = s.today - 20
			h.does(Dana, func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 12760_00, To: "Northline"}) })
		}),
		k.file("FM-1063", "Kim Tran", 42, func(h *history) {
			for _, back := range []domain.Date{34, 18} {
				h.day = s.today - back
				h.does(Ben, func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 9870_00, To: "Northline"}) })
				h.day = s.today - back + 9
				h.does(Ben, func(f *domain.File) error {
					return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}, Words: "day-3 log missing"})
				})
			}
		}),
		k.file("FM-1071", "Ann Abbott", 45, func(h *history) {
			k.approved(h, 14200_00, 14200_00)
		}),
		k.file("FM-1080", "Rafael Castillo", 11, func(*history) {}),
		k.file("FM-1088", "Vera Moss", 50, func(h *history) {
			h.does(Priya, k.check(1_000_00, "3305")) // before there is an invoice it could go to
			k.billed(h, 6_500_00, "5540")
		}),
	}
}

// teller tells the known files.
type teller struct{ stage }

func (k *teller) file(number, customer string, received domain.Date, tell func(*history)) File {
	h := &history{stage: k.stage, day: k.today - received}
	facts := domain.Facts{Customer: customer, Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Loss: "water", City: "Fort Myers",
		Estimate: 8900_00, Deductible: 1000_00, Claim: "24-7" + number[3:], Address: number[3:] + " Palm Ave"}
	if number == "FM-1055" || number == "FM-1063" {
		facts.Program = "Northline"
	}
	h.does(Dana, func(f *domain.File) error { return f.Receive(0, facts, Dana) })
	tell(h)
	return File{Number: number, Steps: h.steps}
}

// approved plays one round that ends in an approval twelve days ago or earlier.
func (k *teller) approved(h *history, asked, approved domain.Money) {
	h.day += 7
	h.does(Dana, func(f *domain.File) error { return f.Submit(domain.Submission{Amount: asked}) })
	h.day = min(h.day+14, k.today-13)
	h.does(Dana, func(f *domain.File) error { return f.Approve(domain.Decision{Amount: approved}) })
}

// billed plays a round and its invoice.
func (k *teller) billed(h *history, amount domain.Money, number string) {
	k.approved(h, amount, amount)
	h.day += 12
	h.does(Priya, func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: amount, Number: number, NetDays: 30})
	})
}

func (k *teller) check(amount domain.Money, number string) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: amount, Method: domain.Check, Reference: number})
	}
}
