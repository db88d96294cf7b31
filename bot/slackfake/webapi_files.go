package slackfake

import (
	"fmt"
	"mime"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// file is an uploaded file, shared or not yet.
type file struct {
	id, name, title, alt string
	user                 string // who uploaded it
	length               int    // promised
	content              []byte
	uploaded, shared     bool
	created              int64
	shares               map[string]string // ts by channel id
}

func getUploadURL(s *State, c *call) (object, *refusal) {
	f := &file{
		id: s.id("F"), user: botUserID, name: c.text("filename"), alt: c.text("alt_txt"), length: c.count("length", 0), created: s.now().Unix(),
		shares: map[string]string{},
	}
	switch {
	case f.length == 0:
		return nil, refuse("missing_argument")
	case utf8.RuneCountInString(f.alt) > 1000:
		return nil, refuse("alt_txt_too_large")
	}
	s.files[f.id] = f
	return object{"file_id": f.id, "upload_url": "http://" + s.host + "/upload/v1/" + f.id}, nil
}

// completeUpload shares uploaded files, once, in no channel, one or several.
func completeUpload(s *State, c *call) (object, *refusal) {
	var ids []string
	for _, given := range objects(c.args, "files") {
		f := s.files[text(given, "id")]
		if f == nil || !f.uploaded || f.shared {
			return nil, refuse("file_not_found")
		}
		f.title = orElse(text(given, "title"), f.name)
		ids = append(ids, f.id)
	}
	if len(ids) == 0 {
		return nil, invalid("[ERROR] no less than 1 item allowed [json-pointer:/files]")
	}
	channels, problem := s.uploadTargets(c)
	if problem != nil {
		return nil, problem
	}
	said := object{"text": c.text("initial_comment")}
	if blocks := array(c.args, "blocks"); blocks != nil && said["text"] == "" {
		said["blocks"] = blocks
		if problem := checkUploadBlocks(said); problem != nil {
			return nil, problem
		}
	}
	var files []File
	for _, id := range ids {
		f := s.files[id]
		f.shared = true
		files = append(files, f.shown())
	}
	for _, channel := range channels {
		m := &Message{Channel: channel.ID, ThreadTS: c.text("thread_ts"), Files: files}
		s.content(said).put(m)
		s.postFromBot(m)
		for _, id := range ids {
			s.files[id].shares[channel.ID] = m.TS
		}
	}
	return object{"files": s.filesJSON(ids)}, nil
}

func (s *State) uploadTargets(c *call) ([]*Channel, *refusal) {
	names := strings.FieldsFunc(c.text("channels"), func(r rune) bool { return r == ',' || r == ' ' })
	if one := c.text("channel_id"); one != "" {
		names = append(names, one)
	}
	switch {
	case len(names) > 100:
		return nil, refuse("channels_limit_exceeded")
	case c.text("thread_ts") != "" && len(names) > 1:
		return nil, invalid("[ERROR] thread_ts takes a single channel [json-pointer:/thread_ts]")
	}
	var channels []*Channel
	for _, name := range names {
		channel, problem := s.target(name)
		if problem != nil {
			return nil, problem
		}
		channels = append(channels, channel)
	}
	return channels, nil
}

func checkUploadBlocks(said object) *refusal {
	isMarkdown := func(b object) bool { return text(b, "type") == "markdown" }
	if slices.ContainsFunc(objects(said, "blocks"), isMarkdown) {
		return refuse("internal_error")
	}
	r := &report{}
	checkMessage(r, said)
	return refuseFor("invalid_blocks", r)
}

func (s *State) filesJSON(ids []string) []any {
	all := []any{}
	for _, id := range ids {
		all = append(all, s.fileJSON(s.files[id]))
	}
	return all
}

func (s *State) fileJSON(f *file) object {
	extension := strings.TrimPrefix(path.Ext(f.name), ".")
	link := "https://" + s.opts.Domain + ".slack.com/files/" + f.user + "/" + f.id
	o := object{
		"id": f.id, "created": f.created, "timestamp": f.created, "name": f.name, "title": f.title, "user": f.user,
		"mimetype": orElse(mime.TypeByExtension("."+extension), "application/octet-stream"), "filetype": extension,
		"pretty_type": strings.ToUpper(extension), "user_team": teamID, "editable": false, "size": len(f.content),
		"mode": "hosted", "is_external": false, "external_type": "", "public_url_shared": false,
		"display_as_bot": false, "username": "", "url_private": link + "/" + f.name,
		"url_private_download": link + "/download/" + f.name, "permalink": link, "permalink_public": link + "-public",
		"comments_count": 0, "is_starred": false, "has_more_shares": false, "has_rich_preview": false,
		"file_access": "visible", "media_display_type": "unknown", "alt_txt": f.alt, "channels": []any{},
		"groups": []any{}, "ims": []any{},
	}
	s.addShares(o, f)
	return o
}

// addShares adds where the file can be seen.
func (s *State) addShares(o object, f *file) {
	shares := object{}
	for _, id := range sortedKeys(f.shares) {
		seen, list := s.channels[id].sharedAs()
		if sub(shares, seen) == nil {
			shares[seen] = object{}
		}
		sub(shares, seen)[id] = []any{object{
			"ts": f.shares[id], "channel_name": s.channels[id].shownName(), "team_id": teamID, "share_user_id": f.user,
			"reply_users": []any{}, "reply_users_count": 0, "reply_count": 0,
		}}
		o[list] = append(array(o, list), id)
	}
	o["shares"], o["is_public"] = shares, shares["public"] != nil
}

// sharedAs tells under which name a file lists a share in the channel, and in which list its id.
func (c *Channel) sharedAs() (share, list string) {
	switch {
	case c.im != "":
		return "private", "ims"
	case c.Private:
		return "private", "groups"
	}
	return "public", "channels"
}

// upload takes the bytes of a file; the answer is what Slack says, the error why not.
func (s *State) upload(id string, content []byte) (string, error) {
	f := s.files[id]
	if f == nil {
		return "", fmt.Errorf("upload %s: there is no such file", id)
	}
	if len(content) != f.length {
		return "", fmt.Errorf("upload %s: %d bytes came, %d were promised", id, len(content), f.length)
	}
	f.content, f.uploaded = content, true
	return fmt.Sprintf("OK - %d", len(content)), nil
}
