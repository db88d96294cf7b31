package slackfake

// givenView is the view argument, refused when Slack would not take it.
func givenView(c *call, kind string) (object, *refusal) {
	view := sub(c.args, "view")
	if view != nil && viewSize(view) > maxViewBytes {
		return nil, refuse("view_too_large")
	}
	r := &report{}
	checkView(r, "/view", kind, c.args["view"])
	return view, refuseFor("invalid_arguments", r)
}

// taken refuses an external_id that another open view has.
func (s *State) taken(view object, but *View) *refusal {
	if other := s.viewBy("", text(view, "external_id")); other != nil && other != but {
		return refuse("duplicate_external_id")
	}
	return nil
}

func viewsOpen(s *State, c *call) (object, *refusal) {
	view, problem := givenView(c, "modal")
	if problem == nil {
		problem = s.taken(view, nil)
	}
	if problem != nil {
		return nil, problem
	}
	t, problem := s.exchange(c.text("trigger_id"))
	if problem != nil {
		return nil, problem
	}
	return object{"view": s.openModal(t.userID, view).json()}, nil
}

func viewsPush(s *State, c *call) (object, *refusal) {
	view, problem := givenView(c, "modal")
	if problem == nil {
		problem = s.taken(view, nil)
	}
	if problem != nil {
		return nil, problem
	}
	t, problem := s.exchange(c.text("trigger_id"))
	switch {
	case problem != nil:
		return nil, problem
	case t.viewID == "" || len(s.modals[t.userID]) == 0:
		return nil, refuse("not_found")
	case len(s.modals[t.userID]) >= maxModals:
		return nil, refuse("push_limit_reached")
	}
	return object{"view": s.pushModal(t.userID, view).json()}, nil
}

func viewsUpdate(s *State, c *call) (object, *refusal) {
	v := s.viewBy(c.text("view_id"), c.text("external_id"))
	if v == nil {
		return nil, refuse("not_found")
	}
	view, problem := givenView(c, text(v.Body, "type"))
	if problem == nil {
		problem = s.taken(view, v)
	}
	if problem != nil {
		return nil, problem
	}
	if hash := c.text("hash"); hash != "" && hash != v.Hash {
		return nil, refuse("hash_conflict")
	}
	s.updateView(v, view)
	return object{"view": v.json()}, nil
}

func viewsPublish(s *State, c *call) (object, *refusal) {
	u := s.users[c.text("user_id")]
	if u == nil || u.bot {
		return nil, refuse("user_not_found")
	}
	view, problem := givenView(c, "home")
	if problem != nil {
		return nil, problem
	}
	home := s.homes[u.ID]
	if hash := c.text("hash"); hash != "" && (home == nil || hash != home.Hash) {
		return nil, refuse("hash_conflict")
	}
	if home != nil {
		s.updateView(home, view)
		return object{"view": home.json()}, nil
	}
	home = s.newView(u.ID, view)
	s.homes[u.ID] = home
	s.show(Shown{Kind: Published, User: u.ID, View: home.copied()})
	return object{"view": home.json()}, nil
}
