package main

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"paidup/bot"
	"paidup/cmd/paidup/house"
	"paidup/domain"
	"paidup/domain/postgres"
)

const scrapeWithin = 2 * time.Second // what a scrape waits for the database

// metrics are what the program counts of itself, for Prometheus to read at /metrics.
type metrics struct {
	registry    *prometheus.Registry
	acks        *prometheus.CounterVec
	ackSeconds  prometheus.Histogram
	commands    *prometheus.CounterVec
	notices     *prometheus.CounterVec
	slackErrors *prometheus.CounterVec
	digests     *prometheus.CounterVec
	lateness    prometheus.Histogram
}

func newMetrics() *metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		acks:     counter("paidup_envelope_acks_total", "Envelopes from Slack that were acknowledged, or whose acknowledgement was lost.", "type", "outcome"),
		ackSeconds: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "paidup_envelope_ack_seconds",
			Help: "From the receipt of an envelope to its acknowledgement; Slack waits three seconds.", Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2, 3}}),
		commands:    counter("paidup_commands_total", "Requests by what they meant and what became of them.", "verb", "outcome"),
		notices:     counter("paidup_notices_total", "Notices that were delivered, put back or given up.", "kind", "outcome"),
		slackErrors: counter("paidup_slack_errors_total", "Calls of Slack's Web API that did not succeed, by Slack's name of the error.", "method", "code"),
		digests:     counter("paidup_digests_total", "Morning digests that were made or skipped.", "outcome"),
		lateness: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "paidup_digest_lateness_seconds",
			Help: "From a market's digest hour to the digest.", Buckets: []float64{60, 120, 300, 900, 3600, 14400}}),
	}
	m.registry.MustRegister(m.acks, m.ackSeconds, m.commands, m.notices, m.slackErrors, m.digests, m.lateness,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Acked counts an acknowledgement.
func (m *metrics) Acked(kind string, after time.Duration, lost bool) {
	if lost {
		m.acks.WithLabelValues(kind, "lost").Inc()
		return
	}
	m.acks.WithLabelValues(kind, "acked").Inc()
	m.ackSeconds.Observe(after.Seconds())
}

// Answered counts a request.
func (m *metrics) Answered(verb string, as bot.Outcome) {
	m.commands.WithLabelValues(verb, string(as)).Inc()
}

// Settled counts notices.
func (m *metrics) Settled(kind domain.NoticeKind, as bot.Settlement, notices int) {
	m.notices.WithLabelValues(string(kind), string(as)).Add(float64(notices))
}

// Refused counts a call of Slack's that did not succeed.
func (m *metrics) Refused(method, code string) { m.slackErrors.WithLabelValues(method, code).Inc() }

// Made counts a digest.
func (m *metrics) Made(late time.Duration) {
	m.digests.WithLabelValues("made").Inc()
	m.lateness.Observe(max(late, 0).Seconds())
}

// Skipped counts a digest that is not made any more.
func (m *metrics) Skipped() { m.digests.WithLabelValues("skipped").Inc() }

// of has what the house and its store are like read at each scrape.
func (m *metrics) of(h *house.House, store *postgres.Store) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "paidup_sockets", Help: "Connections to Slack that take envelopes."},
			func() float64 { return float64(h.Bot.Connected()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "paidup_sockets_foreign", Help: "Connections to Slack that somebody else holds with this app's token."},
			func() float64 { return float64(h.Bot.Foreign()) }),
		newBacklog(store))
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// backlog reads from the store what waits in the outbox.
type backlog struct {
	store                     *postgres.Store
	up, waiting, oldest, dead *prometheus.Desc
}

func newBacklog(store *postgres.Store) backlog {
	figure := func(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }
	return backlog{
		store:   store,
		up:      figure("paidup_database_up", "Whether the database answered this scrape."),
		waiting: figure("paidup_notices_waiting", "Notices that are not delivered yet, those of paused markets left out."),
		oldest:  figure("paidup_notices_oldest_seconds", "Since when the oldest waiting notice has been due."),
		dead:    figure("paidup_notices_dead", "Notices that were given up."),
	}
}

// Describe names the figures.
func (b backlog) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{b.up, b.waiting, b.oldest, b.dead} {
		to <- d
	}
}

// Collect reads them. Without an answer only that is told.
func (b backlog) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeWithin)
	defer cancel()
	left, err := b.store.Backlog(ctx)
	if err != nil {
		to <- prometheus.MustNewConstMetric(b.up, prometheus.GaugeValue, 0)
		return
	}
	to <- prometheus.MustNewConstMetric(b.up, prometheus.GaugeValue, 1)
	to <- prometheus.MustNewConstMetric(b.waiting, prometheus.GaugeValue, float64(left.Waiting))
	to <- prometheus.MustNewConstMetric(b.oldest, prometheus.GaugeValue, left.Oldest.Seconds())
	to <- prometheus.MustNewConstMetric(b.dead, prometheus.GaugeValue, float64(left.Dead))
}
