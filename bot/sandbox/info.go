package sandbox

import (
	"maps"
	"slices"
)

func (s *Server) getChat(q *request) (any, error) {
	c, err := s.readable(q)
	if err != nil {
		return nil, err
	}
	return struct {
		wireChat
		Accent      int             `json:"accent_color_id"`
		MaxReaction int             `json:"max_reaction_count"`
		Gifts       map[string]bool `json:"accepted_gift_types"`
	}{s.wireChat(c), 1, 11, map[string]bool{}}, nil
}

// readable is a chat that the bot may look at.
func (s *Server) readable(q *request) (*chat, error) {
	c, err := s.chatArg(q, "chat_id")
	if err == nil && c.Kind == Supergroup {
		err = s.mayWrite(c)
	}
	return c, err
}

func (s *Server) getChatMember(q *request) (any, error) {
	c, err := s.readable(q)
	if err != nil {
		return nil, err
	}
	if q.arg("user_id") == "" {
		return nil, bad("invalid user_id specified")
	}
	u, ok := s.world.Users[q.number("user_id")]
	if !ok {
		return nil, bad("user not found")
	}
	return wireMember(u, c.standing(u.ID)), nil
}

func (s *Server) getChatAdministrators(q *request) (any, error) {
	c, err := s.readable(q)
	switch {
	case err != nil:
		return nil, err
	case c.Kind == Private:
		return nil, bad("there are no administrators in the private chat")
	}
	out := []any{}
	for _, id := range slices.Sorted(maps.Keys(c.Standings)) {
		if c.Standings[id].admin() {
			out = append(out, wireMember(s.world.Users[id], c.Standings[id]))
		}
	}
	return out, nil
}

func (s *Server) getChatMemberCount(q *request) (any, error) {
	c, err := s.readable(q)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, st := range c.Standings {
		if st.present() {
			n++
		}
	}
	return n, nil
}

func (s *Server) leaveChat(q *request) (any, error) {
	c, err := s.writable(q)
	switch {
	case err != nil:
		return nil, err
	case c.Kind == Private:
		return nil, bad("chat member status can't be changed in private chats")
	}
	s.botBecomes(c, s.bot, Left)
	return true, nil
}

// adminRights are what an administrator of the sandbox may do.
var adminRights = []string{
	"can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
	"can_change_info", "can_invite_users", "can_pin_messages",
}

func wireMember(u User, st Standing) map[string]any {
	out := map[string]any{"user": u, "status": st}
	switch st {
	case Creator:
		out["is_anonymous"] = false
	case Administrator:
		for _, right := range adminRights {
			out[right] = true
		}
		out["can_be_edited"], out["is_anonymous"], out["can_promote_members"] = false, false, false
	case Kicked:
		out["until_date"] = 0
	}
	return out
}
