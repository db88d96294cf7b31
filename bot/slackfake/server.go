package slackfake

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// maxBody is how much of a request's body is read.
const maxBody = 64 << 20

// jsonArguments are the arguments that form bodies carry as JSON; true and false are JSON too.
var jsonArguments = []string{"attachments", "blocks", "files", "include_all_metadata", "include_num_members", "metadata", "unfurls", "view"}

func (w *Workspace) doors() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", w.counted(w.api))
	mux.HandleFunc("GET /link/", w.link)
	mux.HandleFunc("POST /response/{id}", w.counted(w.respond))
	mux.HandleFunc("POST /upload/v1/{id}", w.counted(w.takeUpload))
	return mux
}

// counted keeps count of the calls being answered.
func (w *Workspace) counted(handle http.HandlerFunc) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		w.change(func(s *State) { s.calls++ })
		defer w.change(func(s *State) { s.calls-- })
		handle(rw, r)
	}
}

// api answers one Web API call.
func (w *Workspace) api(rw http.ResponseWriter, r *http.Request) {
	c, problem := readCall(rw, r)
	if problem != nil {
		writeJSON(rw, problem.json())
		return
	}
	var fault *Fault
	var answer object
	w.change(func(s *State) {
		place := s.record(c.method, c.args, orElse(c.text("channel"), c.text("user_id")))
		if fault = s.nextFault(c.method); fault == nil || fault.Applied {
			var problem *refusal
			answer, problem = s.run(c)
			s.refused(place, problem)
		} else {
			s.log[place].Refused = fault.String()
		}
	})
	w.headers(rw)
	if fault != nil && w.play(fault, rw, r) {
		return
	}
	writeJSON(rw, answer)
}

// headers are those of every answer of the Web API.
func (w *Workspace) headers(rw http.ResponseWriter) {
	rw.Header().Set("Date", w.opts.Now().UTC().Format(http.TimeFormat))
	if granted := w.grantedScopes(); len(granted) > 0 {
		rw.Header().Set("X-OAuth-Scopes", strings.Join(granted, ","))
	}
}

// readCall reads the arguments of a call from the query, a form or a JSON body. A token counts in the header or in a form.
func readCall(rw http.ResponseWriter, r *http.Request) (*call, *refusal) {
	args, problem := readArguments(rw, r)
	if problem != nil {
		return nil, problem
	}
	c := &call{method: r.PathValue("method"), args: args}
	if bearer, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); found {
		c.token, c.header = bearer, true
	} else {
		c.token = r.PostForm.Get("token")
	}
	delete(args, "token")
	return c, nil
}

func readArguments(rw http.ResponseWriter, r *http.Request) (object, *refusal) {
	r.Body = http.MaxBytesReader(rw, r.Body, maxBody)
	args, problem := readBody(r)
	if problem != nil {
		return nil, problem
	}
	for name, given := range r.Form {
		args[name] = given[0]
	}
	for _, name := range jsonArguments {
		var value any
		if raw := text(args, name); raw != "" && json.Unmarshal([]byte(raw), &value) == nil {
			args[name] = flag(name, value)
		}
	}
	maps.DeleteFunc(args, func(name string, v any) bool { return v == "" && slices.Contains(jsonArguments, name) })
	return args, nil
}

// readBody reads a JSON body; that of a form is in r.Form afterwards.
func readBody(r *http.Request) (object, *refusal) {
	args := object{}
	switch kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind {
	case "application/json":
		var body any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil && !errors.Is(err, io.EOF) { // no body, no arguments
			return nil, refuse("invalid_json")
		}
		if given, ok := body.(object); ok {
			args = given
		} else if body != nil {
			return nil, refuse("json_not_object")
		}
	case "multipart/form-data":
		if r.ParseMultipartForm(maxBody) != nil {
			return nil, refuse("invalid_form_data")
		}
		return args, nil
	case "application/x-www-form-urlencoded", "text/plain", "":
	default:
		return nil, refuse("invalid_post_type")
	}
	if r.ParseForm() != nil {
		return nil, refuse("invalid_form_data")
	}
	return args, nil
}

// flag is the value of an argument that says yes or no, which clients also write as 1 or 0; other arguments stay as given.
func flag(name string, value any) any {
	if n, isNumber := value.(float64); isNumber && strings.HasPrefix(name, "include_") {
		return n != 0
	}
	return value
}

func writeJSON(rw http.ResponseWriter, o object) { writeStatus(rw, http.StatusOK, o) }

func writeStatus(rw http.ResponseWriter, status int, o object) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(o) // the caller may have hung up
}

// takeUpload takes the bytes of a file, raw or as the first part of a multipart body.
func (w *Workspace) takeUpload(rw http.ResponseWriter, r *http.Request) {
	body := io.Reader(http.MaxBytesReader(rw, r.Body, maxBody))
	if parts, err := r.MultipartReader(); err == nil {
		part, err := parts.NextPart()
		if err != nil {
			http.Error(rw, "no part", http.StatusBadRequest)
			return
		}
		body = part
	}
	content, err := io.ReadAll(body)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	id := r.PathValue("id")
	var said string
	var fault *Fault
	w.change(func(s *State) {
		place := s.record("upload", object{"file_id": id, "bytes": len(content)}, id)
		if fault = s.nextFault("upload"); fault == nil || fault.Applied {
			if said, err = s.upload(id, content); err != nil {
				s.log[place].Refused = err.Error()
			}
		}
	})
	switch {
	case fault != nil && w.play(fault, rw, r):
	case err != nil:
		http.Error(rw, err.Error(), http.StatusBadRequest)
	default:
		_, _ = io.WriteString(rw, said) // the caller may have hung up
	}
}
