package bot_test

import (
	"fmt"
	"regexp"
	"strings"

	"liangshan/bot/sandbox"
)

// forum is a second group of the office, with topics.
const forum = -1001000000002

// thread is what a conversation knows of topics, and of what people said before their last words.
type thread struct {
	topics map[string]int
	topic  int
	before map[string]int
}

var judging = regexp.MustCompile(`^(\p{Han}+) (👍|👎)$`)

// aside plays the lines about topics and reactions.
func (s *stage) aside(line string) (done bool, err error) {
	if m := judging.FindStringSubmatch(line); m != nil {
		err := s.box.React(people[m[1]], s.chat, s.lastOfBot(), m[2])
		s.listen()
		return true, err
	}
	name, unasked := strings.CutPrefix(line, "unasked in topic ")
	name, ok := strings.CutPrefix(name, "in topic ")
	if !ok && !unasked {
		return false, nil
	}
	for _, m := range s.box.Transcript(forum) {
		if m.From.ID == s.box.Bot().ID && strings.Contains(m.Text, name) && m.Thread == s.topic && (m.ReplyTo == 0) == unasked {
			return true, nil
		}
	}
	return true, fmt.Errorf("nothing in the topic says %q as a reply", name)
}

// enter goes to a topic of the forum, which is opened where there is none of its name.
func (s *stage) enter(name string) error {
	s.chat = forum
	if s.topics == nil {
		s.topics = map[string]int{}
		var ids []int64
		for _, id := range people {
			ids = append(ids, id)
		}
		s.box.AddChat(sandbox.Chat{ID: forum, Kind: sandbox.Supergroup, Title: "分题群", Forum: true, Members: ids})
		if _, err := s.box.Say(people["老陈"], forum, "/open@"+s.box.Bot().Username); err != nil {
			return err
		}
		s.settle()
	}
	if s.topics[name] == 0 {
		id, err := s.box.AddTopic(people["老陈"], forum, name)
		if err != nil {
			return err
		}
		s.topics[name] = id
	}
	s.topic = s.topics[name]
	return nil
}

func (s *stage) say(who int64, text string, how ...sandbox.Option) (int, error) {
	if s.chat == forum {
		how = append(how, sandbox.InThread(s.topic))
	}
	return s.box.Say(who, s.chat, text, how...)
}
