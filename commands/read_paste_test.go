package commands

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

// TestReadPaste reads what people paste: portals, assignment e-mails, forwarded mails, a line from a phone.
func TestReadPaste(t *testing.T) {
	t.Parallel()
	known := knownNames{carriers: []string{"Harbor Mutual", "Coral State"}, programs: []string{"Northline"}}
	today := domain.NewDate(2026, time.November, 23)
	for name, c := range map[string]struct {
		text string
		want Values
	}{
		"a portal's page": {`
Assignment ID: NL-4471902
Program: Northline
Carrier: Harbor Mutual
Claim #: 24-77810
Policy Number: HO-3391022
Insured Name: Joan Harris
Phone: (239) 555-0142
Email: Joan.Harris@example.com
Loss Address: 1423 Palm Ave, Fort Myers, FL 33901
Date of Loss: 11/20/2026 3:15 PM
Type of Loss: Water - supply line
Deductible: $1,000.00`,
			Values{"assignment": "NL-4471902", "program": "Northline", "carrier": "Harbor Mutual", "payer": "Harbor Mutual", "claim": "24-77810",
				"policy": "HO-3391022", "customer": "Joan Harris", "phone": "(239) 555-0142", "email": "joan.harris@example.com",
				"address": "1423 Palm Ave", "city": "Fort Myers", "lossdate": "2026-11-20", "loss": "water - supply line", "deductible": "1000.00"}},
		"an assignment e-mail": {`
From: Northline Dispatch <dispatch@northline.example>
To: intake@ourcompany.example
Subject: New assignment - claim 24-90117

Please contact the insured, Al Cole, at 239-555-0177 today.
Water damage from an upstairs bathroom at 88 Harbor View Dr, Cape Coral, FL. Date of loss was Nov 21.
Carrier is Coral State, policy CS-77120-B.`,
			Values{"program": "Northline", "carrier": "Coral State", "payer": "Coral State", "claim": "24-90117", "policy": "CS-77120-B",
				"customer": "Al Cole", "phone": "239-555-0177", "address": "88 Harbor View Dr", "city": "Cape Coral", "lossdate": "2026-11-21", "loss": "water"}},
		"the label above its value": {"Insured:\nHALE, IDA\nClaim Number:\n0024-1187-55\nLoss Location:\n9 Bay St. Apt 4\nFort Myers FL 33908\n",
			Values{"customer": "Ida Hale", "claim": "0024-1187-55", "address": "9 Bay St. Apt 4", "city": "Fort Myers"}},
		"fields side by side": {"Claim #: 55-1001 | Policy #: P-9 | DOL: 2026-11-18\nInsured: Tran, Minh   Phone: 239.555.0101",
			Values{"claim": "55-1001", "policy": "P-9", "lossdate": "2026-11-18", "customer": "Minh Tran", "phone": "239.555.0101"}},
		"a forwarded mail": {"> From: adjuster@harbormutual.example\n> Adjuster: Bob Lee (239) 555-0199 bob.lee@harbormutual.example\n> Insured: Bay View Dental, LLC\n> Claim: HM-2026-3391\n> Cause of Loss: Fire and smoke",
			Values{"adjuster": "Bob Lee", "customer": "Bay View Dental, LLC", "claim": "HM-2026-3391", "loss": "fire and smoke"}},
		"stars and bullets": {"* *Insured:* Eve Ruiz\n* Claim No. : 7781\n• Mortgagee – First Gulf Bank\n• Deductible = 2,500",
			Values{"customer": "Eve Ruiz", "claim": "7781", "mortgagee": "First Gulf Bank", "deductible": "2500.00"}},
		"a line from a phone": {"new water loss, homeowner Mrs. Rosa Lopez 239 555 0123, 4 Gulf Blvd Sanibel FL, claim 24-5 harbor mutual",
			Values{"customer": "Rosa Lopez", "phone": "239 555 0123", "address": "4 Gulf Blvd", "city": "Sanibel", "claim": "24-5", "loss": "water",
				"carrier": "Harbor Mutual", "payer": "Harbor Mutual"}},
		"a sheet's row": {"Insured\tAnn Abbott\nClaim:\t24-33\nAddress:\t77 N Tamiami Trail, Naples, FL 34102\nCarrier:\tFirst Coast Insurance",
			Values{"claim": "24-33", "address": "77 N Tamiami Trail", "city": "Naples", "carrier": "First Coast Insurance", "payer": "First Coast Insurance"}},
		"a commercial client": {"Client: Seaside Condominiums\nContact: Jim Ode 239-555-0188\nWork order: WO-8812\nLocation: 500 Beach Road\nDate received: 11/22/26\nDamage: sewage backup",
			Values{"customer": "Seaside Condominiums", "phone": "239-555-0188", "assignment": "WO-8812", "address": "500 Beach Road", "on": "2026-11-22", "loss": "sewage backup"}},
		"curly quotes and long dashes": {"Insured’s Name — “Dee O’Neil”\nClaim #:  24–77\nLoss type: Mold",
			Values{"loss": "mold", "claim": "24-77", "customer": `"Dee O'Neil"`}},
		"a loss ahead and an amount in doubt": {"Insured: Ben Sol\nDate of loss: 12/24/2026\nDeductible: 1,00", Values{"customer": "Ben Sol"}},
		"the sender's own numbers":            {"From: Pat <pat@northline.example>\nOffice: 800-555-0100\nFax: 800-555-0101\nRemit to 1 Finance Way, Dallas, TX", Values{"program": "Northline"}},
		"nothing of it":                       {"Can you call me back when you have a minute? Thanks!", Values{}},
		"nothing at all":                      {" \n\t ", Values{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readPaste(c.text, known, today)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
