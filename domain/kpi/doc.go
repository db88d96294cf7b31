// Package kpi holds the formulas behind every figure Paidup prints: DSO, aging, collections, days to paid, and the market
// board that puts them together. All functions are pure: the store fills their inputs with sums and counts as of a date,
// and they compute. Amounts are cents, ages and durations are calendar days of the market, ratios are unrounded floats.
// A figure that is undefined is nil, never 0 and never a pass; doors show it as n/a and say why.
package kpi
