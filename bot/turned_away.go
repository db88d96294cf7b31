package bot

// leave gives the turn up without a word.
func (t *turn) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b.log.Warn("too busy to say so", "envelope", t.env.ID)
	t.end()
}

// refuse tells the person that we are busy.
func (b *Bot) refuse(t *turn) {
	b.log.Warn("shard is full", "envelope", t.env.ID, "shard", t.lane%shardCount)
	t.say([]answer{{words: plainly("Nothing was saved: Paidup is busy. Try again in a moment.")}})
}

// closing tells the person that we are stopping.
func (b *Bot) closing(t *turn) {
	t.say([]answer{{words: plainly("Nothing was saved: Paidup is being restarted. Try again in a moment.")}})
}
